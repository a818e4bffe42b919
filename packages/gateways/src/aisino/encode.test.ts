import type { Content } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { APP } from '../../test/aisino.ts'
import { blueContent, fullRed, partRed, SELLER } from '../../test/documents.ts'
import { aisinoConfigSchema } from './config.ts'
import { encode } from './encode.ts'

const config = aisinoConfigSchema.parse({ environment: 'sandbox', ...APP })
const body = (content: Content, change: object = {}) =>
  JSON.parse(encode({ colour: content.colour, serial: 'FAAAAAAAAAAAAAAA1', content }, { ...config, ...change }))
const message = (content: Content, change?: object) => JSON.parse(body(content, change).message)
const BLUE = { content: blueContent(), number: '26112000000000000001', issuedAt: '2026-03-02T09:00:00+08:00' }
const lineWith = (change: object): Content => {
  const [first, ...rest] = blueContent().lines
  return blueContent({ lines: [{ ...first!, ...change }, ...rest] })
}

describe('a blue', () => {
  test('is the same bytes for the same document, with kind and sums beside the message', () => {
    const one = encode({ colour: 'blue', serial: 'F1', content: blueContent() }, config)
    expect(encode({ colour: 'blue', serial: 'F1', content: blueContent() }, config)).toBe(one)
    expect(JSON.parse(one)).toEqual({ kind: '82', amountFen: 22000, taxFen: 1980, totalFen: 23980, message: expect.any(String) })
  })

  test('carries gross amounts in yuan, and numbers with their digits', () => {
    const { message: text } = body(blueContent())
    expect(text).toContain('"invoiceAmount":239.80,')
    expect(text).toContain('"rowType":"0","itemName":"小麦","amount":109.00,"quantity":"4","unit":"袋","taxRate":0.09,"itemNo":"1010101020000000000"')
    expect(text).toContain('"rowType":"2","itemName":"小麦","amount":163.50')
    expect(text).toContain('"rowType":"1","itemName":"小麦","amount":-32.70,"taxRate"')
  })

  test('names its parties as printed', () => {
    expect(message(blueContent())).toMatchObject({
      fpqqlsh: 'FAAAAAAAAAAAAAAA1',
      nsrsbh: SELLER.taxNumber,
      invoiceType: '1',
      businessType: '1',
      payerName: '演示购方有限公司',
      payerRegisterNo: '91110000DEMO00002X',
      payerPhone: '13800138000',
      payerBankaccount: '6222999988887777',
      sfzsgmfdzdh: 'Y',
      sfzsgmfyhzh: 'Y',
      deliverType: '0',
      bz: '订单 #1001',
      invoicer: '张三',
    })
    const person = message(blueContent({ buyer: { name: '个人', person: true } }))
    expect(person).toMatchObject({ businessType: '0', payerName: '个人', sfzsgmfdzdh: 'N', sfzsgmfyhzh: 'N' })
    expect(person).not.toHaveProperty('payerRegisterNo')
  })

  test.each([
    ['special', '81'],
    ['ordinary', '82'],
  ] as const)('%s is %s', (kind, code) => expect(message(blueContent({ kind })).invoiceKind).toBe(code))

  test.each([
    [{ policyMark: '03', rate: '0' }, '1'],
    [{ policyMark: '04', rate: '0' }, '2'],
    [{ rate: '0' }, '3'],
    [{}, undefined],
  ])('%j has zeroRateFlag %s', (change, flag) => expect(message(lineWith(change)).invoiceItems[0].zeroRateFlag).toBe(flag))

  test('puts the short name before the name where that is ours to do', () =>
    expect(message(blueContent(), { itemNamePrefix: 'ours' }).invoiceItems[0].itemName).toBe('*谷物*小麦'))

  test('with a policy mark that has no field is not written', () => expect(() => body(lineWith({ policyMark: '08', rate: '0.03' }))).toThrow('08'))
})

describe('a red', () => {
  test.each(['01', '02', '03', '04'] as const)('names its blue and reason %s, and no amounts', reason => {
    const content = fullRed(BLUE)
    expect(message({ ...content, red: { ...content.red!, reason } })).toEqual({
      fpqqlsh: 'FAAAAAAAAAAAAAAA1',
      nsrsbh: SELLER.taxNumber,
      invoiceKind: '82',
      invoiceType: '2',
      originInvoiceNo: BLUE.number,
      redReason: reason,
    })
    expect(body(content)).toMatchObject({ amountFen: -22000, taxFen: -1980, totalFen: -23980 })
  })

  test('of less than the whole blue is not written: the provider would reverse all of it', () =>
    expect(() => body(partRed(BLUE))).toThrow('whole invoice'))
})

test('there is no void', () =>
  expect(() => encode({ colour: 'void', serial: 'F1', sellerTaxNumber: '', number: '', issuedAt: '' }, config)).toThrow())
