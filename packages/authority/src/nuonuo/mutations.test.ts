import { beforeEach, describe, expect, test } from 'vitest'
import { leaves, type Path, replaced } from '../../test/mutations.ts'
import { type NuonuoDesk, openNuonuo, orderMessage, queryMessage, redMessage } from '../../test/nuonuo.ts'
import type { Message } from '../../test/requests.ts'

let desk: NuonuoDesk
beforeEach(() => {
  desk = openNuonuo()
})

const nameOf = (path: Path): string => String(path.at(-1))
const ORDER = orderMessage()
const LEAVES = leaves(ORDER)

/** Code of a refusal at once; of one that came later, 22 and its cause. */
async function said(message: Message): Promise<string> {
  const { code } = await desk.ask('requestBillingNew', message)
  if (code !== 'E0000') return code
  desk.wait(5)
  const row = await desk.row('queryInvoiceResult', queryMessage())
  return row?.status === '22' ? `22 ${row.failCause}` : `${row?.status}`
}

/** Longest texts (gateways.md 4.2, 4.5). */
const LONGEST: Readonly<Record<string, number>> = {
  buyerName: 100,
  buyerTaxNum: 20,
  buyerTel: 50,
  buyerAddress: 80,
  buyerAccount: 100,
  salerTaxNum: 20,
  salerTel: 20,
  salerAddress: 80,
  salerAccount: 100,
  orderNo: 20,
  departmentId: 32,
  clerkId: 32,
  remark: 230,
  clerk: 20,
  buyerPhone: 20,
  email: 50,
  extensionNumber: 5,
  goodsName: 90,
  specType: 40,
  unit: 20,
}
/** May be left out, by the reference's table. */
const OPTIONAL =
  'buyerTel buyerAddress buyerAccount salerTel salerAddress salerAccount departmentId clerkId remark extensionNumber naturalPersonFlag specType unit favouredPolicyFlag'.split(
    ' ',
  )
/** What a field that is missing is answered with, where it is not a mere parameter error. */
const MISSING: Readonly<Record<string, string>> = {
  invoiceType: 'E9101',
  goodsCode: 'E9138',
  tax: 'E9123',
  taxExcludedAmount: 'E9123',
  taxIncludedAmount: 'E9123',
}
const NOT_NUMBERS: Readonly<Record<string, string>> = {
  num: 'E9124',
  price: 'E9125',
  tax: 'E9126',
  taxExcludedAmount: 'E9127',
  taxIncludedAmount: 'E9128',
}
const CHOICES: Readonly<Record<string, string>> = {
  invoiceType: 'E9101',
  pushMode: 'E4000',
  invoiceLine: 'E4000',
  naturalPersonFlag: 'E4000',
  withTaxFlag: 'E4000',
  invoiceLineProperty: 'E4000',
  favouredPolicyFlag: 'E4000',
}

