import { describe, expect, test } from 'vitest'
import { SELLER } from '../../test/documents.ts'
import { answered, BLUE_NUMBER, no, ok, PASSWORD, row, scripted } from '../../test/kingdee.ts'
import { encoded } from './cipher.ts'

const ISSUED = {
  is: 'issued',
  number: BLUE_NUMBER,
  issuedAt: '2026-03-02T09:00:00+08:00',
  amountFen: 22000,
  taxFen: 1980,
  totalFen: 23980,
  buyerName: '演示购方有限公司',
}

describe('a query', () => {
  test('asks for one serial of one seller', async () => {
    const { find, requests } = scripted([ok([])])
    await find()
    const [asked] = requests()
    expect(asked).toMatchObject({
      url: 'https://tenant.example.cn/t/kapi/app/sim/openApi',
      headers: { access_token: 'tok-1' },
      about: { operation: 'query', subjects: ['F1'] },
    })
    const { data, ...envelope } = JSON.parse(String(asked?.body))
    expect(envelope).toEqual({
      requestId: expect.stringMatching(/^1772413200000\d{3}$/),
      businessSystemCode: 'SHOP',
      interfaceCode: 'ALLE.INVOICE.QUERY',
    })
    expect(JSON.parse(Buffer.from(data, 'base64').toString('utf8'))).toEqual({ serialNo: 'F1', sellerTaxpayerId: SELLER.taxNumber })
  })

  const text = JSON.stringify([row()])
  const gcm = { type: 'aes-128-gcm', password: PASSWORD } as const
  test.each([
    ['a list', [row()], {}],
    ['one row', row(), {}],
    ['JSON as text', text, {}],
    ['Base64', Buffer.from(text).toString('base64'), {}],
    ['AES-128-GCM', encoded(text, gcm, { random: n => new Uint8Array(n) }), { encoding: gcm }],
  ])('is read as %s', async (_, content, change) => expect(await scripted([ok(content)], { change }).find()).toEqual(ISSUED))

  test.each([
    ['an empty list', []],
    ['nothing', undefined],
    ['null', null],
  ])('with %s means absent', async (_, content) => expect(await scripted([ok(content)]).find()).toEqual({ is: 'absent' }))

  test('with a code that means absent is absent; any other complaint proves nothing', async () => {
    const change = { codes: { '404': 'absent' } }
    expect(await scripted([no('404')], { change }).find()).toEqual({ is: 'absent' })
    expect(await scripted([no('405')], { change }).find()).toMatchObject({ is: 'unknown' })
    expect(await scripted([no('SANDBOX-REFUSED')]).find()).toMatchObject({ is: 'unknown' })
    expect(await scripted([{ is: 'unreached', why: 'ECONNREFUSED' }]).find()).toMatchObject({ is: 'unknown' })
  })

  test.each([
    ['another serial', [row({ serialNo: 'F2' })]],
    ['the serial twice', [row(), row()]],
    ['text that does not open', 'rubbish!'],
    ['a number', 7],
    ['a status that is not listed', [row({ invoiceStatus: '6' })]],
    ['no status', [row({ invoiceStatus: '' })]],
    ['a number of other length', [row({ invoiceNum: '12345678' })]],
    ['no time', [row({ sandboxIssuedAt: '2026-03-02' })]],
    ['no sum', [row({ totalAmount: '' })]],
    ['a sum that is none', [row({ includeTaxAmount: '1e2' })]],
    ['a sum finer than a fen', [row({ totalTaxAmount: 19.801 })]],
  ])('with %s is unknown', async (_, content) => expect(await scripted([ok(content)]).find()).toMatchObject({ is: 'unknown' }))

  test.each([
    ['0', { is: 'issued' }],
    ['3', { is: 'issued' }],
    ['2', { is: 'pending' }],
    ['SANDBOX-FAILED', { is: 'rejected', faults: [{ code: 'REJECTED' }] }],
  ])('with invoiceStatus %s', async (invoiceStatus, outcome) => expect(await scripted([ok([row({ invoiceStatus })])]).find()).toMatchObject(outcome))

  test.each(['2026-03-02 09:00:00', '20260302090000', 20260302090000, 1772413200000, '1772413200000'])('reads the time %s', async sandboxIssuedAt => {
    const outcome = await scripted([ok([row({ sandboxIssuedAt })])]).find()
    expect(outcome?.is === 'issued' && Date.parse(outcome.issuedAt)).toBe(Date.parse(ISSUED.issuedAt))
  })
})

