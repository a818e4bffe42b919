import { beforeEach, describe, expect, test } from 'vitest'
import {
  type BaiwangCounter,
  blueIn,
  CANCEL,
  FORMAT,
  ISSUE,
  issueMessage,
  openBaiwangCounter,
  QUERY,
  RED_ADD,
  RED_DETAIL,
  RED_LIST,
  RED_OPERATE,
  redFormMessage,
} from '../../test/baiwang.ts'
import { BUYER, SELLER } from '../../test/invoices.ts'
import { at, leaves, type Path, replaced } from '../../test/mutations.ts'
import type { Message } from '../../test/requests.ts'

let counter: BaiwangCounter
beforeEach(() => {
  counter = openBaiwangCounter()
})

const nameOf = (path: Path): string => String(path.at(-1))
/** As the refusal names it: what stands under `data` without it. */
const placeOf = (path: Path): string =>
  path
    .filter(step => step !== 'data')
    .reduce<string>((place, step) => (typeof step === 'number' ? `${place}[${step}]` : `${place}${place === '' ? '' : '.'}${step}`), '')

/** gateways.md 5.1 (drawer, codes) and 13.4 (the tax-bureau web channel). */
const LONGEST: Readonly<Record<string, number>> = {
  taxNo: 20,
  serialNo: 50,
  buyerTaxNo: 20,
  buyerName: 100,
  buyerAddress: 100,
  buyerBankName: 100,
  buyerBankNumber: 60,
  drawer: 20,
  remarks: 230,
  sellerAddress: 100,
  sellerBankName: 100,
  sellerBankNumber: 60,
  goodsName: 100,
  projectName: 100,
  goodsSpecification: 40,
  goodsUnit: 22,
  sellerTaxName: 100,
  buyerTaxName: 100,
}

const OPTIONAL =
  'taxUserName orgCode paperInvoiceFlag invoiceSpecialMark taxationMethod invoiceListMark priceTaxMark buyerAddress buyerPhone buyerBankName buyerBankNumber drawer invoiceTotalPrice invoiceTotalTax invoiceTotalPriceTax remarks sellerAddress sellerTelphone sellerBankName sellerBankNumber goodsSpecification goodsUnit'.split(
    ' ',
  )
const CHOICES =
  'paperInvoiceFlag invoiceType invoiceSpecialMark taxationMethod invoiceListMark priceTaxMark invoiceLineNature preferentialMarkFlag entryIdentity originInvoiceIsPaper originInvoiceType redInvoiceLabel invoiceSource autoIssueSwitch deliverFlag redInvoiceIsPaper'.split(
    ' ',
  )
const NUMBERS =
  'invoiceTotalPrice invoiceTotalTax invoiceTotalPriceTax goodsLineNo originalInvoiceDetailNo goodsTotalPrice goodsTotalTax goodsTaxRate goodsQuantity goodsPrice goodsCode originInvoiceTotalPrice originInvoiceTotalTax originInvoiceDate originalInvoiceNo'.split(
    ' ',
  )

