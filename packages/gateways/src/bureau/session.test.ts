import { type HttpAnswer, type Outcome, type Sealed, type Session, type Sought, yuan } from '@openfapiao/core'
import { sm3, sm4Encrypt, sm4Key } from '@openfapiao/gm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blueContent, fullRed } from '../../test/documents.ts'
import { type Front, openFront } from '../../test/front.ts'
import { scriptedFetch, type TestIo, testIo, testVault } from '../../test/io.ts'
import { type BureauConfig, bureauConfigSchema } from './config.ts'
import { bureau } from './index.ts'

/** Answers written from WIRE.md by hand, said by a real HTTP server. */
const SM4_KEY = '0123456789abcdeffedcba9876543210'
const seller = { taxNumber: '91110000DEMO00001X' }
const said = (answer: object): string => JSON.stringify(answer)
const refused = (returncode: string, ...codes: string[]): string =>
  said({ returncode, returnmsg: 'no', cwList: codes.map(cwdm => ({ cwdm, cwlj: 'fpmxList.0.slv', cwxx: 'text' })) })
const ACCEPTED = said({ returncode: '00', returnmsg: 'ok', sllsh: 'S1' })

let front: Front
let io: TestIo
let config: BureauConfig
let session: Session

beforeEach(async () => {
  front = await openFront()
  open()
})
afterEach(() => front.close())

function open(change: object = {}): void {
  io = testIo()
  config = bureauConfigSchema.parse({
    environment: 'sandbox',
    baseUrl: { sandbox: front.url },
    appId: 'demo',
    signing: { type: 'HMAC-SM3', secret: 'DemoSecret1' },
    encryption: { mode: 'none' },
    ...change,
  })
  session = bureau.open(config, seller, io, testVault())
}

const blue = (serial: string): Sealed => ({ serial, colour: 'blue', body: bureau.encode({ colour: 'blue', serial, content: blueContent() }, config) })
const red = (serial: string): Sealed => {
  const content = fullRed({ content: blueContent(), number: '26112000000000000001', issuedAt: '2026-03-02T09:00:00+08:00' })
  return { serial, colour: 'red', body: bureau.encode({ colour: 'red', serial, content }, config) }
}
const sought = (serial: string): Sought => ({ serial, colour: 'blue' })
const soughtRed = (serial: string): Sought => ({ serial, colour: 'red', blueNumber: '26112000000000000001' })
const kinds = (outcomes: readonly Outcome[]): string[] => outcomes.map(o => o.is)
const sentBodies = () => front.received.map(({ body }) => JSON.parse(body))

