import { beforeEach, describe, expect, test } from 'vitest'
import { SELLER } from '../../test/invoices.ts'
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
  redMessage,
  rowOf,
} from '../../test/kingdee.ts'
import { leaves, type Path, replaced } from '../../test/mutations.ts'
import type { Message } from '../../test/requests.ts'

let counter: KingdeeCounter
beforeEach(() => {
  counter = openKingdeeCounter()
})

const nameOf = (path: Path): string => String(path.at(-1))
const placeOf = (path: Path): string =>
  path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)
const steps = (place: string): Path => place.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step))
const words = (text: string): string[] => text.split(' ')

/** gateways.md 7.1 where it prints a length, else 13.4. */
const LONGEST: Readonly<Record<string, number>> = {
  sellerName: 100,
  sellerBank: 100,
  sellerBankAccount: 60,
  sellerAddress: 100,
  buyerName: 100,
  buyerTaxpayerId: 20,
  buyerAddress: 200,
  buyerBank: 200,
  buyerBankAccount: 50,
  buyerTel: 50,
  drawer: 20,
  remark: 230,
  goodsName: 100,
  specification: 40,
  units: 22,
}
const OPTIONAL = words(
  'sellerBank sellerBankAccount sellerAddress buyerAddress buyerRecipientPhone buyerRecipientMail buyerBank buyerBankAccount buyerTel buyerProperty includeTaxFlag reviewer payee remark specification units taxAmount',
)
const CHOICES = words('invoiceType invoiceProperty buyerProperty includeTaxFlag lineProperty privilegeFlag redReason')
const NUMBERS = words('quantity price amount taxAmount taxRate revenueCode sellerTaxpayerId invoiceNum')

