import type { HttpAnswer, Outcome, Sought } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { SELLER } from '../../test/documents.ts'
import { scriptedFetch, testIo, testVault } from '../../test/io.ts'
import { nuonuoConfigSchema } from './config.ts'
import { nuonuo } from './index.ts'

const config = nuonuoConfigSchema.parse({ environment: 'production', appKey: 'DemoKey1', appSecret: 'DemoSecret1' })
const said = (answer: unknown, status = 200): HttpAnswer => ({
  is: 'answer',
  status,
  headers: {},
  body: Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)),
})
const TOKEN = said({ access_token: 'T1', expires_in: 86_400 })
const rows = (...list: unknown[]): HttpAnswer => said({ code: 'E0000', describe: 'ok', result: list })
const code = (code: string): HttpAnswer => said({ code, describe: '' })

function open(answers: readonly HttpAnswer[], change: object = {}) {
  const { fetch, requests } = scriptedFetch([TOKEN, ...answers])
  const vault = testVault()
  const session = nuonuo.open({ ...config, ...change }, SELLER, testIo({ fetch }), vault)
  const bodies = () => requests.slice(1).map(({ body }) => JSON.parse(String(body)))
  return { session, requests, bodies }
}
const find = async (sought: readonly Sought[], ...answers: HttpAnswer[]): Promise<Outcome[]> => open(answers).session.find(sought)
const blue = (serial = 'S1'): Sought => ({ serial, colour: 'blue' })
const red = (serial = 'R1'): Sought => ({ serial, colour: 'red', blueNumber: '26112000000000000001' })

const ISSUED = {
  serialNo: '20061617000000000001',
  orderNo: 'S1',
  status: '2',
  invoiceTime: 1772413202000,
  invoiceCode: '',
  invoiceNo: '26112000000000000001',
  exTaxAmount: '220.00',
  taxAmount: '19.80',
  orderAmount: '239.80',
  payerName: '演示购方有限公司',
}
const OUTCOME = {
  is: 'issued',
  number: '26112000000000000001',
  issuedAt: '2026-03-02T01:00:02.000Z',
  amountFen: 22000,
  taxFen: 1980,
  totalFen: 23980,
  buyerName: '演示购方有限公司',
}

describe('status', () => {
  test.each([
    ['2 complete', {}, OUTCOME],
    ['21 being sealed, with a number', { status: '21' }, OUTCOME],
    ['24 sealing failed: the invoice exists', { status: '24' }, OUTCOME],
    ['31 being voided by somebody: it was issued', { status: '31' }, OUTCOME],
    ['3 voided by somebody: it was issued', { status: '3' }, OUTCOME],
    ['2 as a number', { status: 2 }, OUTCOME],
    ['amounts as numbers', { exTaxAmount: 220, taxAmount: 19.8, orderAmount: 239.8 }, OUTCOME],
    ['the number under its other name', { invoiceNo: '', allElectronicInvoiceNumber: '26112000000000000001' }, OUTCOME],
    ['20 issuing', { status: '20' }, { is: 'pending', why: 'status 20' }],
    ['21 without a number yet', { status: '21', invoiceNo: '' }, { is: 'pending', why: 'status 21' }],
    ['22 failed', { status: '22', failCause: '第1行税率不合法' }, { is: 'rejected', faults: [expect.objectContaining({ code: 'REJECTED' })] }],
    ['22 without a cause', { status: '22' }, { is: 'rejected', faults: [expect.objectContaining({ zh: expect.stringContaining('开票失败') })] }],
    ['25, which nobody knows', { status: '25' }, { is: 'unknown', why: 'status 25, which is not listed' }],
    ['2 without a number', { invoiceNo: '' }, { is: 'unknown', why: 'status 2, but number, time or sums are unreadable' }],
    ['2 with a number of nobody', { invoiceNo: '123' }, { is: 'unknown', why: 'status 2, but number, time or sums are unreadable' }],
    ['2 with a sum of three decimals', { taxAmount: '19.805' }, { is: 'unknown', why: 'status 2, but number, time or sums are unreadable' }],
    ['2 without a time', { invoiceTime: null }, { is: 'unknown', why: 'status 2, but number, time or sums are unreadable' }],
  ])('%s', async (_, change, outcome) => {
    expect(await find([blue()], rows({ ...ISSUED, ...change }))).toEqual([outcome])
  })

  test('a 税控 invoice has code and number', async () => {
    expect(await find([blue()], rows({ ...ISSUED, invoiceCode: '011001900211', invoiceNo: '12345678' }))).toMatchObject([
      { is: 'issued', number: '01100190021112345678' },
    ])
  })
})

