import type { Reason } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { BUYER, blueContent, fullRed, partRed, SELLER, WHEAT } from '../../test/documents.ts'
import type { Carrier } from './config.ts'
import { nuonuoConfigSchema } from './config.ts'
import { encode } from './encode.ts'

const config = nuonuoConfigSchema.parse({
  environment: 'sandbox',
  appKey: 'DemoKey1',
  appSecret: 'DemoSecret1',
  extensionNumber: '923',
  clerkId: 'C1',
})
const on = (carrier: Carrier) => ({ ...config, carrier })
const SERIAL = 'FABCDEFGHJKLMNPQR'
const ISSUED = { content: blueContent(), number: '26112000000000000001', issuedAt: '2026-03-02T09:00:00+08:00' }

const order = (change: Parameters<typeof blueContent>[0] = {}, carrier: Carrier = 'digital') =>
  JSON.parse(encode({ colour: 'blue', serial: SERIAL, content: blueContent(change) }, on(carrier))).order
const form = (content = partRed(ISSUED)) => JSON.parse(encode({ colour: 'red', serial: SERIAL, content }, config))

test('the frozen body of a blue, field by field', () => {
  expect(order()).toEqual({
    buyerName: BUYER.name,
    buyerTaxNum: BUYER.taxNumber,
    buyerTel: BUYER.phone,
    buyerAccount: BUYER.account,
    salerTaxNum: SELLER.taxNumber,
    salerTel: SELLER.phone,
    salerAccount: `${SELLER.bank} ${SELLER.account}`,
    orderNo: SERIAL,
    invoiceDate: '2026-03-02 00:00:00',
    clerkId: 'C1',
    remark: '订单 #1001',
    clerk: '张三',
    pushMode: '-1',
    invoiceType: '1',
    invoiceLine: 'pc',
    extensionNumber: '923',
    naturalPersonFlag: '0',
    invoiceDetail: [
      {
        goodsName: '小麦',
        goodsCode: WHEAT.taxCode,
        specType: '5kg',
        unit: '袋',
        withTaxFlag: '0',
        price: '25',
        num: '4',
        taxRate: '0.09',
        tax: '9.00',
        taxExcludedAmount: '100.00',
        taxIncludedAmount: '109.00',
        invoiceLineProperty: '0',
      },
      expect.objectContaining({ invoiceLineProperty: '2', taxExcludedAmount: '150.00' }),
      expect.objectContaining({ invoiceLineProperty: '1', taxExcludedAmount: '-30.00', tax: '-2.70' }),
    ],
  })
})

test('the same document always gives the same bytes', () => {
  const once = encode({ colour: 'blue', serial: SERIAL, content: blueContent() }, config)
  expect(encode({ colour: 'blue', serial: SERIAL, content: structuredClone(blueContent()) }, config)).toBe(once)
})

describe('code traps (gateways.md 13.1)', () => {
  test.each([
    ['digital', 'special', 'bs'],
    ['digital', 'ordinary', 'pc'],
    ['taxControlElectronic', 'special', 'b'],
    ['taxControlElectronic', 'ordinary', 'p'],
    ['taxControlPaper', 'special', 's'],
    ['taxControlPaper', 'ordinary', 'c'],
    ['taxControlRoll', 'ordinary', 'r'],
  ] as const)('%s %s is %s', (carrier, kind, invoiceLine) => {
    expect(order({ kind }, carrier).invoiceLine).toBe(invoiceLine)
  })

  test.each<[Reason, string]>([
    ['01', '2'],
    ['02', '1'],
    ['03', '3'],
    ['04', '4'],
  ])('red reason %s is %s', (reason, redReason) => {
    const red = partRed(ISSUED)
    expect(form({ ...red, red: { ...red.red!, reason } }).redReason).toBe(redReason)
  })

  test('blue is invoiceType 1; the seller who enters a form is 0', () => {
    expect(order().invoiceType).toBe('1')
    expect(form().applySource).toBe('0')
  })

  test('a line is normal 0, discount 1, discounted 2', () => {
    expect(order().invoiceDetail.map((d: { invoiceLineProperty: string }) => d.invoiceLineProperty)).toEqual(['0', '2', '1'])
  })

  test('amounts are net, tax and gross in yuan; the price is without tax, and the flag says so', () => {
    const { withTaxFlag, price, taxExcludedAmount, tax, taxIncludedAmount } = order().invoiceDetail[0]
    expect({ withTaxFlag, price, taxExcludedAmount, tax, taxIncludedAmount }).toEqual({
      withTaxFlag: '0',
      price: '25',
      taxExcludedAmount: '100.00',
      tax: '9.00',
      taxIncludedAmount: '109.00',
    })
  })

  test('the short name is the platform’s to write', () => {
    expect(order().invoiceDetail[0].goodsName).toBe('小麦')
    expect(JSON.stringify(order())).not.toContain('谷物')
  })

  test('the rate is a decimal text', () => {
    expect(order().invoiceDetail[0].taxRate).toBe('0.09')
  })
})