describe('an invoice', () => {
  const message = openMessage()
  const PATHS = leaves(message)
  const refusals = (changed: Message): Promise<string[]> => counter.refusals(OPEN, changed)
  const none = (): void => expect(counter.ledger.invoices()).toEqual([])

  test('as it stands is taken, and issued later', async () => {
    expect(await refusals(message)).toEqual([])
    none()
    counter.wait(3)
    expect(counter.ledger.invoices()).toHaveLength(1)
  })

  /** Needed by a rule although the field itself may be missing: the refusal names this place. */
  const NEEDED: Readonly<Record<string, string>> = {
    privilegeContent: 'privilegeFlag',
    'invoiceDetail.0.privilegeFlag': 'privilegeFlag',
  }

  test.each(PATHS)('without %j %j %j', async (...path) => {
    const missing = await refusals(replaced(message, path, undefined))
    if (OPTIONAL.includes(nameOf(path)) || (nameOf(path) === 'privilegeFlag' && path[1] !== 0)) expect(missing).toEqual([])
    else expect(missing.join()).toContain(NEEDED[path.join('.')] ?? NEEDED[nameOf(path)] ?? `SANDBOX-REFUSED ${placeOf(path)}`)
    for (const value of ['', null]) {
      counter = openKingdeeCounter()
      expect(await refusals(replaced(message, path, value))).toEqual(missing)
    }
  })

  test.each(PATHS.filter(path => nameOf(path) in LONGEST))('with too long a text in %j %j %j', async (...path) => {
    expect(await refusals(replaced(message, path, '1'.repeat((LONGEST[nameOf(path)] ?? 0) + 1)))).toContain(`SANDBOX-REFUSED ${placeOf(path)}`)
  })

  test.each(PATHS)('with something else than its kind of value in %j %j %j', async (...path) => {
    for (const value of [true, {}, [], '1\u0000', 1e300, 1234567890123456])
      expect((await refusals(replaced(message, path, value))).join()).toContain(`SANDBOX-REFUSED ${placeOf(path)}`)
    none()
  })

  test.each(PATHS.filter(path => [...NUMBERS, ...CHOICES].includes(nameOf(path))))('with no value of %j %j %j', async (...path) => {
    for (const value of ['x', '1e2', '1,00', ' 1.00', '+1.00'])
      expect((await refusals(replaced(message, path, value))).join()).toContain(`SANDBOX-REFUSED ${placeOf(path)}`)
    if (CHOICES.includes(nameOf(path))) expect(await refusals(replaced(message, path, '99'))).toContain(`SANDBOX-REFUSED ${placeOf(path)}`)
  })

  test.each<[string, unknown, string]>([
    ['sellerTaxpayerId', '91110000DEMO00009X', 'SANDBOX-STRANGER sellerTaxpayerId'],
    ['sellerTaxpayerId', '91110000DEMO00002X', 'SANDBOX-STRANGER sellerTaxpayerId'],
    ['sellerName', '别人', 'SANDBOX-REFUSED sellerName'],
    ['serialNo', 'S 1', 'SANDBOX-REFUSED serialNo'],
    ['serialNo', 'S'.repeat(51), 'SANDBOX-REFUSED serialNo'],
    ['invoiceType', '03', 'SANDBOX-REFUSED invoiceType'],
    ['invoiceProperty', '1', 'SANDBOX-REFUSED invoiceProperty'],
    ['includeTaxFlag', '1', 'SANDBOX-REFUSED includeTaxFlag'],
    ['buyerTaxpayerId', '9111000DEMO', 'SANDBOX-REFUSED buyerTaxpayerId'],
    ['buyerTaxpayerId', '91110000demo00002x', 'SANDBOX-REFUSED buyerTaxpayerId'],
    ['deduction', '1', 'SANDBOX-REFUSED deduction'],
    ['buyerPhone', '1', 'SANDBOX-REFUSED buyerPhone'],
    ['invoiceDetail', [], 'SANDBOX-REFUSED invoiceDetail'],
    ['invoiceDetail', {}, 'SANDBOX-REFUSED invoiceDetail'],
    ['invoiceDetail.0.discountAmount', 1, 'SANDBOX-REFUSED invoiceDetail[0].discountAmount'],
    ['invoiceDetail.0.revenueCode', '1010101029900000000', 'SANDBOX-REFUSED invoiceDetail[0].revenueCode'],
    ['invoiceDetail.0.revenueCode', '1010000000000000000', 'SANDBOX-REFUSED invoiceDetail[0].revenueCode'],
    ['invoiceDetail.0.quantity', 5, 'SANDBOX-REFUSED invoiceDetail[0].amount'],
    ['invoiceDetail.0.quantity', -4, 'SANDBOX-REFUSED invoiceDetail[0].quantity'],
    ['invoiceDetail.0.quantity', '4.00000000000001', 'SANDBOX-REFUSED invoiceDetail[0].quantity'],
    ['invoiceDetail.0.price', '25.01', 'SANDBOX-REFUSED invoiceDetail[0].amount'],
    ['invoiceDetail.0.price', '12345.67890123456', 'SANDBOX-REFUSED invoiceDetail[0].price'],
    ['invoiceDetail.0.amount', 101, 'SANDBOX-REFUSED invoiceDetail[0].amount'],
    ['invoiceDetail.0.amount', -100, 'SANDBOX-REFUSED invoiceDetail[0].amount'],
    ['invoiceDetail.0.amount', 100.001, 'SANDBOX-REFUSED invoiceDetail[0].amount'],
    ['invoiceDetail.0.taxAmount', 9.07, 'SANDBOX-REFUSED invoiceDetail[0].taxAmount'],
    ['invoiceDetail.0.taxRate', '0.13', 'SANDBOX-REFUSED invoiceDetail[0].taxRate'],
    ['invoiceDetail.0.taxRate', '9%', 'SANDBOX-REFUSED invoiceDetail[0].taxRate'],
    ['invoiceDetail.0.taxRate', '0', 'SANDBOX-REFUSED invoiceDetail[0].zeroTaxRateFlag'],
    ['invoiceDetail.0.privilegeFlag', '0', 'SANDBOX-REFUSED invoiceDetail[0].privilegeFlag'],
    ['invoiceDetail.1.privilegeFlag', '1', 'SANDBOX-REFUSED invoiceDetail[1].privilegeFlag'],
    ['invoiceDetail.0.privilegeContent', '没有这种', 'SANDBOX-REFUSED invoiceDetail[0].privilegeContent'],
    ['invoiceDetail.0.privilegeContent', '免税', 'SANDBOX-REFUSED invoiceDetail[0].zeroTaxRateFlag'],
    ['invoiceDetail.0.zeroTaxRateFlag', '3', 'SANDBOX-REFUSED invoiceDetail[0].zeroTaxRateFlag'],
    ['invoiceDetail.0.lineProperty', '2', 'SANDBOX-REFUSED invoiceDetail[0].lineProperty'],
    ['invoiceDetail.1.lineProperty', '0', 'SANDBOX-REFUSED invoiceDetail[2].lineProperty'],
    ['invoiceDetail.2.lineProperty', '0', 'SANDBOX-REFUSED invoiceDetail[2].amount'],
    ['invoiceDetail.2.taxRate', '0.13', 'SANDBOX-REFUSED invoiceDetail[2].taxRate'],
    ['invoiceDetail.2.goodsName', '大麦', 'SANDBOX-REFUSED invoiceDetail[2].goodsName'],
    ['invoiceDetail.2.units', '袋', 'SANDBOX-REFUSED invoiceDetail[2].units'],
  ])('with %s %j: %s', async (place, value, refusal) => {
    expect(await refusals(replaced(message, steps(place), value))).toContain(refusal)
    counter.wait(3)
    none()
  })

  test('the same serial again, changed or not, is 10127', async () => {
    await counter.ask(OPEN, message)
    for (const again of [message, { ...message, remark: 'another' }])
      expect(await counter.ask(OPEN, again)).toMatchObject({ success: false, errorCode: '10127' })
    counter.wait(3)
    expect(counter.ledger.invoices()).toHaveLength(1)
  })
})

