import { afterEach, describe, expect, test } from 'vitest'
import { BUYER, blueContent, fullRed, partRed, SELLER } from '../../test/documents.ts'
import { testIo } from '../../test/io.ts'
import { APP_SECRET, type House, openHouse, type Setting } from '../../test/nuonuo.ts'
import { until } from '../../test/until.ts'
import { nuonuo } from './index.ts'

let house: House
afterEach(() => house.authority.close())
const open = async (setting?: Setting): Promise<House> => {
  house = await openHouse(setting)
  return house
}
const strike = (kind: string, operation?: string, count?: number | 'always') =>
  house.authority.faults.add({ kind, ...(count && { count }), ...(operation && { match: { operation } }) })
const login = () => house.authority.faults.login()
const eventually = <Is extends string>(one: Parameters<House['find']>[0], is: Is) =>
  until(
    () => house.find(one),
    found => (found?.is === is ? found : undefined),
  )
const numbers = () => house.authority.ledger.invoices().map(invoice => invoice.number)

describe('the token', () => {
  test('is fetched once for a day of work', async () => {
    await open()
    for (let i = 0; i < 3; i++) await house.issued(blueContent())
    expect(house.calls('token')).toBe(1)
  })

  test('that expired is renewed once within the call, and the same body is issued', async () => {
    await open()
    await house.issued(blueContent())
    house.authority.ledger.advance(86_400)
    const one = house.seal(blueContent())
    expect(await house.submit(one)).toMatchObject({ is: 'pending' })
    expect(house.calls('token')).toBe(2)
    await eventually(one, 'issued')
  })

  test('that is refused again after a renewal calls a person', async () => {
    await open()
    strike('tokenExpired', 'requestBillingNew', 2)
    expect(await house.submit(house.seal(blueContent()))).toMatchObject({ is: 'blocked', need: 'credential' })
    expect(house.calls('token')).toBe(2)
  })

  test('cannot be had any more: the lane waits, the document is not lost', async () => {
    const app = { type: 'merchant' as const, appKey: 'DemoKey1', appSecret: APP_SECRET, taxNumbers: [SELLER.taxNumber], tokenCalls: 1 }
    await open({ front: { apps: [app] } })
    await house.issued(blueContent())
    house.authority.ledger.advance(86_400)
    const one = house.seal(blueContent())
    expect(await house.submit(one)).toMatchObject({ is: 'blocked', need: 'credential', detail: expect.stringContaining('070306') })
    expect(await house.session.check()).toMatchObject([{ code: 'BLOCKED' }])
    house.authority.ledger.advance(30 * 86_400)
    expect(await house.submit(one)).toMatchObject({ is: 'pending' })
  })

  test('without an entry for the code of an expired token the answer is unknown, never rejected', async () => {
    await open({ client: { codes: {} } })
    await house.issued(blueContent())
    house.authority.ledger.advance(86_400)
    expect(await house.submit(house.seal(blueContent()))).toEqual({ is: 'unknown', why: 'code SANDBOX-TOKEN, which is not listed' })
  })
})

describe('a login that is lost', () => {
  test('between the look and the order fails the order; regained, the very same order is retried and issued once', async () => {
    await open()
    const one = house.seal(blueContent())
    strike('sessionLost', 'requestBillingNew')
    expect(await house.submit(one)).toMatchObject({ is: 'pending' })
    strike('sessionLost')
    const blocked = await eventually(one, 'blocked')
    expect(blocked).toMatchObject({ need: 'login', detail: expect.stringMatching(/扫码.*scan/s) })
    expect(await house.find(one)).toMatchObject({ is: 'blocked', need: 'login' })
    login()
    expect(await house.find(one)).toEqual({ is: 'absent', proven: true })
    expect(await house.submit(one)).toEqual({ is: 'pending', why: 'retried' })
    await eventually(one, 'issued')
    expect(numbers()).toHaveLength(1)
    expect(house.calls('reInvoice')).toBe(1)
  })

  test('is shown before a batch, and nothing of the batch is sent', async () => {
    await open()
    strike('sessionLost')
    const outcomes = await house.session.submit([house.seal(blueContent()), house.seal(blueContent())])
    expect(outcomes).toMatchObject([
      { is: 'blocked', need: 'login' },
      { is: 'blocked', need: 'login' },
    ])
    expect(house.calls('requestBillingNew')).toBe(0)
  })

  test('a face check is asked for in its own words', async () => {
    await open()
    strike('faceCheck')
    expect(await house.submit(house.seal(blueContent()))).toMatchObject({
      is: 'blocked',
      need: 'faceCheck',
      detail: expect.stringMatching(/实人认证.*face/s),
    })
    expect(await house.session.check()).toMatchObject([{ code: 'BLOCKED', zh: expect.stringContaining('faceCheck') }])
  })

  test('is asked of the bureau afresh once in 30 seconds, however often somebody looks', async () => {
    let at = Date.now()
    await open({ io: testIo({ now: () => at }) })
    strike('sessionLost')
    const look = () => house.submit(house.seal(blueContent()))
    // The state, the bureau asked, the state again; then the state alone.
    await look()
    expect(house.calls('getCertificationStatus')).toBe(3)
    for (let i = 0; i < 4; i++) await look()
    expect(house.calls('getCertificationStatus')).toBe(7)
    at += 30_000
    house.authority.ledger.advance(30)
    await look()
    expect(house.calls('getCertificationStatus')).toBe(10)
  })

  test('that was good a moment ago is believed for a while', async () => {
    await open({ client: { readySeconds: 60 } })
    for (let i = 0; i < 3; i++) await house.issued(blueContent())
    expect(house.calls('getCertificationStatus')).toBe(2)
  })

  test('nothing is known of it: issuing goes on', async () => {
    await open()
    strike('busy', 'getCertificationStatus', 2)
    expect(await house.submit(house.seal(blueContent()))).toMatchObject({ is: 'pending' })
  })
})