describe('a red', () => {
  const red = { serial: 'F1', colour: 'red', blueNumber: BLUE_NUMBER } as const
  test.each([1, -1])('has negative sums, whether or not they come with their sign (%s)', async sign => {
    const answer = ok([row({ totalAmount: 220 * sign, totalTaxAmount: 19.8 * sign, includeTaxAmount: 239.8 * sign })])
    expect(await scripted([answer]).find(red)).toMatchObject({ is: 'issued', amountFen: -22000, taxFen: -1980, totalFen: -23980 })
  })

  test('that waits is asked for rarely', async () =>
    expect(await scripted([ok([row({ invoiceStatus: '2' })])], { change: { environment: 'production' } }).find(red)).toMatchObject({
      is: 'pending',
      askAfterSeconds: 1800,
    }))
})

test('asking stops when a whole round brought no answer', async () => {
  const { session, requests } = scripted(Array.from({ length: 8 }, () => answered('', 503)))
  const sought = Array.from({ length: 20 }, (_, i) => ({ serial: `F${i}`, colour: 'blue' as const }))
  expect((await session.find(sought)).map(({ is }) => is)).toEqual(Array.from({ length: 20 }, () => 'unknown'))
  expect(requests()).toHaveLength(8)
})

describe('a file', () => {
  const PDF = { is: 'answer', status: 200, headers: {}, body: Buffer.from('%PDF-1.7 …') } as const
  const at = (url: string) => ok([row({ invoiceFileUrl: url, xmlFileUrl: url })])
  const LISTED = 'https://files.piaozone.com/a.pdf'

  test('is fetched from a listed host, without token', async () => {
    const { session, requests } = scripted([at(LISTED), PDF])
    expect(await session.file(BLUE_NUMBER, 'pdf')).toEqual({ is: 'file', bytes: PDF.body })
    expect(requests()[1]).toMatchObject({ method: 'GET', url: LISTED })
    expect(requests()[1]?.headers).toBeUndefined()
  })

  test.each(['https://piaozone.com.example.cn/a.pdf', 'https://notpiaozone.com/a.pdf', 'file:///etc/passwd', 'rubbish', 'http://169.254.169.254/'])(
    'at %s is not fetched',
    async url => {
      const { session, requests, io } = scripted([at(url)])
      expect(await session.file(BLUE_NUMBER, 'pdf')).toMatchObject({ is: 'later', why: expect.stringContaining('fileHosts') })
      expect(requests()).toHaveLength(1)
      expect(io.seen.log.join()).toContain('not listed')
    },
  )

  test('over plain http counts in a sandbox only', async () => {
    const plain = at('http://files.piaozone.com/a.pdf')
    expect(await scripted([plain, PDF]).session.file(BLUE_NUMBER, 'pdf')).toMatchObject({ is: 'file' })
    expect(await scripted([plain], { change: { environment: 'production' } }).session.file(BLUE_NUMBER, 'pdf')).toMatchObject({ is: 'later' })
  })

  test.each([
    ['another beginning', { ...PDF, body: Buffer.from('<html>') }],
    ['HTTP 404', { ...PDF, status: 404 }],
    ['silence', { is: 'lost', why: 'time-out' } as const],
  ])('with %s comes later', async (_, answer) =>
    expect(await scripted([at(LISTED), answer]).session.file(BLUE_NUMBER, 'pdf')).toMatchObject({ is: 'later' }),
  )

  test('without an address, of a row about another number, or of no answer comes later; of an unknown number never', async () => {
    expect(await scripted([ok([row()])]).session.file(BLUE_NUMBER, 'ofd')).toMatchObject({ is: 'later' })
    expect(await scripted([ok([row({ invoiceNum: '1', ofdFileUrl: LISTED })])]).session.file(BLUE_NUMBER, 'ofd')).toMatchObject({ is: 'later' })
    expect(await scripted([answered('', 500)]).session.file(BLUE_NUMBER, 'ofd')).toMatchObject({ is: 'later' })
    expect(await scripted([ok([])]).session.file(BLUE_NUMBER, 'ofd')).toMatchObject({ is: 'never' })
  })
})