describe('a red', () => {
  let message: Message
  beforeEach(async () => {
    await counter.ask(OPEN, openMessage())
    counter.wait(3)
    message = redMessage(String((await rowOf(counter, 'S1'))?.invoiceNum))
  })
  const refusals = (changed: Message): Promise<string[]> => counter.refusals(RED, changed)

  test('as it stands is taken', async () => expect(await refusals(message)).toEqual([]))

  test.each(leaves(redMessage('')))('without %j, or with something else in it', async (...path) => {
    for (const value of [undefined, '', null, true, {}, [], 'x y', '1\u0000'])
      expect((await refusals(replaced(message, path, value))).join()).toContain(`SANDBOX-REFUSED ${placeOf(path)}`)
    expect(counter.ledger.forms()).toEqual([])
  })

  test.each<[string, unknown, string]>([
    ['sellerTaxpayerId', '91110000DEMO00009X', 'SANDBOX-STRANGER sellerTaxpayerId'],
    ['invoiceNum', '26110000000000000099', 'SANDBOX-REFUSED invoiceNum'],
    ['invoiceType', '02', 'SANDBOX-REFUSED invoiceType'],
    ['redReason', '03', 'SANDBOX-REFUSED redReason'],
    ['redReason', '05', 'SANDBOX-REFUSED redReason'],
    ['redReason', '1', 'SANDBOX-REFUSED redReason'],
    ['serialNo', 'S1', '10127 流水号重复'],
    ['amount', '-1', 'SANDBOX-REFUSED amount'],
  ])('with %s %j: %s', async (place, value, refusal) => {
    expect(await refusals(replaced(message, steps(place), value))).toContain(refusal)
    expect(counter.ledger.forms()).toEqual([])
  })

  test('of a blue that is reversed or being reversed is refused', async () => {
    await counter.ask(RED, message)
    expect(await refusals({ ...message, serialNo: 'R2' })).toEqual(['SANDBOX-REFUSED invoiceNum'])
    counter.wait(3)
    expect(await refusals({ ...message, serialNo: 'R2' })).toEqual(['SANDBOX-REFUSED invoiceNum'])
    expect(counter.ledger.forms()).toHaveLength(1)
  })
})

