import { beforeEach, describe, expect, test } from 'vitest'
import { BUYER, SELLER } from '../../test/invoices.ts'
import {
  APP,
  APP_TOKEN,
  type KingdeeCounter,
  OPEN,
  openKingdeeCounter,
  openMessage,
  QUERY,
  queryMessage,
  RED,
  read,
  redMessage,
  rowOf,
} from '../../test/kingdee.ts'
import { sealed, secretOf, unsealed } from './cipher.ts'

let counter: KingdeeCounter
beforeEach(() => {
  counter = openKingdeeCounter()
})

async function issued(serialNo = 'S1'): Promise<string> {
  await counter.ask(OPEN, openMessage(serialNo))
  counter.wait(3)
  return String((await rowOf(counter, serialNo))?.invoiceNum)
}

describe('the vector of the reference', () => {
  const SEALED = 'AAECAwQFBgcICQoLGuEesMoFwoz9IFDkmSlYGGeiA1vuby/hOAw8dtO2rM5e+94T5SmL/UCVK3JkYOo='

  test('opens with the key that its password gives', () => {
    expect(secretOf('synthetic-key').toString('base64')).toBe('QRV4pRsmj5Vcn3z+fM22Qg==')
    expect(unsealed(SEALED, 'synthetic-key')?.toString('utf8')).toBe('{"amount":0.10,"name":"测试"}')
  })

  test('does not open damaged, cut, or with another password', () => {
    expect(unsealed(SEALED.replace('GuEe', 'GuFe'), 'synthetic-key')).toBeUndefined()
    expect(unsealed(SEALED.slice(0, 32), 'synthetic-key')).toBeUndefined()
    expect(unsealed(SEALED, 'another')).toBeUndefined()
    expect(unsealed('not Base64!', undefined)).toBeUndefined()
  })

  test('what the front seals it opens again, each time with another initial value', () => {
    const [one, two] = [sealed('text', 'key'), sealed('text', 'key')]
    expect(one).not.toBe(two)
    expect(unsealed(one, 'key')?.toString()).toBe('text')
  })
})

describe('tokens', () => {
  test('are good for two hours of the front’s own clock; nobody’s token opens nothing', async () => {
    const { data } = await counter.appToken(APP_TOKEN)
    const given = await counter.login({ user: APP.user, apptoken: data.app_token, accountId: APP.accountId })
    const token = String(given.data.access_token)
    expect(given.data.expire_time).toBe(counter.ledger.now() + 7_200_000)
    counter.wait(7199)
    expect(await counter.ask(QUERY, queryMessage(), {}, token)).toMatchObject({ success: true })
    counter.wait(1)
    for (const stale of [token, 'nobody’s', String(data.app_token)])
      expect(await counter.ask(QUERY, queryMessage(), {}, stale)).toMatchObject({ success: false, errorCode: 'SANDBOX-TOKEN' })
  })

  test('a token of the application ends too', async () => {
    const { data } = await counter.appToken(APP_TOKEN)
    counter.wait(7200)
    expect(await counter.login({ user: APP.user, apptoken: data.app_token, accountId: APP.accountId })).toMatchObject({ status: false })
  })

  test('faults strike a login only where they name it', async () => {
    counter.faults.add({ kind: 'unavailable' })
    expect(await counter.appToken(APP_TOKEN)).toMatchObject({ status: true })
    counter.faults.clear()
    counter.faults.add({ kind: 'unavailable', match: { operation: '/kingdee/api/login.do' } })
    expect(await counter.send('/kingdee/api/login.do', {})).toMatchObject({ status: 503 })
  })
})