describe('an order', () => {
  test('as it stands is accepted, then issued', async () => {
    expect(await desk.ask('requestBillingNew', ORDER)).toMatchObject({
      code: 'E0000',
      result: { invoiceSerialNum: expect.stringMatching(/^\d{20}$/) },
    })
    expect(await desk.row('queryInvoiceResult', queryMessage())).toMatchObject({ status: '20' })
    desk.wait(2)
    expect(await desk.row('queryInvoiceResult', queryMessage())).toMatchObject({ status: '21', invoiceNo: '26110000000000000001' })
    desk.wait(2)
    expect(await desk.row('queryInvoiceResult', queryMessage())).toMatchObject({
      status: '2',
      invoiceCode: '',
      allElectronicInvoiceNumber: '26110000000000000001',
      exTaxAmount: '220.00',
      taxAmount: '19.80',
      orderAmount: '239.80',
      invoiceTime: Date.parse('2026-03-02T09:00:02+08:00'),
    })
  })

  test.each(LEAVES.filter(path => OPTIONAL.includes(nameOf(path))))('may lack %j %j %j %j', async (...path) => {
    expect(await said(replaced(ORDER, path, undefined))).toBe('2')
  })

  const NEEDED = LEAVES.filter(path => ![...OPTIONAL, 'invoiceLineProperty', 'pushMode', 'invoiceLine', 'buyerTaxNum'].includes(nameOf(path)))
  test.each(NEEDED)('cannot lack %j %j %j %j', async (...path) => {
    const code = MISSING[nameOf(path)] ?? 'E4000'
    expect(await said(replaced(ORDER, path, undefined))).toBe(code)
    expect(await said(replaced(ORDER, path, ''))).toBe(code)
  })

  test.each(LEAVES.filter(path => nameOf(path) in LONGEST))('with too long a text in %j %j %j %j', async (...path) => {
    const longest = LONGEST[nameOf(path)] ?? 0
    expect(await said(replaced(ORDER, path, '1'.repeat(longest + 1)))).toBe(nameOf(path) === 'email' ? 'E9104' : 'E4000')
  })

  test.each(LEAVES.filter(path => nameOf(path) in NOT_NUMBERS))(
    'with something else than a number, or too long a one, in %j %j %j %j',
    async (...path) => {
      for (const value of ['x', '1e2', '1,00', ' 1.00', '+1.00', '1'.repeat(17), 1])
        expect(await said(replaced(ORDER, path, value))).toBe(NOT_NUMBERS[nameOf(path)])
    },
  )

  test.each(LEAVES.filter(path => nameOf(path) in CHOICES))('with a choice that does not exist in %j %j %j %j', async (...path) => {
    expect(await said(replaced(ORDER, path, '99'))).toBe(CHOICES[nameOf(path)])
  })

  test.each(LEAVES)('with a number, or a control character, where a text belongs: %j %j %j %j', async (...path) => {
    expect(await said(replaced(ORDER, path, 1))).toMatch(/^E\d{4}$/)
    expect(await said(replaced(ORDER, path, '1\u0000'))).toMatch(/^E\d{4}$/)
  })

  test.each<[string, string, RegExp]>([
    ['salerTaxNum', '91110000DEMO00009X', /^E9302$/],
    ['invoiceDate', '2026-02-30 08:00:00', /^E4000$/],
    ['buyerTel', '1'.repeat(50), /^2$/],
    ['invoiceDetail.0.goodsCode', '1010101029900000000', /^E9121$/],
    ['invoiceDetail.0.goodsCode', '1010000000000000000', /^E9121$/],
    ['invoiceDetail.0.taxIncludedAmount', '109.01', /^E9130$/],
    ['invoiceDetail.0.invoiceLineProperty', '2', /^E9110$/],
    ['invoiceDetail.1.invoiceLineProperty', '0', /^E9110$/],
    ['invoiceDetail.2.invoiceLineProperty', '0', /^E9110$/],
    ['invoiceDetail.2.goodsName', '大麦', /^E9105$/],
    ['invoiceDetail.2.taxRate', '0.13', /^E9112$/],
    ['invoiceDetail.0.taxRate', '0.13', /^E9131$/],
    ['invoiceDetail.0.num', '5', /^22 .*单价乘数量/],
    ['invoiceDetail.0.price', '25.01', /^22 .*单价乘数量/],
    ['invoiceDetail.0.favouredPolicyFlag', '03', /^22 /],
    ['buyerTaxNum', '9111000DEMO', /^22 /],
    ['buyerTaxNum', '', /^22 /],
    ['invoiceDate', '2018-03-02 08:00:00', /^22 .*税率/],
  ])('with %s %s', async (place, value, refusal) => {
    expect(await said(replaced(ORDER, ['order', ...steps(place)], value))).toMatch(refusal)
  })

  test('of a natural person is printed with （个人）', async () => {
    const person = replaced(replaced(ORDER, ['order', 'naturalPersonFlag'], '1'), ['order', 'invoiceLine'], 'pc')
    expect(await said(person)).toBe('2')
    expect(await desk.row('queryInvoiceResult', queryMessage())).toMatchObject({ payerName: '演示购方有限公司（个人）' })
  })

  test('whose discount is positive, or larger than its line, or whose tax is off by more than 0.06', async () => {
    const discount = (tax: string, net: string, gross: string): Message => {
      const changed = replaced(ORDER, ['order', 'invoiceDetail', 2, 'tax'], tax)
      return replaced(
        replaced(changed, ['order', 'invoiceDetail', 2, 'taxExcludedAmount'], net),
        ['order', 'invoiceDetail', 2, 'taxIncludedAmount'],
        gross,
      )
    }
    expect(await said(discount('2.70', '30.00', '32.70'))).toBe('E9111')
    expect(await said(discount('-14.40', '-160.00', '-174.40'))).toBe('E9108')
    expect(await said(discount('-2.80', '-30.00', '-32.80'))).toBe('E9131')
  })

  test('without lines is E9122; with 2001 lines E4000', async () => {
    expect(await said(replaced(ORDER, ['order', 'invoiceDetail'], []))).toBe('E9122')
    expect(await said(replaced(ORDER, ['order', 'invoiceDetail'], undefined))).toBe('E9122')
    const line = (ORDER.order as { invoiceDetail: unknown[] }).invoiceDetail[0]
    expect(
      await said(
        replaced(
          ORDER,
          ['order', 'invoiceDetail'],
          Array.from({ length: 2001 }, () => line),
        ),
      ),
    ).toBe('E4000')
  })

  test('a message that is no JSON, or has no order, is E4000', async () => {
    expect(await said({})).toBe('E4000')
    expect((await desk.ask('requestBillingNew', {}, {})).code).toBe('E4000')
  })

  test.each(LEAVES.filter(path => nameOf(path) !== 'orderNo' && nameOf(path) !== 'salerTaxNum'))(
    'is E9106 when sent again, changed or not: %j %j %j %j',
    async (...path) => {
      await desk.ask('requestBillingNew', ORDER)
      expect((await desk.ask('requestBillingNew', ORDER)).code).toBe('E9106')
      const changed = await desk.ask('requestBillingNew', replaced(ORDER, path, nameOf(path) === 'invoiceDate' ? '2026-03-01 08:00:00' : '1'))
      expect(changed.code).toMatch(/^E9106$|^E4000$|^E9121$/)
      desk.wait(5)
      expect(desk.ledger.invoices()).toHaveLength(1)
    },
  )
})