describe('a question', () => {
  test.each<[Message, string]>([
    [{ ...queryMessage(), sellerTaxpayerId: '91110000DEMO00009X' }, 'SANDBOX-STRANGER sellerTaxpayerId'],
    [{ sellerTaxpayerId: SELLER.taxNumber }, 'SANDBOX-REFUSED serialNo、invoiceNum'],
    [{ ...queryMessage(), invoiceNum: '26110000000000000001' }, 'SANDBOX-REFUSED serialNo、invoiceNum'],
    [{ serialNo: 'S1' }, 'SANDBOX-REFUSED sellerTaxpayerId'],
    [{ ...queryMessage(), serialNo: ['S1'] }, 'SANDBOX-REFUSED serialNo'],
    [{ sellerTaxpayerId: SELLER.taxNumber, invoiceNum: '1' }, 'SANDBOX-REFUSED invoiceNum'],
    [{ ...queryMessage(), pageNo: 0 }, 'SANDBOX-REFUSED pageNo'],
  ])('%j: %s', async (message, refusal) => expect(await counter.refusals(QUERY, message)).toContain(refusal))
})

describe('the envelope', () => {
  test.each<[Message, string]>([
    [{ requestId: '177241320000012' }, 'SANDBOX-REFUSED requestId'],
    [{ requestId: undefined }, 'SANDBOX-REFUSED requestId'],
    [{ businessSystemCode: 'OTHER' }, 'SANDBOX-STRANGER businessSystemCode'],
    [{ businessSystemCode: '' }, 'SANDBOX-REFUSED businessSystemCode'],
    [{ interfaceCode: 'ALLE.INVOICE.CLOSE' }, 'SANDBOX-REFUSED interfaceCode'],
    [{ interfaceCode: 7 }, 'SANDBOX-REFUSED interfaceCode'],
    [{ data: undefined }, 'SANDBOX-REFUSED data'],
    [{ data: '{"serialNo":"S1"}' }, 'SANDBOX-CIPHER data'],
    [{ data: 'AAAA' }, 'SANDBOX-CIPHER data'],
    [{ sign: 'x' }, 'SANDBOX-REFUSED sign'],
  ])('with %j: %s', async (change, refusal) => {
    const { errorCode, message } = await counter.ask(QUERY, queryMessage(), change)
    expect(`${errorCode} ${message.replace(/：.*/s, '')}`).toBe(refusal)
  })

  test.each<[string, Message]>([
    ['appId', { ...APP_TOKEN, appId: 'other' }],
    ['appSecret', { ...APP_TOKEN, appSecret: 'other' }],
    ['accountId', { ...APP_TOKEN, accountId: 'other' }],
    ['tenantid', { ...APP_TOKEN, tenantid: 'other' }],
    ['anything else', { ...APP_TOKEN, more: '1' }],
    ['nothing', {}],
  ])('a token of the application is not given for another %s', async (_, message) => {
    counter = openKingdeeCounter({ tenantId: 'T1' })
    expect(await counter.appToken({ tenantid: 'T1', ...APP_TOKEN })).toMatchObject({ status: true })
    expect(await counter.appToken({ tenantid: 'T1', ...message })).toMatchObject({
      status: false,
      data: { success: false, error_code: 'SANDBOX-LOGIN' },
    })
  })

  test.each<[string, Message]>([
    ['user', { user: '13900000001' }],
    ['apptoken', { apptoken: 'other' }],
    ['accountId', { accountId: 'other' }],
    ['usertype', { usertype: 'Mail' }],
    ['anything else', { more: '1' }],
  ])('a token of the user is not given for another %s', async (_, change) => {
    const { data } = await counter.appToken(APP_TOKEN)
    const good = { user: APP.user, apptoken: data.app_token, accountId: APP.accountId, usertype: 'Mobile' }
    expect(await counter.login(good)).toMatchObject({ status: true, data: { error_code: '0' } })
    expect(await counter.login({ ...good, ...change })).toMatchObject({ status: false, data: { success: false } })
  })
})