describe('an invoice', () => {
  const message = issueMessage()
  const PATHS = leaves(message)
  const refusals = (changed: Message): Promise<string[]> => counter.refusals(ISSUE, changed)
  /** Needed by a rule although the field itself may be missing. */
  const NEEDED: Readonly<Record<string, string>> = {
    buyerTaxNo: '70169 buyerTaxNo',
    vatSpecialManagement: '70169 invoiceDetailsList[0].vatSpecialManagement',
    goodsQuantity: '70169',
    goodsPrice: '70169',
  }

  test('as it stands is issued', async () => {
    expect(await refusals(message)).toEqual([])
    expect(counter.ledger.invoices()).toHaveLength(1)
  })

  test.each(PATHS)('without %j %j %j %j', async (...path) => {
    const missing = await refusals(replaced(message, path, undefined))
    const rule = NEEDED[nameOf(path)]
    if (OPTIONAL.includes(nameOf(path))) expect(missing).toEqual([])
    else expect(missing.join()).toContain(rule ?? `70169 ${placeOf(path)}`)
    counter = openBaiwangCounter()
    expect(await refusals(replaced(message, path, ''))).toEqual(missing)
    counter = openBaiwangCounter()
    expect(await refusals(replaced(message, path, null))).toEqual(missing)
  })

  test.each(PATHS.filter(path => nameOf(path) in LONGEST))('with too long a text in %j %j %j %j', async (...path) => {
    const longest = LONGEST[nameOf(path)] ?? 0
    expect(await refusals(replaced(message, path, '1'.repeat(longest + 1)))).toContain(`70170 ${placeOf(path)}`)
  })

  test.each(PATHS)('with something else than its kind of value in %j %j %j %j', async (...path) => {
    for (const value of [true, {}, [], `1\u0000`, 1e300, 1234567890123456])
      expect((await refusals(replaced(message, path, value))).join()).toMatch(new RegExp(`(70170|20019|101) .*${nameOf(path)}`))
    expect(counter.ledger.invoices()).toEqual([])
  })

  test.each(PATHS.filter(path => [...NUMBERS, ...CHOICES].includes(nameOf(path))))('with no value of %j %j %j %j', async (...path) => {
    for (const value of ['x', '1e2', '1,00', ' 1.00', '+1.00', '99'])
      if (value !== '99' || CHOICES.includes(nameOf(path)))
        expect((await refusals(replaced(message, path, value))).join()).toContain(`70170 ${placeOf(path)}`)
  })

  test.each<[string, unknown, string]>([
    ['taxNo', '91110000DEMO00009X', '101 taxNo'],
    ['data.invoiceTypeCode', '03', '20019 invoiceTypeCode'],
    ['data.invoiceTypeCode', 'bs', '20019 invoiceTypeCode'],
    ['data.paperInvoiceFlag', 'Y', '70170 paperInvoiceFlag'],
    ['data.invoiceType', '1', '70170 invoiceType'],
    ['data.priceTaxMark', '1', '70170 priceTaxMark'],
    ['data.taxationMethod', '2', '70170 taxationMethod'],
    ['data.invoiceSpecialMark', '03', '70170 invoiceSpecialMark'],
    ['data.serialNo', 'S-1', '70170 serialNo'],
    ['data.serialNo', 'S 1', '70170 serialNo'],
    ['data.buyerTaxNo', '9111000DEMO', '70170 buyerTaxNo'],
    ['data.buyerTaxNo', '91110000demo00002x', '70170 buyerTaxNo'],
    ['data.invoiceTotalPrice', 220.01, '70170 invoiceTotalPrice'],
    ['data.invoiceTotalPrice', 220.001, '70170 invoiceTotalPrice'],
    ['data.invoiceTotalTax', '19.81', '70170 invoiceTotalTax'],
    ['data.invoiceTotalPriceTax', 239.81, '70170 invoiceTotalPriceTax'],
    ['data.redIssueReason', '1', '70170 redIssueReason'],
    ['data.originalInvoiceNo', '12345678', '70170 originalInvoiceNo'],
    ['data.discountType', '1', '70170 discountType'],
    ['data.buyerTelphone', '1', '70170 buyerTelphone'],
    ['isSplit', true, '70170 isSplit'],
    ['data.invoiceDetailsList', [], '70169 invoiceDetailsList'],
    ['data.invoiceDetailsList.0.goodsLineNo', 2, '70170 invoiceDetailsList[0].goodsLineNo'],
    ['data.invoiceDetailsList.0.goodsLineNo', 0, '70170 invoiceDetailsList[0].goodsLineNo'],
    ['data.invoiceDetailsList.0.originalInvoiceDetailNo', 1, '70170 invoiceDetailsList[0].originalInvoiceDetailNo'],
    ['data.invoiceDetailsList.0.goodsCode', '1010101029900000000', '70170 invoiceDetailsList[0].goodsCode'],
    ['data.invoiceDetailsList.0.goodsCode', '1010000000000000000', '70170 invoiceDetailsList[0].goodsCode'],
    ['data.invoiceDetailsList.0.goodsQuantity', '5', '70170 invoiceDetailsList[0].goodsTotalPrice'],
    ['data.invoiceDetailsList.0.goodsQuantity', '4.00000000000001', '70170 invoiceDetailsList[0].goodsQuantity'],
    ['data.invoiceDetailsList.0.goodsQuantity', '-4', '70170 invoiceDetailsList[0].goodsQuantity'],
    ['data.invoiceDetailsList.0.goodsPrice', '25.01', '70170 invoiceDetailsList[0].goodsTotalPrice'],
    ['data.invoiceDetailsList.0.goodsPrice', '12345.6789012345678', '70170 invoiceDetailsList[0].goodsPrice'],
    ['data.invoiceDetailsList.0.goodsTotalPrice', 101, '70170 invoiceDetailsList[0].goodsTotalPrice'],
    ['data.invoiceDetailsList.0.goodsTotalPrice', -100, '70170 invoiceDetailsList[0].goodsTotalPrice'],
    ['data.invoiceDetailsList.0.goodsTotalTax', 9.07, '70170 invoiceDetailsList[0].goodsTotalTax'],
    ['data.invoiceDetailsList.0.goodsTaxRate', 0.13, '70170 invoiceDetailsList[0].goodsTaxRate'],
    ['data.invoiceDetailsList.0.goodsTaxRate', 0.0901, '70170 invoiceDetailsList[0].goodsTaxRate'],
    ['data.invoiceDetailsList.0.goodsTaxRate', 0, '70170 invoiceDetailsList[0].freeTaxMark'],
    ['data.invoiceDetailsList.0.preferentialMarkFlag', '0', '70170 invoiceDetailsList[0].vatSpecialManagement'],
    ['data.invoiceDetailsList.1.preferentialMarkFlag', '1', '70169 invoiceDetailsList[1].vatSpecialManagement'],
    ['data.invoiceDetailsList.0.vatSpecialManagement', '免税', '70170 invoiceDetailsList[0].freeTaxMark'],
    ['data.invoiceDetailsList.0.vatSpecialManagement', '没有这种', '70170 invoiceDetailsList[0].vatSpecialManagement'],
    ['data.invoiceDetailsList.0.freeTaxMark', '3', '70170 invoiceDetailsList[0].freeTaxMark'],
    ['data.invoiceDetailsList.0.invoiceLineNature', '2', '70170 invoiceDetailsList[0].invoiceLineNature'],
    ['data.invoiceDetailsList.1.invoiceLineNature', '0', '70170 invoiceDetailsList[2].invoiceLineNature'],
    ['data.invoiceDetailsList.2.invoiceLineNature', '0', '70170 invoiceDetailsList[2].goodsTotalPrice'],
    ['data.invoiceDetailsList.2.goodsTaxRate', 0.13, '70170 invoiceDetailsList[2].goodsTaxRate'],
    ['data.invoiceDetailsList.2.goodsUnit', '袋', '70170 invoiceDetailsList[2].goodsUnit'],
    ['data.invoiceDetailsList.2.goodsName', '大麦', '70170 invoiceDetailsList[2].goodsName'],
  ])('with %s %j: %s', async (place, value, refusal) => {
    expect(await refusals(set(message, steps(place), value))).toContain(refusal)
    expect(counter.ledger.invoices()).toEqual([])
  })

  test('totals that are left out are added up; zero rates say which', async () => {
    const { invoiceTotalPrice: _, invoiceTotalTax: __, invoiceTotalPriceTax: ___, ...data } = at(message, ['data']) as Message
    const answer = await counter.ask(ISSUE, { ...message, data })
    expect(answer.response).toMatchObject({ success: [{ invoiceTotalPrice: 220, invoiceTotalTax: 19.8, invoiceTotalPriceTax: 239.8 }] })
  })
})