describe('a blue', () => {
  test('waits, then has number, time and sums; the platform sets the short name', async () => {
    expect(await counter.ask(OPEN, openMessage())).toEqual({ success: true, errorCode: '0', message: expect.any(String), data: 'S1' })
    expect(await rowOf(counter, 'S1')).toEqual({ serialNo: 'S1', invoiceStatus: '2' })
    counter.wait(3)
    expect(await rowOf(counter, 'S1')).toMatchObject({
      ...{ serialNo: 'S1', invoiceStatus: '0', invoiceType: '01', buyerName: BUYER.name, buyerTaxpayerId: BUYER.taxNumber },
      ...{ totalAmount: 220, totalTaxAmount: 19.8, includeTaxAmount: 239.8 },
      sandboxIssuedAt: '2026-03-02 09:00:02',
    })
    expect(counter.ledger.invoices()[0]?.invoice.lines.map(l => [l.name, l.printedName])).toEqual(Array(3).fill(['小麦', '*谷物*小麦']))
  })

  test('may be sent with its short name, and without what no source confirms: tax follows from the rate', async () => {
    const { includeTaxFlag: _, ...message } = openMessage('S2')
    const line = { lineProperty: '0', goodsName: '*谷物*小麦', revenueCode: '1010101020000000000', amount: '100.05', taxRate: '0.09' }
    expect(await counter.refusals(OPEN, { ...message, invoiceDetail: [line] })).toEqual([])
    counter.wait(3)
    expect(await rowOf(counter, 'S2')).toMatchObject({ totalAmount: 100.05, totalTaxAmount: 9, includeTaxAmount: 109.05 })
    expect(counter.ledger.invoices()[0]?.invoice.lines[0]).toMatchObject({ name: '小麦', printedName: '*谷物*小麦' })
  })

  test('of a person is marked', async () => {
    const { buyerTaxpayerId: _, ...message } = openMessage('S3', '02')
    expect(await counter.refusals(OPEN, { ...message, buyerName: '张三', buyerProperty: '1' })).toEqual([])
    counter.wait(3)
    expect(await rowOf(counter, 'S3')).toMatchObject({ buyerName: '张三（个人）', invoiceType: '02' })
  })

  test('of another seller is not told', async () => {
    const number = await issued()
    expect(await counter.ask(QUERY, { invoiceNum: number, sellerTaxpayerId: SELLER.taxNumber })).toMatchObject({ data: [{ invoiceNum: number }] })
    expect(await counter.ask(QUERY, { invoiceNum: '26110000000000000099', sellerTaxpayerId: SELLER.taxNumber })).toMatchObject({ data: [] })
    expect(await counter.ask(QUERY, { invoiceNum: number, sellerTaxpayerId: BUYER.taxNumber })).toMatchObject({ success: false })
  })
})

describe('a red', () => {
  test('takes all of its blue, discounts merged, and says so; the blue is reversed', async () => {
    const number = await issued()
    await counter.ask(RED, redMessage(number))
    counter.wait(3)
    expect(await rowOf(counter, 'R1')).toMatchObject({ invoiceStatus: '0', totalAmount: -220, totalTaxAmount: -19.8, includeTaxAmount: -239.8 })
    expect(await rowOf(counter, 'S1')).toMatchObject({ invoiceStatus: '3', invoiceNum: number })
    expect(counter.ledger.forms()[0]?.application.lines).toMatchObject([
      { blueNo: '1', quantity: '-4', unitPrice: '25', amount: '-100.00' },
      { blueNo: '2', quantity: '-3', unitPrice: '40.0000000000000', amount: '-120.00', tax: '-10.80' },
    ])
  })

  test('of a used blue waits for the buyer, and lapses after 72 hours', async () => {
    const number = await issued()
    counter.ledger.mark(number, 'used', true)
    await counter.ask(RED, redMessage(number))
    counter.wait(71 * 3600)
    expect(await rowOf(counter, 'R1')).toEqual({ serialNo: 'R1', invoiceStatus: '2' })
    counter.wait(3700)
    expect(await rowOf(counter, 'R1')).toMatchObject({ invoiceStatus: 'SANDBOX-FAILED', message: expect.stringContaining('07') })
  })
})

