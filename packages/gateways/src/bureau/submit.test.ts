import type { Sealed } from '@openfapiao/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ACCEPTED, BLUE_NUMBER, type Desk, kinds, openDesk, refused, said, soughtRed } from '../../test/desk.ts'
import { blueContent, SELLER } from '../../test/documents.ts'
import { scriptedFetch, testIo, testVault } from '../../test/io.ts'
import { bureau } from './index.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

async function reopen(change: object = {}): Promise<void> {
  await desk.close()
  desk = await openDesk(change)
}

test('blues share a call, reds and voids go one by one, outcomes keep the order that was given', async () => {
  const form = { returncode: '00', hzfpxxqrdbh: '1'.repeat(20), uuid: 'u'.repeat(32), hzqrxxztDm: '01' }
  const voided = { fpqqlsh: 'V1', status: '00', fphm: '12345678', kprq: '2026-03-02 09:00:00', hjje: '1.00', hjse: '0.09', jshj: '1.09' }
  desk.front.say(ACCEPTED, said(form), said({ returncode: '00', jgList: [voided] }))
  const cancel: Sealed = {
    serial: 'V1',
    colour: 'void',
    body: bureau.encode(
      { colour: 'void', serial: 'V1', sellerTaxNumber: SELLER.taxNumber, number: '12345678', issuedAt: '2026-03-02T09:00:00+08:00' },
      desk.config,
    ),
  }
  expect(kinds(await desk.session.submit([desk.red('R1'), desk.blue('B1'), cancel, desk.blue('B2')]))).toEqual([
    'pending',
    'pending',
    'issued',
    'pending',
  ])
  expect(desk.front.received.map(r => r.path)).toEqual(['/api/v1/invoices', '/api/v1/red-forms', '/api/v1/invoices/void'])
  expect(desk.sent()[0]).toMatchObject({ nsrsbh: SELLER.taxNumber, fpList: [{ fpqqlsh: 'B1' }, { fpqqlsh: 'B2' }] })
  expect(desk.io.seen.operations).toEqual([
    { operation: 'issue', subjects: ['B1', 'B2'] },
    { operation: 'red', subjects: ['R1'] },
    { operation: 'void', subjects: ['V1'] },
  ])
})

test('the frozen body travels byte for byte', async () => {
  desk.front.say(ACCEPTED)
  const one = desk.blue('B1')
  await desk.session.submit([one])
  expect(desk.front.received[0]?.body).toBe(`{"nsrsbh":"${SELLER.taxNumber}","fpList":[${one.body}]}`)
})

test('at most a hundred blues share a call', async () => {
  desk.front.say(ACCEPTED, ACCEPTED)
  const outcomes = await desk.session.submit(Array.from({ length: 130 }, (_, i) => desk.blue(`B${i}`)))
  expect(outcomes).toHaveLength(130)
  expect(desk.lengths('fpList')).toEqual([100, 30])
})

test('bodies that together would be too large are spread over calls', async () => {
  desk.front.say(ACCEPTED, ACCEPTED)
  const {
    lines: [line],
  } = blueContent()
  const big = (serial: string): Sealed => ({
    serial,
    colour: 'blue',
    body: bureau.encode({ colour: 'blue', serial, content: blueContent({ lines: Array(5000).fill(line) }) }, desk.config),
  })
  expect(kinds(await desk.session.submit([big('B1'), big('B2')]))).toEqual(['pending', 'pending'])
  expect(desk.front.received).toHaveLength(2)
})

test('a refused batch goes again one by one, so that only the bad invoice is rejected', async () => {
  desk.front.say(refused('01', 'V22'), ACCEPTED, refused('01', 'V22'), ACCEPTED)
  const outcomes = await desk.session.submit([desk.blue('B1'), desk.blue('B2'), desk.blue('B3')])
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
  desk.front.say(refused(returncode, code))
  const outcomes = await desk.session.submit([desk.blue('B1'), desk.red('R1'), desk.red('R2')])
  expect(outcomes).toEqual(Array(3).fill({ is: 'blocked', need, detail: `${code} text` }))
  expect(desk.front.received).toHaveLength(1)
})

test('a refused connection is unsent; the rest is not tried', async () => {
  await reopen({ baseUrl: { sandbox: 'http://127.0.0.1:1' } })
  expect(kinds(await desk.session.submit([desk.blue('B1'), desk.red('R1')]))).toEqual(['unsent', 'unsent'])
  expect(desk.io.seen.operations).toHaveLength(1)
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
  desk.front.say(answer)
  expect(kinds(await desk.session.submit([desk.blue('B1')]))).toEqual(['unknown'])
})

test('a time-out is unknown', async () => {
  const { fetch } = scriptedFetch([{ is: 'lost', why: 'time-out' }])
  const lost = bureau.open(desk.config, SELLER, testIo({ fetch }), testVault())
  expect(await lost.submit([desk.blue('B1')])).toEqual([{ is: 'unknown', why: 'time-out' }])
})