describe('the login itself', () => {
  test('a QR code is made, shown while it is good, scanned and confirmed', async () => {
    await open()
    strike('sessionLost')
    expect(await house.session.login.qr('login')).toMatchObject({ is: 'later', askAfterSeconds: 3 })
    const shown = await house.session.login.qr('login')
    expect(shown).toMatchObject({ is: 'qr', code: expect.any(String), until: expect.any(String) })
    expect(await house.session.login.qr('login')).toEqual(shown)
    expect(await house.session.login.confirm('login')).toEqual({ is: 'running' })
    login()
    expect(await house.session.login.progress('login')).toEqual({ is: 'passed' })
    await house.issued(blueContent())
  })

  test('a code that ended is not shown, a new one comes once a minute', async () => {
    let at = Date.now()
    await open({ io: testIo({ now: () => at }), front: { qrSeconds: 30 } })
    await house.session.login.qr('faceCheck')
    expect(await house.session.login.qr('faceCheck')).toMatchObject({ is: 'qr' })
    at += 31_000
    expect(await house.session.login.qr('faceCheck')).toMatchObject({ is: 'later', askAfterSeconds: 29 })
    at += 29_000
    house.authority.ledger.advance(60)
    expect(await house.session.login.qr('faceCheck')).toMatchObject({ is: 'later', askAfterSeconds: 3 })
    // Four looks at what Nuonuo holds, two new ones.
    expect(house.calls('getQrCode')).toBe(6)
  })

  test('an SMS code does instead of a scan', async () => {
    await open()
    strike('sessionLost')
    expect(await house.session.login.sms()).toEqual({ is: 'sent' })
    expect(await house.session.login.sms()).toMatchObject({ is: 'later' })
    login()
    expect(await house.session.login.confirm('login', { smsCode: '123456' })).toEqual({ is: 'passed' })
    expect(JSON.stringify(house.io.seen)).not.toContain('123456')
  })

  test('a face check is passed once the bureau says so', async () => {
    await open()
    strike('faceCheck')
    expect(await house.session.login.confirm('faceCheck', { authId: 'A1' })).toEqual({ is: 'running' })
    login()
    expect(await house.session.login.progress('faceCheck')).toEqual({ is: 'passed' })
  })
})

describe('the credit line', () => {
  test('too small for one order stops the lane before it is sent, with both figures', async () => {
    await open({ authority: { sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name, monthlyQuotaFen: 20_000 }] } })
    const { quota } = { quota: await house.session.quota() }
    expect(quota).toMatchObject({ is: 'quota', totalFen: 20_000, usedFen: 0, leftFen: 20_000, month: expect.stringMatching(/^\d{4}-\d{2}$/) })
    expect(await house.submit(house.seal(blueContent()))).toMatchObject({
      is: 'blocked',
      need: 'quota',
      detail: expect.stringContaining('200.00 < 220.00'),
    })
    expect(house.calls('requestBillingNew')).toBe(0)
  })

  test('that proved too small at the bureau fails the order; raised, the same order is issued', async () => {
    await open({ authority: { sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name, monthlyQuotaFen: 22_500 }] } })
    const one = house.seal(blueContent())
    expect(await house.submit(one)).toMatchObject({ is: 'pending' })
    house.authority.ledger.changeSeller(SELLER.taxNumber, { monthlyQuotaFen: 10_000_000 })
    expect(await eventually(one, 'absent')).toEqual({ is: 'absent', proven: true })
    expect(await house.submit(one)).toMatchObject({ is: 'pending', why: 'retried' })
    await eventually(one, 'issued')
  })
})

describe('a failed order', () => {
  test('is dead when the cause lies in the document, and says so', async () => {
    await open()
    house.authority.faults.add({ kind: 'rejected', problem: 'shortName' })
    const one = house.seal(blueContent())
    await house.submit(one)
    expect(await eventually(one, 'rejected')).toMatchObject({ faults: [{ code: 'REJECTED', zh: expect.stringContaining('22') }] })
    expect(await house.submit(one)).toMatchObject({ is: 'unknown' })
    expect(numbers()).toEqual([])
  })

  test('is retried 20 times a day and then looked at an hour later', async () => {
    await open()
    const one = house.seal(blueContent())
    strike('sessionLost', 'requestBillingNew')
    strike('sessionLost', 'reInvoice')
    await house.submit(one)
    for (let i = 0; i < 20; i++) {
      await eventually(one, 'absent')
      expect(await house.submit(one)).toEqual({ is: 'pending', why: 'retried' })
    }
    await eventually(one, 'absent')
    expect(await house.submit(one)).toEqual({ is: 'pending', why: 'E9613: retried 20 times today', askAfterSeconds: 3600 })
  })
})