test('a person is marked, a company is not', () => {
  expect(order({ buyer: { name: '个人', person: true } })).toMatchObject({ buyerName: '个人', naturalPersonFlag: '1' })
})

test.each([
  ['03', { favouredPolicyFlag: '03' }, { favouredPolicyFlag: '1', favouredPolicyName: '免税', zeroRateFlag: '1' }],
  ['04', { favouredPolicyFlag: '04' }, { favouredPolicyFlag: '1', favouredPolicyName: '不征税', zeroRateFlag: '2' }],
  ['zero', {}, { favouredPolicyFlag: '0', zeroRateFlag: '3' }],
  [undefined, {}, { favouredPolicyFlag: '0' }],
])('policy mark %s: the mark itself on 数电, a flag with its name on 税控', (policyMark, digital, taxControl) => {
  const [line] = blueContent().lines
  const marks = (carrier: Carrier) => {
    const [detail] = order({ lines: [{ ...line!, policyMark }] }, carrier).invoiceDetail
    const given = ['favouredPolicyFlag', 'favouredPolicyName', 'zeroRateFlag'].flatMap(name =>
      detail[name] === undefined ? [] : [[name, detail[name]]],
    )
    return Object.fromEntries(given)
  }
  expect(marks('digital')).toEqual(digital)
  expect(marks('taxControlPaper')).toEqual(taxControl)
})

test('a partial red names the lines of its blue; amounts and quantity negative, price positive', () => {
  expect(form()).toEqual({
    billId: SERIAL,
    blueInvoiceLine: 'pc',
    applySource: '0',
    blueElecInvoiceNumber: ISSUED.number,
    sellerTaxNo: SELLER.taxNumber,
    sellerName: SELLER.name,
    buyerTaxNo: BUYER.taxNumber,
    buyerName: BUYER.name,
    redReason: '1',
    extensionNumber: '923',
    clerkId: 'C1',
    orderNo: SERIAL,
    detail: [
      {
        blueDetailIndex: '1',
        goodsName: '小麦',
        unit: '袋',
        specType: '5kg',
        num: '-1',
        taxExcludedPrice: '25',
        taxExcludedAmount: '-25.00',
        taxAmount: '-2.25',
        taxRate: '0.09',
        goodsCode: WHEAT.taxCode,
      },
    ],
  })
})

test('a red of the whole blue has no lines', () => {
  expect(form(fullRed(ISSUED))).not.toHaveProperty('detail')
})

describe('税控', () => {
  const CODED = { ...ISSUED, number: '01100190021112345678' }

  test('a red is an order that names its blue by code and number', () => {
    const body = JSON.parse(encode({ colour: 'red', serial: SERIAL, content: fullRed(CODED) }, on('taxControlPaper')))
    expect(body.order).toMatchObject({ orderNo: SERIAL, invoiceType: '2', invoiceCode: '011001900211', invoiceNum: '12345678', redReason: '2' })
    expect(body.order.invoiceDetail[0]).toMatchObject({ num: '-4', taxExcludedAmount: '-100.00' })
  })

  test('a void names code and number', () => {
    const sealable = { colour: 'void', serial: SERIAL, sellerTaxNumber: SELLER.taxNumber, number: CODED.number, issuedAt: CODED.issuedAt } as const
    expect(JSON.parse(encode(sealable, on('taxControlPaper')))).toEqual({ invoiceCode: '011001900211', invoiceNo: '12345678' })
    for (const carrier of ['digital', 'taxControlElectronic'] as const) expect(() => encode(sealable, on(carrier))).toThrow(/reversed, not voided/)
  })

  test('what this wire cannot carry is a plain error', () => {
    const special = blueContent({ kind: 'special' })
    expect(() => encode({ colour: 'blue', serial: SERIAL, content: special }, on('taxControlRoll'))).toThrow('taxControlRoll has no special invoices')
    expect(() => encode({ colour: 'red', serial: SERIAL, content: fullRed({ ...CODED, content: special }) }, on('taxControlPaper'))).toThrow(
      /红字信息表/,
    )
    expect(() => encode({ colour: 'red', serial: SERIAL, content: fullRed({ ...CODED, number: '123' }) }, on('taxControlPaper'))).toThrow(
      /code and number/,
    )
  })
})