describe('what is not said', () => {
  test('E9500 is absent, every other refusal of a question unknown or a person’s', async () => {
    expect(await find([blue()], code('E9500'))).toEqual([{ is: 'absent' }])
    expect(await find([blue()], code('E9601'))).toEqual([{ is: 'unknown', why: 'code E9601' }])
    expect(await find([blue()], code('E4000'))).toEqual([{ is: 'unknown', why: 'code E4000' }])
    expect(await find([blue()], code('E9301'))).toMatchObject([{ is: 'blocked', need: 'entitlement' }])
    expect(await find([blue()], code('E7777'))).toEqual([{ is: 'unknown', why: 'code E7777, which is not listed' }])
  })

  test.each([
    ['a time-out', { is: 'lost', why: 'time-out' } as const],
    ['a refused connection', { is: 'unreached', why: 'refused' } as const],
    ['HTTP 502', said('', 502)],
    ['a page', said('<html>')],
    ['no code', said({ result: [ISSUED] })],
    ['no list', said({ code: 'E0000', describe: '', result: { ...ISSUED } })],
    ['an unreadable row', rows('what')],
    ['two invoices under one order', rows(ISSUED, { ...ISSUED, serialNo: '2', invoiceNo: '26112000000000000002' })],
  ])('%s is unknown', async (_, answer) => {
    expect(await find([blue()], answer)).toMatchObject([{ is: 'unknown' }])
  })

  test('an order that a longer list leaves out is asked for alone, and only then absent', async () => {
    const { session, bodies } = open([rows(ISSUED), code('E9500')])
    expect((await session.find([blue(), blue('S2')])).map(o => o.is)).toEqual(['issued', 'absent'])
    expect(bodies().map(({ orderNos }) => orderNos)).toEqual([['S1', 'S2'], ['S2']])
    expect(await find([blue()], rows({ ...ISSUED, orderNo: 'S9' }))).toMatchObject([{ is: 'unknown' }])
  })

  test('more than 50 are asked for in several calls', async () => {
    const many = Array.from({ length: 51 }, (_, i) => blue(`S${i}`))
    const { session, bodies } = open([
      rows(
        ...many
          .slice(0, 50)
          .map(({ serial }, i) => ({ ...ISSUED, orderNo: serial, serialNo: String(i), invoiceNo: `${26112000000000000000n + BigInt(i)}` })),
      ),
      code('E9500'),
    ])
    const outcomes = await session.find(many)
    expect(outcomes.filter(o => o.is === 'issued')).toHaveLength(50)
    expect(outcomes[50]).toEqual({ is: 'absent' })
    expect(bodies().map(({ orderNos }) => orderNos.length)).toEqual([50, 1])
  })
})