describe('a red form', () => {
  let form: Message
  beforeEach(async () => {
    await desk.ask('requestBillingNew', ORDER)
    desk.wait(5)
    form = redMessage('26110000000000000001')
  })
  /** Code of a refusal at once; of one that came later, its state and message. */
  async function formSaid(message: Message): Promise<string> {
    const { code } = await desk.ask('saveInvoiceRedConfirm', message)
    if (code !== 'E0000') return code
    const row = await desk.row('queryInvoiceRedConfirm', { identity: '0', billId: 'R1' })
    return row?.billStatus === '16' ? `16 ${row.billMessage}` : `${row?.billStatus}`
  }

  test('as it stands is taken, and the red comes by itself', async () => {
    expect(await formSaid(form)).toBe('01')
    desk.wait(5)
    const row = await desk.row('queryInvoiceRedConfirm', { identity: '0', billId: 'R1' })
    expect(row).toMatchObject({ openStatus: '1', invoiceSerialNum: expect.stringMatching(/^\d{20}$/), redReason: '1', taxExcludedAmount: '-25.00' })
    expect(await desk.row('queryInvoiceResult', { serialNos: [row?.invoiceSerialNum] })).toMatchObject({
      status: '2',
      orderNo: 'R1',
      orderAmount: '-27.25',
      oldEleInvoiceNumber: '26110000000000000001',
    })
    expect(await desk.row('queryInvoiceResult', queryMessage('R1'))).toMatchObject({ status: '2' })
  })

  const FORM = leaves(redMessage(''))
  const FORM_OPTIONAL = 'buyerTaxNo extensionNumber clerkId deptId orderNo unit specType favouredPolicyFlag'.split(' ')
  test.each(FORM.filter(path => FORM_OPTIONAL.includes(nameOf(path))))('may lack %j %j %j', async (...path) => {
    expect(await formSaid(replaced(form, path, undefined))).toBe('01')
  })

  const FORM_MISSING: Readonly<Record<string, string>> = { blueElecInvoiceNumber: 'E9102', taxExcludedAmount: 'E9123', taxAmount: 'E9123' }
  const FORM_NEEDED = FORM.filter(path => ![...FORM_OPTIONAL, 'billId', 'num', 'taxExcludedPrice', 'sellerTaxNo'].includes(nameOf(path)))
  test.each(FORM_NEEDED)('cannot lack %j %j %j, nor have a number or a control character there', async (...path) => {
    expect(await formSaid(replaced(form, path, undefined))).toBe(FORM_MISSING[nameOf(path)] ?? 'E4000')
    expect(await formSaid(replaced(form, path, 1))).toMatch(/^E\d{4}$/)
    expect(await formSaid(replaced(form, path, '1\u0000'))).toMatch(/^E\d{4}$/)
  })

  test.each<[string, unknown, RegExp]>([
    ['sellerTaxNo', '91110000DEMO00009X', /^E9302$/],
    ['applySource', '1', /^E9302$/],
    ['blueElecInvoiceNumber', '26110000000000000099', /^E9102$/],
    ['blueInvoiceLine', 'pc', /^16 .*票种/],
    ['sellerName', '别人', /^16 .*销售方/],
    ['buyerName', '别人', /^16 .*购买方/],
    ['buyerTaxNo', '91110000DEMO00009X', /^16 .*购买方/],
    ['redReason', '2', /^16 .*开票有误/],
    ['redReason', '3', /^16 .*服务中止/],
    ['redReason', '4', /^16 .*销售折让/],
    ['redReason', '5', /^E4000$/],
    ['detail.0.blueDetailIndex', '3', /^16 .*没有可冲红的明细/],
    ['detail.0.blueDetailIndex', '0', /^E4000$/],
    ['detail.0.goodsName', '大麦', /^16 .*不一致/],
    ['detail.0.unit', '箱', /^16 .*不一致/],
    ['detail.0.specType', '10kg', /^16 .*不一致/],
    ['detail.0.num', '-2', /^16 .*单价乘数量/],
    ['detail.0.num', '-5', /^16 .*剩余可冲红数量/],
    ['detail.0.num', '1', /^16 .*须为负/],
    ['detail.0.num', undefined, /^16 /],
    ['detail.0.taxExcludedPrice', '26', /^16 .*不一致/],
    ['detail.0.taxExcludedPrice', undefined, /^16 /],
    ['detail.0.taxExcludedAmount', '-100.01', /^16 .*剩余可冲红金额/],
    ['detail.0.taxExcludedAmount', '25.00', /^16 .*须为负/],
    ['detail.0.taxAmount', '-2.32', /^16 .*税额/],
    ['detail.0.taxRate', '0.13', /^16 .*不一致/],
    ['detail.0.goodsCode', '3070401000000000000', /^16 .*不一致/],
    ['detail.0.favouredPolicyFlag', '06', /^16 .*不一致/],
  ])('with %s %s', async (place, value, refusal) => {
    expect(await formSaid(replaced(form, steps(place), value))).toMatch(refusal)
    expect(desk.ledger.forms()).toEqual([])
  })

  test('without lines reverses everything that is left, discounts merged', async () => {
    expect(await formSaid(replaced(replaced(form, ['detail'], undefined), ['redReason'], '2'))).toBe('01')
    desk.wait(5)
    expect(await desk.row('queryInvoiceResult', queryMessage('R1'))).toMatchObject({ orderAmount: '-239.80' })
  })

  test('the same id again is E9106, changed or not; another form beside it 16', async () => {
    await formSaid(form)
    expect(await formSaid(form)).toBe('E9106')
    await desk.ask('saveInvoiceRedConfirm', { ...form, billId: 'R2', orderNo: 'R2' })
    expect(await desk.row('queryInvoiceRedConfirm', { identity: '0', billId: 'R2' })).toMatchObject({
      billStatus: '16',
      billMessage: expect.stringContaining('进行中'),
    })
  })
})

const steps = (place: string): Path => place.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step))