describe('a red form', () => {
  let form: Message
  beforeEach(async () => {
    form = redFormMessage(blueIn(await counter.ask(ISSUE, issueMessage())))
  })
  const PATHS = leaves(redFormMessage({ number: '', issuedAt: '' }))
  const refusals = (changed: Message): Promise<string[]> => counter.refusals(RED_ADD, changed)
  const MAY_LACK = 'deliverFlag redInvoiceIsPaper goodsSpecification goodsUnit'.split(' ')

  test('as it stands is taken', async () => {
    expect(await refusals(form)).toEqual([])
    expect(counter.ledger.forms()).toHaveLength(1)
  })

  test.each(PATHS)('without %j %j %j', async (...path) => {
    const missing = await refusals(replaced(form, path, undefined))
    if (MAY_LACK.includes(nameOf(path))) expect(missing).toEqual([])
    else if (nameOf(path) === 'buyerTaxNo') expect(missing).toEqual([])
    else expect(missing.join()).toContain(`70169 ${placeOf(path)}`)
  })

  test.each(PATHS)('with something else than its kind of value in %j %j %j', async (...path) => {
    for (const value of [true, {}, [], `1\u0000`, 1e300])
      expect((await refusals(replaced(form, path, value))).join()).toMatch(new RegExp(`(70170|101) .*${nameOf(path)}`))
    const longest = LONGEST[nameOf(path)]
    if (longest !== undefined) expect((await refusals(replaced(form, path, '1'.repeat(longest + 1)))).join()).toContain(placeOf(path))
    expect(counter.ledger.forms()).toEqual([])
  })

  test.each(PATHS.filter(path => [...NUMBERS, ...CHOICES].includes(nameOf(path))))('with no value of %j %j %j', async (...path) => {
    for (const value of ['x', '1e9', '+1']) expect((await refusals(replaced(form, path, value))).join()).toContain(`70170 ${placeOf(path)}`)
  })

  test.each<[string, unknown, string]>([
    ['taxNo', '91110000DEMO00009X', '101 taxNo'],
    ['sellerTaxNo', '91110000DEMO00009X', '101 taxNo'],
    ['entryIdentity', '02', '101 taxNo'],
    ['sellerTaxName', '别人', '70170 sellerTaxName'],
    ['buyerTaxName', '别人', '70170 buyerTaxName'],
    ['buyerTaxNo', '91110000DEMO00009X', '70170 buyerTaxNo'],
    ['originalInvoiceNo', '26110000000000000099', '70170 originalInvoiceNo'],
    ['originInvoiceDate', '2026-03-02 09:00:59', '70170 originalInvoiceNo'],
    ['originInvoiceTotalPrice', 220.01, '70170 originInvoiceTotalPrice'],
    ['originInvoiceTotalTax', 19.81, '70170 originInvoiceTotalTax'],
    ['originInvoiceType', '02', '70170 originInvoiceType'],
    ['originInvoiceIsPaper', 'Y', '70170 originInvoiceIsPaper'],
    ['invoiceSource', '1', '70170 invoiceSource'],
    ['autoIssueSwitch', 'N', '70170 autoIssueSwitch'],
    ['priceTaxMark', '1', '70170 priceTaxMark'],
    ['invoiceTotalPrice', -25.01, '70170 invoiceTotalPrice'],
    ['invoiceTotalTax', -2.26, '70170 invoiceTotalTax'],
    ['redInvoiceLabel', '01', '70170 redInvoiceLabel'],
    ['redInvoiceLabel', '03', '70170 redInvoiceLabel'],
    ['redInvoiceLabel', '04', '70170 redConfirmDetailReqEntityList[0].goodsQuantity'],
    ['redConfirmDetailReqEntityList', [], '70169 redConfirmDetailReqEntityList'],
    ['redConfirmDetailReqEntityList.0.originalInvoiceDetailNo', 3, '70170 redConfirmDetailReqEntityList[0].originalInvoiceDetailNo'],
    ['redConfirmDetailReqEntityList.0.goodsLineNo', 2, '70170 redConfirmDetailReqEntityList[0].goodsLineNo'],
    ['redConfirmDetailReqEntityList.0.goodsCode', '3070401000000000000', '70170 redConfirmDetailReqEntityList[0].goodsCode'],
    ['redConfirmDetailReqEntityList.0.goodsName', '小麦', '70170 redConfirmDetailReqEntityList[0].goodsName'],
    ['redConfirmDetailReqEntityList.0.goodsSimpleName', '粮食', '70170 redConfirmDetailReqEntityList[0].goodsSimpleName'],
    ['redConfirmDetailReqEntityList.0.projectName', '大麦', '70170 redConfirmDetailReqEntityList[0].projectName'],
    ['redConfirmDetailReqEntityList.0.goodsSpecification', '10kg', '70170 redConfirmDetailReqEntityList[0].goodsSpecification'],
    ['redConfirmDetailReqEntityList.0.goodsUnit', '箱', '70170 redConfirmDetailReqEntityList[0].goodsUnit'],
    ['redConfirmDetailReqEntityList.0.goodsPrice', '26', '70170 redConfirmDetailReqEntityList[0].goodsPrice'],
    ['redConfirmDetailReqEntityList.0.goodsQuantity', '-5', '70170 redConfirmDetailReqEntityList[0].goodsQuantity'],
    ['redConfirmDetailReqEntityList.0.goodsQuantity', '1', '70170 redConfirmDetailReqEntityList[0].goodsQuantity'],
    ['redConfirmDetailReqEntityList.0.goodsTotalPrice', -100.01, '70170 redConfirmDetailReqEntityList[0].goodsTotalPrice'],
    ['redConfirmDetailReqEntityList.0.goodsTotalPrice', 25, '70170 redConfirmDetailReqEntityList[0].goodsTotalPrice'],
    ['redConfirmDetailReqEntityList.0.goodsTaxRate', 0.13, '70170 redConfirmDetailReqEntityList[0].goodsTaxRate'],
    ['redConfirmDetailReqEntityList.0.goodsTotalTax', -2.32, '70170 redConfirmDetailReqEntityList[0].goodsTotalTax'],
    ['surprise', '1', '70170 surprise'],
  ])('with %s %j: %s', async (place, value, refusal) => {
    expect(await refusals(set(form, steps(place), value))).toContain(refusal)
    expect(counter.ledger.forms()).toEqual([])
  })

  test('of a blue with a form in progress, or with nothing left, is 70035', async () => {
    await counter.ask(RED_ADD, form)
    expect(await counter.ask(RED_ADD, { ...form, redConfirmSerialNo: 'R2' })).toMatchObject({
      errorResponse: { code: '70035', message: expect.stringContaining('存在进行中的红字确认单') },
    })
  })
})