test.each(['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'CERT_HAS_EXPIRED certificate has expired', 'SELF_SIGNED_CERT_IN_CHAIN'])(
  'a handshake that fails over a certificate (%s) needs a person',
  async why => {
    const { fetch } = scriptedFetch([{ is: 'unreached', why }])
    const lost = bureau.open(desk.config, SELLER, testIo({ fetch }), testVault())
    expect(await lost.submit([desk.blue('B1')])).toEqual([{ is: 'blocked', need: 'certificate', detail: why }])
  },
)

test.each([
  ['01', { is: 'pending' }],
  ['02', { is: 'pending', askAfterSeconds: 5 }],
  ['05', { is: 'rejected' }],
  ['77', { is: 'unknown' }],
])('a red form in state %s is %o', async (hzqrxxztDm, expected) => {
  desk.front.say(said({ returncode: '00', hzfpxxqrdbh: '1'.repeat(20), uuid: 'u', hzqrxxztDm }))
  expect((await desk.session.submit([desk.red('R1')]))[0]).toMatchObject(expected)
})

describe('a red that another red stands in the way of', () => {
  const UNKNOWN_SERIAL = said({ returncode: '00', jgList: [{ fpqqlsh: 'R1', status: '04' }] })
  const form = (change: object) => ({
    uuid: 'u1',
    hzfpxxqrdbh: '2'.repeat(20),
    lrfsf: '0',
    lzfphm: BLUE_NUMBER,
    hzqrxxztDm: '01',
    ykjhzfpbz: 'N',
    hzcxje: '-220.00',
    hzcxse: '-19.80',
    chyyDm: '01',
    ...change,
  })
  const forms = (...list: object[]): string => said({ returncode: '00', hzqrxxList: list })

  test('is asked for before R02 is believed: an earlier call had worked', async () => {
    desk.front.say(
      refused('01', 'R02'),
      UNKNOWN_SERIAL,
      forms(form({ fpqqlsh: 'R1', hzfphm: '26112000000000000009', hzkprq: '2026-03-03 10:00:00' })),
    )
    expect(await desk.session.submit([desk.red('R1')])).toEqual([
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
    desk.front.say(
      refused('01', 'R02'),
      UNKNOWN_SERIAL,
      forms(form({ fpqqlsh: 'R0', hzfphm: '26112000000000000009', hzkprq: '2026-03-03 10:00:00' })),
    )
    expect(kinds(await desk.session.submit([desk.red('R1')]))).toEqual(['rejected'])
  })

  test('waits while a form of somebody else is open', async () => {
    desk.front.say(refused('01', 'R03'), UNKNOWN_SERIAL, forms(form({ lrfsf: '1', hzqrxxztDm: '03' })))
    expect((await desk.session.submit([desk.red('R1')]))[0]).toMatchObject({ is: 'pending', askAfterSeconds: 5 })
    desk.front.say(refused('01', 'R03'), UNKNOWN_SERIAL, said({ returncode: '04' }))
    expect(kinds(await desk.session.submit([desk.red('R1')]))).toEqual(['unknown'])
  })

  test('is found by its form when the query does not know its serial', async () => {
    desk.front.say(UNKNOWN_SERIAL, forms(form({ fpqqlsh: 'R1', hzqrxxztDm: '02' })))
    expect((await desk.session.find([soughtRed('R1')]))[0]).toMatchObject({ is: 'pending', askAfterSeconds: 5 })
    expect(desk.sent()[1]).toEqual({ nsrsbh: SELLER.taxNumber, lzfphm: BLUE_NUMBER })
  })

  test('is rejected when its own form has ended', async () => {
    desk.front.say(UNKNOWN_SERIAL, forms(form({ fpqqlsh: 'R1', hzqrxxztDm: '07' })))
    expect((await desk.session.find([soughtRed('R1')]))[0]).toMatchObject({ is: 'rejected', faults: [{ zh: expect.stringContaining('超72小时') }] })
  })

  test('is absent when there is no form at all, and unknown when the forms could not be asked', async () => {
    desk.front.say(UNKNOWN_SERIAL, said({ returncode: '04' }))
    expect(kinds(await desk.session.find([soughtRed('R1')]))).toEqual(['absent'])
    desk.front.say(UNKNOWN_SERIAL, 500)
    expect(kinds(await desk.session.find([soughtRed('R1')]))).toEqual(['unknown'])
    desk.front.say(UNKNOWN_SERIAL, refused('03', 'S01'))
    expect(kinds(await desk.session.find([soughtRed('R1')]))).toEqual(['blocked'])
  })

  test('that failed for good with R02 is rejected unless a form says otherwise', async () => {
    const failedFor = said({ returncode: '00', jgList: [{ fpqqlsh: 'R1', status: '02', cwList: [{ cwdm: 'R02', cwlj: '', cwxx: 'x' }] }] })
    desk.front.say(failedFor, said({ returncode: '04' }))
    expect(kinds(await desk.session.find([soughtRed('R1')]))).toEqual(['rejected'])
    desk.front.say(failedFor, forms(form({ fpqqlsh: 'R1' })))
    expect(kinds(await desk.session.find([soughtRed('R1')]))).toEqual(['pending'])
  })
})