describe('files', () => {
  const addressOf = async (name: string): Promise<string> => String((await rowOf(counter, 'S1'))?.[name]).replace('http://front', '')

  test('have addresses once they are there, and begin like themselves', async () => {
    await issued()
    counter.wait(5)
    for (const [name, type, begin] of [
      ['invoiceFileUrl', 'application/pdf', '%PDF-'],
      ['ofdFileUrl', 'application/ofd', 'PK'],
      ['xmlFileUrl', 'application/xml; charset=utf-8', '<'],
    ] as const) {
      const answer = await counter.send(await addressOf(name), '', {}, 'GET')
      expect(answer).toMatchObject({ status: 200, contentType: type })
      expect(answer.is === 'answer' && Buffer.from(answer.body).toString('latin1').startsWith(begin)).toBe(true)
    }
  })

  test('are not found under a guessed address, another format, or before they are made', async () => {
    const number = await issued()
    counter.wait(5)
    const address = await addressOf('invoiceFileUrl')
    for (const wrong of [`/kingdee/files/${'0'.repeat(32)}/${number}.pdf`, address.replace('.pdf', '.doc'), address.replace(number, '9'.repeat(20))])
      expect(await counter.send(wrong, '', {}, 'GET')).toMatchObject({ status: 404 })
    expect(await counter.send(address, '')).toMatchObject({ status: 405 })
    counter.faults.add({ kind: 'lateFiles' })
    expect(await rowOf(counter, 'S1')).toMatchObject({ invoiceFileUrl: '', ofdFileUrl: '', xmlFileUrl: '' })
  })
})

describe('on demand', () => {
  test.each([
    ['busy', 'SANDBOX-BUSY'],
    ['unlistedCode', 'SANDBOX-UNLISTED'],
    ['badSignature', 'SANDBOX-CIPHER'],
    ['tokenExpired', 'SANDBOX-TOKEN'],
    ['sessionLost', 'SANDBOX-SESSION'],
    ['faceCheck', 'SANDBOX-SESSION'],
    ['quotaExhausted', 'SANDBOX-QUOTA'],
  ] as const)('%s answers %s and does nothing', async (kind, errorCode) => {
    counter.faults.add({ kind })
    expect(await counter.ask(OPEN, openMessage())).toMatchObject({ success: false, errorCode })
    expect(counter.ledger.entry(SELLER.taxNumber, 'S1')).toBeUndefined()
  })

  test('a lost request is not done, a lost answer is; 503 is bare; a repeat may be claimed', async () => {
    counter.faults.add({ kind: 'lostRequest' })
    await expect(counter.ask(OPEN, openMessage())).rejects.toThrow('dropped')
    expect(counter.ledger.entry(SELLER.taxNumber, 'S1')).toBeUndefined()
    counter.faults.add({ kind: 'lostAnswer' })
    await expect(counter.ask(OPEN, openMessage())).rejects.toThrow('dropped')
    expect(counter.ledger.entry(SELLER.taxNumber, 'S1')).toBeDefined()
    counter.faults.add({ kind: 'duplicateAnswer' })
    expect(await counter.ask(OPEN, openMessage('S2'))).toMatchObject({ errorCode: '10127' })
    expect(counter.ledger.entry(SELLER.taxNumber, 'S2')).toBeDefined()
    counter.faults.add({ kind: 'slowVisibility', seconds: 60 })
    await counter.ask(OPEN, openMessage('S3'))
    counter.wait(3)
    expect(await rowOf(counter, 'S3')).toBeUndefined()
  })
})

test('answers may be encoded like requests', async () => {
  counter = openKingdeeCounter({ password: 'synthetic-key', answers: 'encoded' })
  await counter.ask(OPEN, openMessage())
  const { data } = await counter.ask(QUERY, queryMessage())
  expect(JSON.parse(unsealed(String(data), 'synthetic-key')?.toString('utf8') ?? '')).toEqual([{ serialNo: 'S1', invoiceStatus: '2' }])
  expect(await counter.ask(QUERY, queryMessage(), { data: Buffer.from(JSON.stringify(queryMessage())).toString('base64') })).toMatchObject({
    errorCode: 'SANDBOX-CIPHER',
  })
})

test('only posts are answered, and a body that is no JSON is refused', async () => {
  expect(await counter.send('/kingdee/api/login.do', '', {}, 'GET')).toMatchObject({ status: 405 })
  expect(read(await counter.send('/kingdee/api/login.do', '{'))).toMatchObject({ status: false })
})
