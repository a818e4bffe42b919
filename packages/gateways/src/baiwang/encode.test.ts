import { expect, test } from 'vitest'
import { APP, BLUE_NUMBER, RED } from '../../test/baiwang.ts'
import { blueContent, fullRed, partRed, SELLER, WHEAT } from '../../test/documents.ts'
import { type BaiwangConfig, baiwangConfigSchema } from './config.ts'
import { encode } from './encode.ts'

const config = (change: object = {}): BaiwangConfig => baiwangConfigSchema.parse({ environment: 'sandbox', ...APP, ...change })
const blue = (content = blueContent(), change: object = {}): string => encode({ colour: 'blue', serial: 'B1', content }, config(change))
const sent = (text: string) => JSON.parse(text)

test('a blue as it travels: compact, fields in order, money with its two decimals', () => {
  expect(blue()).toBe(
    '{"taxNo":"91110000DEMO00001X","data":{"invoiceTypeCode":"02","paperInvoiceFlag":"N","invoiceType":"0","invoiceSpecialMark":"00","taxationMethod":"0","invoiceListMark":"0","priceTaxMark":"0","serialNo":"B1","buyerTaxNo":"91110000DEMO00002X","buyerName":"演示购方有限公司","buyerPhone":"13800138000","buyerBankNumber":"6222999988887777","sellerTelphone":"010-12345678","sellerBankName":"演示银行","sellerBankNumber":"6222000011112222","drawer":"张三","invoiceTotalPrice":220.00,"invoiceTotalTax":19.80,"invoiceTotalPriceTax":239.80,"remarks":"订单 #1001","invoiceDetailsList":[{"goodsLineNo":1,"invoiceLineNature":"0","goodsCode":"1010101020000000000","goodsName":"小麦","goodsSpecification":"5kg","goodsUnit":"袋","goodsQuantity":"4","goodsPrice":"25","goodsTotalPrice":100.00,"goodsTotalTax":9.00,"goodsTaxRate":0.09,"preferentialMarkFlag":"0"},{"goodsLineNo":2,"invoiceLineNature":"2","goodsCode":"1010101020000000000","goodsName":"小麦","goodsUnit":"袋","goodsQuantity":"3","goodsPrice":"50","goodsTotalPrice":150.00,"goodsTotalTax":13.50,"goodsTaxRate":0.09,"preferentialMarkFlag":"0"},{"goodsLineNo":3,"invoiceLineNature":"1","goodsCode":"1010101020000000000","goodsName":"小麦","goodsTotalPrice":-30.00,"goodsTotalTax":-2.70,"goodsTaxRate":0.09,"preferentialMarkFlag":"0"}]}}',
  )
})

test('a red form as it travels: flat, the short name between asterisks, issued by itself', () => {
  expect(sent(encode({ colour: 'red', serial: 'R1', content: RED }, config({ taxUserName: '13900139000', orgCode: 'ORG' })))).toEqual({
    taxNo: SELLER.taxNumber,
    redConfirmSerialNo: 'R1',
    entryIdentity: '01',
    sellerTaxNo: SELLER.taxNumber,
    sellerTaxName: SELLER.name,
    buyerTaxNo: '91110000DEMO00002X',
    buyerTaxName: '演示购方有限公司',
    originInvoiceIsPaper: 'N',
    originalInvoiceNo: BLUE_NUMBER,
    originInvoiceDate: '2026-03-02 09:00:00',
    originInvoiceTotalPrice: 220,
    originInvoiceTotalTax: 19.8,
    originInvoiceType: '02',
    invoiceTotalPrice: -220,
    invoiceTotalTax: -19.8,
    redInvoiceLabel: '01',
    invoiceSource: '2',
    priceTaxMark: '0',
    autoIssueSwitch: 'Y',
    deliverFlag: '0',
    redInvoiceIsPaper: 'N',
    taxUserName: '13900139000',
    orgCode: 'ORG',
    redConfirmDetailReqEntityList: [
      {
        originalInvoiceDetailNo: 1,
        goodsLineNo: 1,
        goodsCode: WHEAT.taxCode,
        goodsName: '*谷物*小麦',
        goodsSimpleName: '谷物',
        projectName: '小麦',
        goodsSpecification: '5kg',
        goodsUnit: '袋',
        goodsPrice: '25',
        goodsQuantity: '-4',
        goodsTotalPrice: -100,
        goodsTaxRate: 0.09,
        goodsTotalTax: -9,
      },
      {
        originalInvoiceDetailNo: 2,
        goodsLineNo: 2,
        goodsCode: WHEAT.taxCode,
        goodsName: '*谷物*小麦',
        goodsSimpleName: '谷物',
        projectName: '小麦',
        goodsUnit: '袋',
        goodsPrice: '40',
        goodsQuantity: '-3',
        goodsTotalPrice: -120,
        goodsTaxRate: 0.09,
        goodsTotalTax: -10.8,
      },
    ],
  })
})