describe('a refusal over content', () => {
  test('is believed only where the order is not known: an earlier answer may have been lost', async () => {
    await open()
    const one = house.seal(blueContent())
    strike('lostAnswer', 'requestBillingNew')
    expect(await house.submit(one)).toMatchObject({ is: 'unknown' })
    const worse = house.seal(blueContent({ remark: '长'.repeat(231) }), one.serial)
    expect(await house.submit(worse)).not.toMatchObject({ is: 'rejected' })
    await eventually(one, 'issued')
    expect(await house.submit(house.seal(blueContent({ remark: '长'.repeat(231) })))).toMatchObject({
      is: 'rejected',
      faults: [{ zh: expect.stringContaining('E4000') }],
    })
  })
})

describe('files', () => {
  test('24: the invoice is issued though sealing failed; asking for its file has it sealed again', async () => {
    await open()
    strike('sealFailed')
    const { number } = await house.issued(blueContent())
    expect(
      await until(
        async () => house.session.file(number, 'pdf'),
        a => (a.is === 'later' && a.askAfterSeconds ? a : undefined),
      ),
    ).toMatchObject({ why: 'status 24: sealed again' })
    const file = await until(
      async () => house.session.file(number, 'pdf'),
      a => (a.is === 'file' ? a : undefined),
    )
    expect(Buffer.from(file.bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    expect(numbers()).toEqual([number])
  })

  test('lie on listed hosts or are not fetched; the log names the host', async () => {
    await open({ client: { fileHosts: ['nuonuo.com'] } })
    const { number } = await house.issued(blueContent())
    expect(
      await until(
        async () => house.session.file(number, 'pdf'),
        a => ('why' in a && a.why.includes('host') ? a : undefined),
      ),
    ).toEqual({
      is: 'later',
      why: 'host 127.0.0.1 is not in fileHosts',
    })
    expect(house.calls('file')).toBe(0)
    expect(house.io.seen.log.join('\n')).toContain('127.0.0.1')
  })
})

test('an invoice goes once more to a buyer who is never logged', async () => {
  await open()
  const { number } = await house.issued(blueContent())
  expect(await house.session.deliver(number, { phone: BUYER.phone, mail: 'buyer@example.com' })).toEqual({ is: 'sent' })
  expect(await house.session.deliver('9'.repeat(20), { phone: BUYER.phone })).toEqual({ is: 'failed', why: 'code E9999' })
  expect(await house.session.deliver(number, {})).toEqual({ is: 'failed', why: 'code E4000' })
  expect(JSON.stringify(house.io.seen)).not.toMatch(/13800138000|buyer@/)
})

describe('税控 and paper', () => {
  test('an invoice has code and number, is voided in its month, and found void', async () => {
    await open({ client: { carrier: 'taxControlPaper' } })
    const { number, issuedAt } = await house.issued(blueContent())
    const serial = 'FVVVVVVVVVVVVVVVV'
    const body = nuonuo.encode({ colour: 'void', serial, sellerTaxNumber: SELLER.taxNumber, number, issuedAt }, house.config)
    const sought = { serial, colour: 'void' as const }
    expect(await house.find(sought)).toMatchObject({ is: 'unknown' })
    expect(await house.submit({ serial, colour: 'void', body })).toMatchObject({ is: 'pending' })
    expect(await house.find(sought)).toMatchObject({ is: 'issued', number })
    expect(house.authority.ledger.invoice(number)?.voidedAt).toBeDefined()
    expect(house.calls('getCertificationStatus')).toBe(0)
  })

  test('an electronic one is reversed by an order; a second red of it is dead', async () => {
    await open({ client: { carrier: 'taxControlElectronic' } })
    const blue = await house.issued(blueContent())
    const red = await house.issued(fullRed(blue))
    expect(red.totalFen).toBe(-blue.totalFen)
    expect(await house.submit(house.seal(fullRed(blue)))).toMatchObject({ is: 'rejected', faults: [{ zh: expect.stringContaining('E9103') }] })
  })
})

test('from issue to files, a part back, the rest back, each with its own number', async () => {
  await open()
  const blue = await house.issued(blueContent())
  for (const format of ['pdf', 'xml'] as const)
    await until(
      async () => house.session.file(blue.number, format),
      a => (a.is === 'file' ? a : undefined),
    )
  const part = await house.issued(partRed(blue))
  expect(part).toMatchObject({ totalFen: -2725, formNumber: expect.stringMatching(/^\d{20}$/) })
  expect(await house.session.quota()).toMatchObject({ usedFen: blue.totalFen + part.totalFen })
  await until(
    async () => house.session.file(part.number, 'xml'),
    a => (a.is === 'file' ? a : undefined),
  )
})