describe('submit', () => {
  test('blues share a call, reds and voids go one by one, outcomes keep the order that was given', async () => {
    const form = { returncode: '00', hzfpxxqrdbh: '1'.repeat(20), uuid: 'u'.repeat(32), hzqrxxztDm: '01' }
    const voided = { fpqqlsh: 'V1', status: '00', fphm: '12345678', kprq: '2026-03-02 09:00:00', hjje: '1.00', hjse: '0.09', jshj: '1.09' }
    front.say(ACCEPTED, said(form), said({ returncode: '00', jgList: [voided] }))
    const cancel: Sealed = {
      serial: 'V1',
      colour: 'void',
      body: bureau.encode(
        { colour: 'void', serial: 'V1', sellerTaxNumber: seller.taxNumber, number: '12345678', issuedAt: '2026-03-02T09:00:00+08:00' },
        config,
      ),
    }
    expect(kinds(await session.submit([red('R1'), blue('B1'), cancel, blue('B2')]))).toEqual(['pending', 'pending', 'issued', 'pending'])
    expect(front.received.map(r => r.path)).toEqual(['/api/v1/invoices', '/api/v1/red-forms', '/api/v1/invoices/void'])
    expect(sentBodies()[0]).toMatchObject({ nsrsbh: seller.taxNumber, fpList: [{ fpqqlsh: 'B1' }, { fpqqlsh: 'B2' }] })
    expect(io.seen.operations).toEqual([
      { operation: 'issue', subjects: ['B1', 'B2'] },
      { operation: 'red', subjects: ['R1'] },
      { operation: 'void', subjects: ['V1'] },
    ])
  })

  test('the frozen body travels byte for byte', async () => {
    front.say(ACCEPTED)
    const one = blue('B1')
    await session.submit([one])
    expect(front.received[0]?.body).toBe(`{"nsrsbh":"${seller.taxNumber}","fpList":[${one.body}]}`)
  })

  test('at most a hundred blues share a call', async () => {
    front.say(ACCEPTED, ACCEPTED)
    const outcomes = await session.submit(Array.from({ length: 130 }, (_, i) => blue(`B${i}`)))
    expect(outcomes).toHaveLength(130)
    expect(sentBodies().map(b => b.fpList.length)).toEqual([100, 30])
  })

  test('bodies that together would be too large are spread over calls', async () => {
    front.say(ACCEPTED, ACCEPTED)
    const {
      lines: [line],
    } = blueContent()
    const big = (serial: string): Sealed => ({
      serial,
      colour: 'blue',
      body: bureau.encode({ colour: 'blue', serial, content: blueContent({ lines: Array(5000).fill(line) }) }, config),
    })
    expect(kinds(await session.submit([big('B1'), big('B2')]))).toEqual(['pending', 'pending'])
    expect(front.received).toHaveLength(2)
  })

  test('a refused batch goes again one by one, so that only the bad invoice is rejected', async () => {
    front.say(refused('01', 'V22'), ACCEPTED, refused('01', 'V22'), ACCEPTED)
    const outcomes = await session.submit([blue('B1'), blue('B2'), blue('B3')])
    expect(kinds(outcomes)).toEqual(['pending', 'rejected', 'pending'])
    expect(outcomes[1]).toMatchObject({ faults: [{ code: 'REJECTED', path: 'lines.0.rate', zh: expect.stringContaining('V22') }] })
  })

  test.each([
    ['S01', '03', 'login'],
    ['S02', '03', 'faceCheck'],
    ['Q01', '03', 'quota'],
    ['E01', '11', 'entitlement'],
    ['A01', '03', 'credential'],
  ])('%s stops the rest of the batch at once: the lane waits for a person', async (code, returncode, need) => {
    front.say(refused(returncode, code))
    const outcomes = await session.submit([blue('B1'), red('R1'), red('R2')])
    expect(outcomes).toEqual(Array(3).fill({ is: 'blocked', need, detail: `${code} text` }))
    expect(front.received).toHaveLength(1)
  })

  test('a refused connection is unsent; the rest is not tried', async () => {
    open({ baseUrl: { sandbox: 'http://127.0.0.1:1' } })
    expect(kinds(await session.submit([blue('B1'), red('R1')]))).toEqual(['unsent', 'unsent'])
    expect(io.seen.operations).toHaveLength(1)
  })

  test.each([
    ['a connection that breaks', 'hangUp' as const],
    ['an HTTP error', 502],
    ['a page of a proxy', '<html>gateway time-out</html>'],
    ['another message', said({ ok: true })],
    ['numbers instead of texts', '{"returncode":0}'],
    ['an accepted call without its receipt', said({ returncode: '00' })],
    ['busy', refused('09', 'B01')],
    ['a system error', said({ returncode: '99', returnmsg: 'x' })],
    ['a timestamp outside the window', refused('03', 'A02')],
    ['a repeated nonce', refused('03', 'A03')],
    ['a repeated serial with other fields', refused('01', 'D01')],
    ['a code that no list knows', refused('01', 'V98')],
    ['"no data"', said({ returncode: '04' })],
  ])('%s leaves the invoice unknown, never rejected', async (_, answer) => {
    front.say(answer)
    expect(kinds(await session.submit([blue('B1')]))).toEqual(['unknown'])
  })

  test('a time-out is unknown', async () => {
    const { fetch } = scriptedFetch([{ is: 'lost', why: 'time-out' }])
    const lost = bureau.open(config, seller, testIo({ fetch }), testVault())
    expect(await lost.submit([blue('B1')])).toEqual([{ is: 'unknown', why: 'time-out' }])
  })

  test.each(['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'CERT_HAS_EXPIRED certificate has expired', 'SELF_SIGNED_CERT_IN_CHAIN'])(
    'a handshake that fails over a certificate (%s) needs a person',
    async why => {
      const { fetch } = scriptedFetch([{ is: 'unreached', why }])
      const lost = bureau.open(config, seller, testIo({ fetch }), testVault())
      expect(await lost.submit([blue('B1')])).toEqual([{ is: 'blocked', need: 'certificate', detail: why }])
    },
  )

  test.each([
    ['01', { is: 'pending' }],
    ['02', { is: 'pending', askAfterSeconds: 5 }],
    ['05', { is: 'rejected' }],
    ['77', { is: 'unknown' }],
  ])('a red form in state %s is %o', async (hzqrxxztDm, expected) => {
    front.say(said({ returncode: '00', hzfpxxqrdbh: '1'.repeat(20), uuid: 'u', hzqrxxztDm }))
    expect((await session.submit([red('R1')]))[0]).toMatchObject(expected)
  })
})

describe('a red that another red stands in the way of', () => {
  const UNKNOWN_SERIAL = said({ returncode: '00', jgList: [{ fpqqlsh: 'R1', status: '04' }] })
  const form = (change: object) => ({
    uuid: 'u1',
    hzfpxxqrdbh: '2'.repeat(20),
    lrfsf: '0',
    lzfphm: '26112000000000000001',
    hzqrxxztDm: '01',
    ykjhzfpbz: 'N',
    hzcxje: '-220.00',
    hzcxse: '-19.80',
    chyyDm: '01',
    ...change,
  })
  const forms = (...list: object[]): string => said({ returncode: '00', hzqrxxList: list })

  test('is asked for before R02 is believed: an earlier call had worked', async () => {
    front.say(refused('01', 'R02'), UNKNOWN_SERIAL, forms(form({ fpqqlsh: 'R1', hzfphm: '26112000000000000009', hzkprq: '2026-03-03 10:00:00' })))
    expect(await session.submit([red('R1')])).toEqual([
      {
        is: 'issued',
        number: '26112000000000000009',
        issuedAt: '2026-03-03T10:00:00+08:00',
        amountFen: -22000,
        taxFen: -1980,
        totalFen: -23980,
        formNumber: '2'.repeat(20),
      },
    ])
  })

  test('is dead when nothing is left to reverse and neither serial nor form is ours', async () => {
    front.say(refused('01', 'R02'), UNKNOWN_SERIAL, forms(form({ fpqqlsh: 'R0', hzfphm: '26112000000000000009', hzkprq: '2026-03-03 10:00:00' })))
    expect(kinds(await session.submit([red('R1')]))).toEqual(['rejected'])
  })

  test('waits while a form of somebody else is open', async () => {
    front.say(refused('01', 'R03'), UNKNOWN_SERIAL, forms(form({ lrfsf: '1', hzqrxxztDm: '03' })))
    expect((await session.submit([red('R1')]))[0]).toMatchObject({ is: 'pending', askAfterSeconds: 5 })
    front.say(refused('01', 'R03'), UNKNOWN_SERIAL, said({ returncode: '04' }))
    expect(kinds(await session.submit([red('R1')]))).toEqual(['unknown'])
  })

  test('is found by its form when the query does not know its serial', async () => {
    front.say(UNKNOWN_SERIAL, forms(form({ fpqqlsh: 'R1', hzqrxxztDm: '02' })))
    expect((await session.find([soughtRed('R1')]))[0]).toMatchObject({ is: 'pending', askAfterSeconds: 5 })
    expect(sentBodies()[1]).toEqual({ nsrsbh: seller.taxNumber, lzfphm: '26112000000000000001' })
  })

  test('is rejected when its own form has ended', async () => {
    front.say(UNKNOWN_SERIAL, forms(form({ fpqqlsh: 'R1', hzqrxxztDm: '07' })))
    expect((await session.find([soughtRed('R1')]))[0]).toMatchObject({ is: 'rejected', faults: [{ zh: expect.stringContaining('超72小时') }] })
  })

  test('is absent when there is no form at all, and unknown when the forms could not be asked', async () => {
    front.say(UNKNOWN_SERIAL, said({ returncode: '04' }))
    expect(kinds(await session.find([soughtRed('R1')]))).toEqual(['absent'])
    front.say(UNKNOWN_SERIAL, 500)
    expect(kinds(await session.find([soughtRed('R1')]))).toEqual(['unknown'])
    front.say(UNKNOWN_SERIAL, refused('03', 'S01'))
    expect(kinds(await session.find([soughtRed('R1')]))).toEqual(['blocked'])
  })

  test('that failed for good with R02 is rejected unless a form says otherwise', async () => {
    const failedFor = said({ returncode: '00', jgList: [{ fpqqlsh: 'R1', status: '02', cwList: [{ cwdm: 'R02', cwlj: '', cwxx: 'x' }] }] })
    front.say(failedFor, said({ returncode: '04' }))
    expect(kinds(await session.find([soughtRed('R1')]))).toEqual(['rejected'])
    front.say(failedFor, forms(form({ fpqqlsh: 'R1' })))
    expect(kinds(await session.find([soughtRed('R1')]))).toEqual(['pending'])
  })
})

describe('find', () => {
  const result = (fpqqlsh: string, rest: object) => ({ fpqqlsh, ...rest })
  const ISSUED = {
    status: '00',
    fphm: '26112000000000000001',
    kprq: '2026-03-02 09:02:03',
    hjje: '220.00',
    hjse: '19.80',
    jshj: '239.80',
    gmfmc: '演示购方有限公司',
  }

  test('every status has its outcome, in the order of the question', async () => {
    front.say(
      said({
        returncode: '00',
        jgList: [
          result('S4', { status: '04' }),
          result('S2', { status: '02', cwList: [{ cwdm: 'V12', cwlj: 'fpmxList.1.se', cwxx: '税额误差' }] }),
          result('S1', { status: '01' }),
          result('S0', ISSUED),
          result('S9', { status: '09' }),
          result('S3', { status: '02' }),
          result('SX', { status: '00', fphm: 'x' }),
          result('SF', { status: '02', hzqrxxztDm: '06' }),
        ],
      }),
    )
    const outcomes = await session.find(['S0', 'S1', 'S2', 'S3', 'S4', 'S9', 'SX', 'SF', 'missing'].map(sought))
    expect(kinds(outcomes)).toEqual(['issued', 'pending', 'rejected', 'unknown', 'absent', 'unknown', 'unknown', 'rejected', 'unknown'])
    expect(outcomes[0]).toEqual({
      is: 'issued',
      number: '26112000000000000001',
      issuedAt: '2026-03-02T09:02:03+08:00',
      amountFen: 22000,
      taxFen: 1980,
      totalFen: 23980,
      buyerName: '演示购方有限公司',
    })
    expect(outcomes[2]).toMatchObject({ faults: [{ path: 'lines.1.taxFen' }] })
  })

  test('fifty serials fit into a question', async () => {
    const serials = Array.from({ length: 120 }, (_, i) => `S${i}`)
    front.say(...Array(3).fill(said({ returncode: '04' })))
    expect(new Set(kinds(await session.find(serials.map(sought))))).toEqual(new Set(['absent']))
    expect(
      sentBodies()
        .map(b => b.fpqqlshList.length)
        .sort(),
    ).toEqual([20, 50, 50])
  })

  test('a serial that the answer names twice is unknown', async () => {
    front.say(said({ returncode: '00', jgList: [result('S1', ISSUED), result('S1', { status: '04' })] }))
    expect(kinds(await session.find([sought('S1')]))).toEqual(['unknown'])
  })

  test('a question that was not answered says nothing about the documents, whatever went wrong', async () => {
    for (const answer of ['hangUp', 503, 'rubbish', refused('01', 'V01'), refused('09', 'B01')] as const) {
      front.say(answer)
      expect(kinds(await session.find([sought('S1')]))).toEqual(['unknown'])
    }
    await front.close()
    expect(kinds(await session.find([sought('S1')]))).toEqual(['unknown'])
    front = await openFront()
  })

  test('a lost login blocks the question too', async () => {
    front.say(refused('03', 'S01'))
    expect((await session.find([sought('S1')]))[0]).toMatchObject({ is: 'blocked', need: 'login' })
  })
})

describe('files', () => {
  const file = (bytes: string | Uint8Array, wjhash = sm3(bytes)): string =>
    said({ returncode: '00', wjnr: Buffer.from(bytes).toString('base64'), wjhash })

  test.each([
    ['pdf', '%PDF-1.7 …'],
    ['ofd', 'PK\u0003\u0004 …'],
    ['xml', '\ufeff<?xml version="1.0"?><EInvoice/>'],
  ] as const)('a %s arrives byte for byte', async (format, text) => {
    front.say(file(text))
    const answer = await session.file('26112000000000000001', format)
    expect(answer).toMatchObject({ is: 'file' })
    expect(answer.is === 'file' && Buffer.from(answer.bytes).toString('utf8')).toBe(text)
    expect(sentBodies()[0]).toEqual({ nsrsbh: seller.taxNumber, fphm: '26112000000000000001', wjgs: format })
  })

  test('bytes with another hash or of another format are not kept; they are asked for again', async () => {
    front.say(file('%PDF-1.7', sm3('%PDF-1.8')), file('<html>', sm3('<html>')), said({ returncode: '00' }))
    for (let i = 0; i < 3; i++) expect(await session.file('26112000000000000001', 'pdf')).toMatchObject({ is: 'later' })
  })

  test('not ready, busy and blocked come later; what does not exist never comes', async () => {
    front.say(said({ returncode: '10' }), refused('09', 'B01'), refused('03', 'S01'), 'hangUp', said({ returncode: '04' }), refused('01', 'V01'))
    const answers: string[] = []
    for (let i = 0; i < 6; i++) answers.push((await session.file('26112000000000000001', 'pdf')).is)
    expect(answers).toEqual(['later', 'later', 'later', 'later', 'never', 'never'])
  })
})

describe('the other questions', () => {
  const QUOTA = said({ returncode: '00', sq: '2026-03', zsxed: '100000.00', ysysxed: '239.80', kysyed: '99760.20' })

  test('quota', async () => {
    front.say(QUOTA, refused('03', 'S01'))
    expect(await session.quota()).toEqual({ is: 'quota', month: '2026-03', totalFen: 10_000_000, usedFen: 23_980, leftFen: 9_976_020 })
    expect(await session.quota()).toEqual({ is: 'failed', why: 'login: S01 text' })
  })

  test('check finds nothing wrong, or says what is, in both languages', async () => {
    front.say(QUOTA, refused('03', 'A01'), 502, refused('03', 'A02'))
    expect(await session.check()).toEqual([])
    expect(await session.check()).toMatchObject([{ code: 'BLOCKED', en: expect.stringContaining('credential') }])
    expect(await session.check()).toMatchObject([
      { code: 'GATEWAY_FAILS', zh: expect.stringContaining(front.url), en: expect.stringContaining('502') },
    ])
    expect(await session.check()).toMatchObject([{ code: 'GATEWAY_FAILS', en: expect.stringContaining('A02') }])
    await front.close()
    expect(await session.check()).toMatchObject([{ code: 'GATEWAY_FAILS' }])
    front = await openFront()
  })

  test('tax codes with their rates, incrementally', async () => {
    const row = (zzssl: string, sfhzx = 'N') => ({ sphfwssflhbbm: '1010101020000000000', sphfwmc: '小麦', sphfwfljc: '谷物', zzssl, sfhzx })
    front.say(said({ returncode: '00', sjc: '20260601000000', bbh: '2026.6.1', ssbmList: [row('13%、9%'), row('免税'), row('1.5%', 'Y')] }))
    const answer = await session.taxCodes?.('20260101000000')
    expect(answer).toMatchObject({ is: 'codes', version: '2026.6.1', cursor: '20260601000000' })
    expect(answer?.is === 'codes' && answer.entries.map(e => [e.rates, e.summary])).toEqual([
      [['0.13', '0.09'], false],
      [[], false],
      [['0.015'], true],
    ])
    expect(sentBodies()[0]).toEqual({ nsrsbh: seller.taxNumber, sjc: '20260101000000' })
  })

  test('rates', async () => {
    front.say(
      said({
        returncode: '00',
        slList: [
          { slzsl: '0.13', csxz: '1', yxqq: '2019-04-01' },
          { slzsl: '0.01', csxz: '2', yxqq: '2023-01-01', yxqz: '2027-12-31' },
        ],
      }),
      '{"returncode":"00","slList":[{}]}',
    )
    expect(await session.rates?.()).toEqual({
      is: 'rates',
      rates: [
        { rate: '0.13', levy: false, from: '2019-04-01', until: undefined },
        { rate: '0.01', levy: true, from: '2023-01-01', until: '2027-12-31' },
      ],
    })
    expect(await session.rates?.()).toEqual({ is: 'failed', why: 'unreadable answer' })
  })

  test("a buyer's form is listed with its amounts, and agreed to by its number", async () => {
    const form = (hzqrxxztDm: string) =>
      said({
        returncode: '00',
        hzqrxxList: [
          { uuid: 'u1', hzfpxxqrdbh: '3'.repeat(20), lrfsf: '1', lzfphm: '26112000000000000001', hzqrxxztDm, hzcxje: '-220.00', hzcxse: '-19.80' },
        ],
      })
    front.say(form('03'), form('03'), said({ returncode: '00', qrrq: '2026-03-03 10:00:00', hzqrxxztDm: '04' }), form('04'))
    const listed = {
      uuid: 'u1',
      formNumber: '3'.repeat(20),
      state: '03',
      blueNumber: '26112000000000000001',
      enteredBy: 'buyer',
      amountFen: -22000,
      taxFen: -1980,
    }
    expect(await session.forms?.('26112000000000000001')).toEqual({ is: 'forms', forms: [listed] })
    expect(await session.decideForm?.('u1', 'confirm')).toEqual({ is: 'forms', forms: [{ ...listed, state: '04' }] })
    expect(sentBodies()[2]).toEqual({ nsrsbh: seller.taxNumber, uuid: 'u1', hzqrdbh: '3'.repeat(20), qrlx: 'Y' })
  })

  test('deciding about a form that does not exist, or is refused, fails with the reason', async () => {
    front.say(said({ returncode: '04' }))
    expect(await session.decideForm?.('u1', 'refuse')).toEqual({ is: 'failed', why: 'no red form u1' })
    front.say(500)
    expect(await session.decideForm?.('u1', 'revoke')).toEqual({ is: 'failed', why: 'HTTP status 500' })
  })
})

describe('on the wire', () => {
  test('XML questions are answered in XML', async () => {
    open({ format: 'xml' })
    front.say('<Response><returncode>00</returncode><jgList><jg><fpqqlsh>S1</fpqqlsh><status>01</status></jg></jgList></Response>')
    expect(kinds(await session.find([sought('S1')]))).toEqual(['pending'])
    expect(front.received[0]).toMatchObject({
      headers: { 'content-type': 'application/xml' },
      body: expect.stringContaining('<fpqqlshList><fpqqlsh>S1</fpqqlsh></fpqqlshList>'),
    })
  })

  test('an answer in clear is believed only about the envelope where bodies are encrypted', async () => {
    open({ encryption: { mode: 'body', sm4Key: SM4_KEY } })
    const sealed = (text: string): string => Buffer.from(sm4Encrypt({ mode: 'ecb', key: sm4Key(SM4_KEY) }, text)).toString('base64')
    front.say(ACCEPTED, sealed(ACCEPTED), refused('01', 'V11'), refused('03', 'A05'))
    expect(kinds(await session.submit([blue('B1')]))).toEqual(['unknown'])
    expect(kinds(await session.submit([blue('B1')]))).toEqual(['pending'])
    expect(kinds(await session.submit([blue('B1')]))).toEqual(['unknown'])
    expect(await session.submit([blue('B1')])).toMatchObject([{ is: 'blocked', need: 'credential' }])
  })

  test('the log names operations, serials and codes, and neither secrets nor the buyer', async () => {
    open({ encryption: { mode: 'fields', sm4Key: SM4_KEY } })
    front.say(said({ returncode: '01', returnmsg: 'x', cwList: [{ cwdm: 'V31', cwlj: 'gmfnsrsbh', cwxx: '购买方税号 91110000DEMO00002X 有误' }] }))
    await session.submit([blue('B1')])
    const written = JSON.stringify(io.seen)
    expect(written).toContain('V31')
    for (const secret of ['DemoSecret1', SM4_KEY, '91110000DEMO00002X', '13800138000', '演示购方']) expect(written).not.toContain(secret)
  })

  test('the sums that were sealed are the sums that travel', async () => {
    front.say(ACCEPTED)
    await session.submit([blue('B1')])
    const { amountFen, taxFen, totalFen } = blueContent()
    expect(sentBodies()[0].fpList[0]).toMatchObject({ hjje: yuan(amountFen), hjse: yuan(taxFen), jshj: yuan(totalFen) })
  })
})

test('a bug in a door to the network is thrown, not swallowed', async () => {
  const answers: HttpAnswer[] = []
  const broken = bureau.open(config, seller, testIo(scriptedFetch(answers)), testVault())
  await expect(broken.submit([blue('B1')])).rejects.toThrow('one request more')
})