test('special and ordinary kinds of each carrier; a roll has no special invoices', () => {
  const code = (kind: 'special' | 'ordinary', carrier: string) => sent(blue(blueContent({ kind }), { carrier })).data.invoiceTypeCode
  expect([code('special', 'digital'), code('ordinary', 'digital')]).toEqual(['01', '02'])
  expect([code('special', 'taxControlElectronic'), code('ordinary', 'taxControlElectronic')]).toEqual(['028', '026'])
  expect([code('special', 'taxControlPaper'), code('ordinary', 'taxControlPaper')]).toEqual(['004', '007'])
  expect(code('ordinary', 'taxControlRoll')).toBe('025')
  expect(() => blue(blueContent({ kind: 'special' }), { carrier: 'taxControlRoll' })).toThrow('no special invoices')
})

test('policy marks travel as flag, words and 零税率标识', () => {
  const policy = (rate: string, policyMark?: string) => {
    const content = blueContent()
    const body = blue({ ...content, lines: [{ ...content.lines[0]!, rate, policyMark }] })
    const [{ preferentialMarkFlag, vatSpecialManagement, freeTaxMark }] = sent(body).data.invoiceDetailsList
    return [preferentialMarkFlag, vatSpecialManagement, freeTaxMark]
  }
  expect(policy('0.09')).toEqual(['0', undefined, undefined])
  expect(policy('0', '03')).toEqual(['1', '免税', '1'])
  expect(policy('0', '04')).toEqual(['1', '不征税', '2'])
  expect(policy('0.00')).toEqual(['0', undefined, '3'])
  expect(policy('0.03', '08')).toEqual(['1', '按3%简易征收', undefined])
  expect(policy('0.13', '12')).toEqual(['1', '即征即退50%', undefined])
})

test('a 税控 blue names its terminal and joins addresses and banks; its red names the blue and the reason in their order', () => {
  const carrier = { carrier: 'taxControlElectronic', terminalCode: 'T1' }
  const content = blueContent({ seller: { ...SELLER, address: '北京市演示路1号' } })
  expect(sent(blue(content, carrier))).toMatchObject({
    invoiceTerminalCode: 'T1',
    data: {
      invoiceTypeCode: '026',
      buyerAddressPhone: '13800138000',
      buyerBankAccount: '6222999988887777',
      sellerAddressPhone: '北京市演示路1号 010-12345678',
      sellerBankAccount: '演示银行 6222000011112222',
    },
  })
  const issued = { content, number: '03300190010412345678', issuedAt: '2026-03-02T09:00:00+08:00' }
  const reason = (red: typeof RED) => sent(encode({ colour: 'red', serial: 'R1', content: red }, config(carrier))).data
  expect(reason(fullRed(issued))).toMatchObject({
    invoiceType: '1',
    originalInvoiceCode: '033001900104',
    originalInvoiceNo: '12345678',
    redIssueReason: '2',
  })
  expect(reason(partRed(issued)).redIssueReason).toBe('1')
  expect(reason(partRed(issued)).invoiceDetailsList[0]).toMatchObject({ originalInvoiceDetailNo: 1, goodsQuantity: '-1', goodsTotalPrice: -25 })
})

test('a void names code, number and who voids', () => {
  const sealable = {
    colour: 'void',
    serial: 'V1',
    sellerTaxNumber: SELLER.taxNumber,
    number: '03300190010412345678',
    issuedAt: '2026-03-02T09:00:00+08:00',
  } as const
  const carrier = { carrier: 'taxControlPaper', terminalCode: 'T1' }
  expect(encode(sealable, config({ ...carrier, voidedBy: '李四' }))).toBe(
    '{"taxNo":"91110000DEMO00001X","invoiceTerminalCode":"T1","data":{"invoiceCode":"033001900104","invoiceNo":"12345678","invoiceInvalidOperator":"李四"}}',
  )
  expect(sent(encode(sealable, config(carrier))).data.invoiceInvalidOperator).toBe(APP.username)
})

test('large amounts and long prices keep every digit', () => {
  const content = blueContent()
  const line = { ...content.lines[0]!, amountFen: 123_456_789_012_345, quantity: '0.0000000000001', unitPrice: '1234567890.1234567890123' }
  const text = blue({ ...content, lines: [line], amountFen: 123_456_789_012_345 })
  expect(text).toContain('"goodsTotalPrice":1234567890123.45')
  expect(text).toContain('"goodsPrice":"1234567890.1234567890123"')
  expect(text).toContain('"goodsQuantity":"0.0000000000001"')
})

test('the same document gives the same bytes; a red without its blue, or without its blue line, is refused', () => {
  expect(blue()).toBe(blue())
  const { red: _, ...orphan } = RED
  expect(() => encode({ colour: 'red', serial: 'R1', content: orphan }, config())).toThrow('without the blue')
  const lost = { ...RED, lines: RED.lines.map(line => ({ ...line, blueLine: undefined })) }
  expect(() => encode({ colour: 'red', serial: 'R1', content: lost }, config())).toThrow('without the blue line')
})
