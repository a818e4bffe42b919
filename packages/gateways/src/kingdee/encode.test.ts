import type { Content, Line } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { BUYER, blueContent, fullRed, partRed, SELLER } from '../../test/documents.ts'
import { BLUE_NUMBER, configAt } from '../../test/kingdee.ts'
import { kingdee } from './index.ts'

const config = configAt('http://127.0.0.1')
const bodyOf = (content: Content, change: object = {}): string =>
  kingdee.encode({ colour: content.colour, serial: 'F1', content }, configAt('http://127.0.0.1', change))
const blue = (change: Partial<Content> = {}, settings: object = {}) => JSON.parse(bodyOf(blueContent(change), settings))
const lineOf = (change: Partial<Line>, settings: object = {}) =>
  blue({ lines: [{ ...blueContent().lines[0]!, ...change }] }, settings).invoiceDetail[0]
const issued = { content: blueContent(), number: BLUE_NUMBER, issuedAt: '2026-03-02T09:00:00+08:00' }

describe('a blue', () => {
  test('is written field by field, money with its digits, in yuan and without tax', () => {
    expect(bodyOf(blueContent())).toBe(
      `{"serialNo":"F1","invoiceType":"02","invoiceProperty":"0","sellerName":"${SELLER.name}","sellerTaxpayerId":"${SELLER.taxNumber}","sellerBank":"演示银行","sellerBankAccount":"${SELLER.account}",` +
        `"buyerName":"${BUYER.name}","buyerTaxpayerId":"${BUYER.taxNumber}","drawer":"张三","remark":"订单 #1001","includeTaxFlag":"0","buyerProperty":"0","buyerBankAccount":"${BUYER.account}","buyerTel":"13800138000",` +
        `"invoiceDetail":[{"lineProperty":"0","goodsName":"小麦","revenueCode":"1010101020000000000","specification":"5kg","units":"袋","quantity":4,"price":25,"amount":100.00,"taxRate":"0.09","taxAmount":9.00,"privilegeFlag":"0"},` +
        `{"lineProperty":"2","goodsName":"小麦","revenueCode":"1010101020000000000","units":"袋","quantity":3,"price":50,"amount":150.00,"taxRate":"0.09","taxAmount":13.50,"privilegeFlag":"0"},` +
        `{"lineProperty":"1","goodsName":"小麦","revenueCode":"1010101020000000000","amount":-30.00,"taxRate":"0.09","taxAmount":-2.70,"privilegeFlag":"0"}]}`,
    )
    expect(bodyOf(blueContent())).toBe(bodyOf(blueContent()))
  })

  test('is 01 when special and 02 when ordinary; a person is marked', () => {
    expect(blue({ kind: 'special' }).invoiceType).toBe('01')
    expect(blue({ buyer: { name: '个人', person: true } })).toMatchObject({ invoiceType: '02', buyerName: '个人', buyerProperty: '1' })
  })

  test('writes long quantities and prices without a float', () => {
    expect(bodyOf(blueContent({ lines: [{ ...blueContent().lines[0]!, quantity: '3.0000000000001', unitPrice: '33.3333333333333' }] }))).toContain(
      '"quantity":3.0000000000001,"price":33.3333333333333,',
    )
  })

  test('carries the short name where the settings say so', () => expect(lineOf({}, { itemNamePrefix: true }).goodsName).toBe('*谷物*小麦'))

  test.each([
    ['03', '0', { privilegeFlag: '1', privilegeContent: '免税', zeroTaxRateFlag: '1' }],
    ['04', '0', { privilegeFlag: '1', privilegeContent: '不征税', zeroTaxRateFlag: '2' }],
    ['08', '0.03', { privilegeFlag: '1', privilegeContent: '按3%简易征收' }],
    [undefined, '0', { privilegeFlag: '0', zeroTaxRateFlag: '3' }],
    [undefined, '0.09', { privilegeFlag: '0' }],
  ])('policy mark %s at rate %s stands in three fields', (policyMark, rate, fields) => {
    const { privilegeFlag, privilegeContent, zeroTaxRateFlag } = lineOf({ policyMark, rate })
    expect({ privilegeFlag, privilegeContent, zeroTaxRateFlag }).toEqual({ privilegeContent: undefined, zeroTaxRateFlag: undefined, ...fields })
  })

  test('leaves out what no source confirms, where the settings say so, but never a policy', () => {
    const bare = bodyOf(blueContent(), { unconfirmedFields: [] })
    for (const name of ['includeTaxFlag', 'taxAmount', 'buyerProperty', 'buyerTel', 'buyerBankAccount', 'privilegeFlag'])
      expect(bare).not.toContain(`"${name}"`)
    expect(() => lineOf({ policyMark: '03', rate: '0' }, { unconfirmedFields: [] })).toThrow('privilegeContent')
  })
})

describe('a red', () => {
  test.each(['01', '02', '03', '04'] as const)('names its blue and reason %s, and no amounts', reason => {
    const content = fullRed(issued)
    expect(JSON.parse(bodyOf({ ...content, red: { ...content.red!, reason } }))).toEqual({
      serialNo: 'F1',
      invoiceNum: BLUE_NUMBER,
      redReason: reason,
      invoiceType: '02',
      sellerTaxpayerId: SELLER.taxNumber,
    })
  })

  test('of less than its blue, or without one, is not sent as the whole', () => {
    expect(() => bodyOf(partRed(issued))).toThrow('whole invoice only')
    expect(() => bodyOf({ ...fullRed(issued), red: undefined })).toThrow('without the blue')
  })
})

test('a void is not sealed', () => {
  const it = { colour: 'void', serial: 'V1', sellerTaxNumber: SELLER.taxNumber, number: BLUE_NUMBER, issuedAt: issued.issuedAt } as const
  expect(() => kingdee.encode(it, config)).toThrow('no void')
})