describe('the other questions', () => {
  const NUMBER = '26110000000000000001'
  test.each<[string, Message]>([
    [QUERY, { taxNo: SELLER.taxNumber, orgCode: 'ORG1', data: { serialNo: 'S1', invoiceCode: '', invoiceNo: NUMBER } }],
    [FORMAT, { taxNo: SELLER.taxNumber, orgCode: 'ORG1', data: { invoiceCode: '', invoiceNo: NUMBER, returnType: '1' } }],
    [
      CANCEL,
      {
        taxNo: SELLER.taxNumber,
        invoiceTerminalCode: 'T1',
        data: { invoiceCode: '261100000000', invoiceNo: '00000001', invoiceInvalidOperator: '李四' },
      },
    ],
    [RED_LIST, { taxNo: SELLER.taxNumber, sellerTaxNo: SELLER.taxNumber, buySelSelector: '0', originalInvoiceNo: NUMBER, pageNo: 1, pageSize: 50 }],
    [RED_DETAIL, { taxNo: SELLER.taxNumber, sellerTaxNo: SELLER.taxNumber, redConfirmUuid: 'u1', redConfirmNo: '1' }],
    [RED_OPERATE, { taxNo: SELLER.taxNumber, sellerTaxNo: SELLER.taxNumber, redConfirmUuid: 'u1', redConfirmNo: '1', confirmType: '01' }],
  ])('%s refuses another kind of value, and a field it does not have, wherever it stands', async (method, message) => {
    await counter.ask(ISSUE, issueMessage())
    for (const path of leaves(message))
      for (const value of [true, {}, `1\u0000`])
        expect((await counter.refusals(method, replaced(message, path, value))).join()).toMatch(new RegExp(`(70170|101) .*${nameOf(path)}`))
    expect(await counter.refusals(method, { ...message, surprise: '1' })).toContain('70170 surprise')
    expect(await counter.refusals(method, { ...message, taxNo: undefined })).toContain('70169 taxNo')
    expect(await counter.refusals(method, { ...message, taxNo: '91110000DEMO00009X' })).toEqual(['101 taxNo'])
  })

  test.each<[string, Message, string]>([
    [QUERY, { taxNo: SELLER.taxNumber, data: {} }, '70169 serialNo'],
    [FORMAT, { taxNo: SELLER.taxNumber, data: { invoiceNo: NUMBER, returnType: '3' } }, '70170 returnType'],
    [FORMAT, { taxNo: SELLER.taxNumber, data: { invoiceNo: '26110000000000000099', returnType: '1' } }, '70170 invoiceNo'],
    [FORMAT, { taxNo: BUYER.taxNumber, data: { invoiceNo: NUMBER, returnType: '1' } }, '101 taxNo'],
    [CANCEL, { taxNo: SELLER.taxNumber, data: { invoiceNo: NUMBER, invoiceInvalidOperator: '李四' } }, '70170 invoiceNo'],
    [RED_LIST, { taxNo: SELLER.taxNumber, buySelSelector: '0', pageNo: 1, pageSize: 51 }, '70170 pageSize'],
    [RED_LIST, { taxNo: SELLER.taxNumber, buySelSelector: '2', pageNo: 1, pageSize: 50 }, '70170 buySelSelector'],
    [RED_LIST, { taxNo: SELLER.taxNumber, buySelSelector: '0', pageNo: 0, pageSize: 50 }, '70170 pageNo'],
    [RED_DETAIL, { taxNo: SELLER.taxNumber, redConfirmUuid: 'nobody' }, '70035 redConfirmUuid'],
    [
      RED_OPERATE,
      { taxNo: SELLER.taxNumber, sellerTaxNo: SELLER.taxNumber, redConfirmUuid: 'u1', redConfirmNo: '1', confirmType: '04' },
      '70170 confirmType',
    ],
    [
      RED_OPERATE,
      { taxNo: SELLER.taxNumber, sellerTaxNo: SELLER.taxNumber, redConfirmUuid: 'u1', redConfirmNo: '1', confirmType: '01' },
      '70035 redConfirmUuid',
    ],
  ])('%s with %o: %s', async (method, message, refusal) => {
    await counter.ask(ISSUE, issueMessage())
    expect(await counter.refusals(method, message)).toContain(refusal)
  })
})

const steps = (place: string): Path => place.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step))

/** Like `replaced`, for a field that may not be there yet. */
const set = (message: Message, path: Path, value: unknown): Message => replaced(message, path, value)