describe('a red', () => {
  const form = (change: object = {}) =>
    said({
      code: 'E0000',
      describe: 'ok',
      result: {
        total: '1',
        list: [
          {
            billId: 'R1',
            billNo: '11000026030200000002',
            billUuid: 'U1',
            billStatus: '01',
            applySource: '0',
            taxExcludedAmount: '-220.00',
            taxAmount: '-19.80',
            ...change,
          },
        ],
      },
    })
  const NONE = said({ code: 'E0000', describe: 'ok', result: { total: '0', list: null } })

  test('shown with positive sums is negative all the same', async () => {
    expect(await find([red('S1')], rows(ISSUED), form({ billId: 'S1' }))).toMatchObject([
      { is: 'issued', amountFen: -22000, taxFen: -1980, totalFen: -23980, formNumber: '11000026030200000002' },
    ])
  })

  test('that no order and no form knows is absent; without an answer about forms it is unknown', async () => {
    expect(await find([red()], code('E9500'), NONE)).toEqual([{ is: 'absent' }])
    expect(await find([red()], code('E9500'), said('', 500))).toEqual([{ is: 'unknown', why: 'HTTP status 500' }])
    expect(await find([red()], code('E9500'), form({ billStatus: undefined }))).toEqual([{ is: 'unknown', why: 'unreadable answer' }])
  })

  test.each<[string, object]>([
    ['15', { is: 'pending', why: 'red form 15: 申请中' }],
    ['16', { is: 'rejected', faults: [expect.objectContaining({ path: 'red', zh: expect.stringContaining('billStatus 16') })] }],
    ...['05', '06', '07', '08', '09', '10', '11', '12', '13'].map(
      state => [state, { is: 'rejected', faults: [expect.objectContaining({ zh: expect.stringContaining(state) })] }] as [string, object],
    ),
    ['14', { is: 'unknown', why: 'red form in state 14, which is not listed' }],
  ])('whose form is in state %s', async (billStatus, outcome) => {
    expect(await find([red()], code('E9500'), form({ billStatus }))).toEqual([outcome])
  })

  test('whose form waits is pulled from the bureau before it is believed, and looked at every half hour', async () => {
    const { session, bodies } = open([code('E9500'), form({ billStatus: '02' }), said({ code: 'E0000', describe: '' }), form({ billStatus: '02' })])
    expect(await session.find([red()])).toEqual([{ is: 'pending', why: 'red form 02: 销方录入待购方确认', askAfterSeconds: 1800 }])
    expect(bodies()[2]).toEqual({ identity: '0', billUuid: 'U1' })
  })

  test('whose form is granted is found by its own serial, or fetched', async () => {
    const { session, bodies } = open([
      code('E9500'),
      form(),
      said({ code: 'E0000', describe: '' }),
      form(),
      said({ code: 'E0000', describe: '', result: { invoiceSerialNum: '77' } }),
      rows({ ...ISSUED, serialNo: '77', orderNo: 'other' }),
    ])
    expect(await session.find([red()])).toMatchObject([{ is: 'issued', totalFen: -23980, formNumber: '11000026030200000002' }])
    expect(bodies()[4]).toMatchObject({ orderNo: 'R1', billUuid: 'U1', billNo: '11000026030200000002', taxNum: SELLER.taxNumber })
    expect(bodies()[5]).toEqual({ serialNos: ['77'], isOfferInvoiceDetail: '0' })
    expect(await find([red()], code('E9500'), form({ invoiceSerialNum: '77' }), code('E9500'))).toEqual([
      { is: 'pending', why: 'red form 01: 无需确认' },
    ])
  })
})

describe('a file', () => {
  const PDF = said('%PDF-1.7 …')
  const withUrl = (url: string, change: object = {}) => rows({ ...ISSUED, pdfUrl: url, xmlUrl: '', ...change })
  async function file(url: string, ...answers: HttpAnswer[]) {
    const { session } = open([rows(ISSUED), withUrl(url), ...answers])
    await session.find([blue()])
    return session.file(ISSUED.invoiceNo, 'pdf')
  }

  test('is fetched from a listed domain or below it, over https', async () => {
    expect(await file('https://files.nuonuo.com/a.pdf', PDF)).toMatchObject({ is: 'file' })
    expect(await file('https://nuonuo.com/a.pdf', PDF)).toMatchObject({ is: 'file' })
  })

  test.each([
    'http://files.nuonuo.com/a.pdf',
    'https://nuonuo.com.example.org/a.pdf',
    'https://evilnuonuo.com/a.pdf',
    'https://127.0.0.1/a.pdf',
    'file:///etc/passwd',
    'a.pdf',
  ])('is never fetched from %s', async url => {
    expect(await file(url)).toMatchObject({ is: 'later', why: expect.stringContaining('host') })
  })

  test('that is a page, a redirect or lost comes later', async () => {
    const url = 'https://files.nuonuo.com/a.pdf'
    expect(await file(url, said('<html>'))).toEqual({ is: 'later', why: 'the bytes are not pdf' })
    expect(await file(url, said('', 302))).toEqual({ is: 'later', why: 'HTTP status 302' })
    expect(await file(url, { is: 'lost', why: 'time-out' })).toEqual({ is: 'later', why: 'time-out' })
  })

  test('of an invoice that was never found here cannot be asked for', async () => {
    expect(await open([]).session.file('26112000000000000009', 'pdf')).toMatchObject({ is: 'never' })
  })
})
