import { beforeEach, describe, expect, test } from 'vitest'
import { SELLER } from '../../test/invoices.ts'
import { replaced } from '../../test/mutations.ts'
import { type NuonuoDesk, openNuonuo, orderMessage, queryMessage, redMessage } from '../../test/nuonuo.ts'

let desk: NuonuoDesk
beforeEach(() => {
  desk = openNuonuo()
})

/** Its token outlasts a clock that is put forward. */
const FOR_EVER = { type: 'merchant' as const, appKey: 'DemoKey1', appSecret: 'DemoSecret1', tokenSeconds: 0 }
const NUMBER = '26110000000000000001'
const code = async (method: string, message: unknown): Promise<string> => (await desk.ask(method, message)).code
const row = (orderNo = 'S1') => desk.row('queryInvoiceResult', queryMessage(orderNo))

async function blue(): Promise<void> {
  await desk.ask('requestBillingNew', orderMessage())
  desk.wait(5)
}

describe('queryInvoiceResult', () => {
  test('wants one of its keys, 50 at most, and finds nothing where there is nothing', async () => {
    expect(await code('queryInvoiceResult', {})).toBe('E9611')
    expect(await code('queryInvoiceResult', queryMessage(...Array.from({ length: 51 }, (_, i) => `S${i}`)))).toBe('E9601')
    expect(await code('queryInvoiceResult', queryMessage())).toBe('E9500')
  })

  test('leaves out what it does not find; details on request; by serial as by order', async () => {
    await blue()
    const { result } = await desk.ask('queryInvoiceResult', queryMessage('S1', 'S2'))
    expect(result).toMatchObject([{ orderNo: 'S1', status: '2' }])
    const detailed = await desk.row('queryInvoiceResult', { ...queryMessage(), isOfferInvoiceDetail: '1' })
    expect(detailed?.invoiceItems).toMatchObject([{ itemName: '*谷物*小麦' }, { invoiceLineProperty: '2' }, { invoiceLineProperty: '1' }])
    expect(await desk.row('queryInvoiceResult', { serialNos: [detailed?.serialNo] })).toMatchObject({ orderNo: 'S1' })
  })

  test('gives addresses of files that answer PDF and XML to nobody who guesses', async () => {
    await blue()
    const { pdfUrl, xmlUrl, ofdUrl } = (await row()) ?? {}
    expect(ofdUrl).toBe('')
    const get = async (url: unknown) => desk.send({ method: 'GET', path: new URL(String(url)).pathname })
    expect(await get(pdfUrl)).toMatchObject({ status: 200, body: expect.stringMatching(/^%PDF-/) })
    expect(await get(xmlUrl)).toMatchObject({ status: 200, body: expect.stringMatching(/^<\?xml/) })
    expect(await get(String(pdfUrl).replace(NUMBER, '26110000000000000002'))).toMatchObject({ status: 404 })
  })
})

describe('a login that is lost', () => {
  test('shows in the status, lets orders fail, and ends when somebody logs in; a retry then issues', async () => {
    desk.faults.add({ kind: 'sessionLost' })
    const status = async (queryType: string) => (await desk.ask('getCertificationStatus', { queryType })).result
    expect(await status('2')).toEqual({ certificationStatus: '0' })
    await blue()
    expect(await row()).toMatchObject({ status: '22', failCause: expect.stringContaining('未登录') })
    await desk.ask('saveInvoiceRedConfirm', redMessage(NUMBER))
    desk.faults.login()
    expect(await status('2')).toEqual({ certificationStatus: '1' })
    expect(await code('reInvoice', { orderno: 'S1' })).toBe('E0000')
    expect(await row()).toMatchObject({ status: '20' })
    desk.wait(5)
    expect(await row()).toMatchObject({ status: '2', invoiceNo: NUMBER })
    expect(await code('reInvoice', { orderno: 'S1' })).toBe('SANDBOX-STATE')
  })

  test('face check: identity 2, then 1', async () => {
    desk.faults.add({ kind: 'faceCheck' })
    expect((await desk.ask('getCertificationStatus', { queryType: '1' })).result).toEqual({ certificationStatus: '2' })
    await blue()
    expect(await row()).toMatchObject({ status: '22', failCause: expect.stringContaining('扫脸') })
    desk.faults.login()
    expect((await desk.ask('getCertificationStatus', { queryType: '1' })).result).toEqual({ certificationStatus: '1' })
  })

  test('QR codes end, a new one comes once a minute and 20 times a day', async () => {
    desk = openNuonuo({ apps: [{ ...FOR_EVER, taxNumbers: [SELLER.taxNumber] }] })
    const held = async () => (await desk.ask('getQrCode', { queryType: '3' })).result
    expect(await held()).toMatchObject({ qrCode: '' })
    expect(await code('getQrCode', { queryType: '2' })).toBe('E0000')
    expect(await held()).toMatchObject({ qrCode: expect.any(String), endTime: '2026-03-02 09:03:00', authId: expect.any(String) })
    expect(await code('getQrCode', { queryType: '2' })).toBe('SANDBOX-RATE')
    desk.wait(180)
    expect(await held()).toMatchObject({ qrCode: '' })
    for (let i = 1; i < 20; i++) {
      expect(await code('getQrCode', { queryType: '0' })).toBe('E0000')
      desk.wait(60)
    }
    expect(await code('getQrCode', { queryType: '2' })).toBe('SANDBOX-RATE')
    desk.wait(86_400)
    expect(await code('getQrCode', { queryType: '4' })).toBe('E0000')
  })

  test('verifyComplete runs until somebody has scanned', async () => {
    desk.faults.add({ kind: 'sessionLost' })
    expect(await code('verifyComplete', { queryType: '0' })).toBe('E0000')
    expect((await desk.ask('verifyComplete', { queryType: '1' })).result).toEqual({ status: '0' })
    expect(await code('verifyComplete', { queryType: '2' })).toBe('E4000')
    desk.faults.login()
    expect((await desk.ask('verifyComplete', { queryType: '1' })).result).toEqual({ status: '1' })
  })
})

test.each([
  ['getCertificationStatus', 30],
  ['getCreditLine', 30],
])('%s asks the bureau once in %i seconds, 20 times a day', async (method, seconds) => {
  for (let i = 0; i < 20; i++) {
    expect(await code(method, { queryType: '0' })).toBe('E0000')
    expect(await code(method, { queryType: '0' })).toBe('SANDBOX-RATE')
    desk.wait(seconds)
  }
  expect(await code(method, { queryType: '0' })).toBe('SANDBOX-RATE')
})

test('the credit line counts what was issued; what does not fit fails with the cause', async () => {
  desk.ledger.changeSeller(SELLER.taxNumber, { monthlyQuotaFen: 30_000 })
  await blue()
  expect((await desk.ask('getCreditLine', { queryType: '1' })).result).toMatchObject({
    availableCreditLine: '60.20',
    usedCreditLine: '239.80',
    totalCreditLine: '300.00',
  })
  await desk.ask('requestBillingNew', orderMessage('S2'))
  desk.wait(5)
  expect(await row('S2')).toMatchObject({ status: '22', failCause: expect.stringContaining('授信额度') })
  desk.faults.add({ kind: 'quotaExhausted' })
  expect((await desk.ask('getCreditLine', { queryType: '1' })).result).toMatchObject({ availableCreditLine: '0.00' })
})

test('orders, forms and the budget of tokens outlive the process', async () => {
  desk = openNuonuo({ apps: [{ ...FOR_EVER, taxNumbers: [SELLER.taxNumber], tokenCalls: 2 }] })
  await blue()
  await desk.ask('saveInvoiceRedConfirm', redMessage(NUMBER))
  const { serialNo } = (await row()) ?? {}
  desk = openNuonuo({ apps: [{ ...FOR_EVER, taxNumbers: [SELLER.taxNumber], tokenCalls: 2 }] }, desk.events)
  desk.wait(30)
  expect(await desk.row('queryInvoiceResult', { serialNos: [serialNo] })).toMatchObject({ orderNo: 'S1', status: '2' })
  expect(await code('requestBillingNew', orderMessage())).toBe('E9106')
  expect(await code('saveInvoiceRedConfirm', redMessage(NUMBER))).toBe('E9106')
  expect(await row('R1')).toMatchObject({ orderAmount: '-27.25' })
  expect(await desk.token()).toMatchObject({ error: '070306' })
})

test('an order is retried 20 times a day', async () => {
  await desk.ask('requestBillingNew', replaced(orderMessage(), ['order', 'invoiceDetail', 0, 'num'], '5'))
  for (let i = 0; i < 20; i++) {
    desk.wait(5)
    expect(await row()).toMatchObject({ status: '22' })
    expect(await code('reInvoice', { orderno: 'S1' })).toBe('E0000')
  }
  desk.wait(5)
  expect(await code('reInvoice', { orderno: 'S1' })).toBe('E9613')
  expect(await code('reInvoice', {})).toBe('E9611')
  expect(await code('reInvoice', { orderno: 'S9' })).toBe('E9500')
})

test('sealFailed: issued, status 24 and no files until it is retried', async () => {
  desk.faults.add({ kind: 'sealFailed' })
  await blue()
  expect(await row()).toMatchObject({ status: '24', invoiceNo: NUMBER, pdfUrl: '' })
  expect(await code('reInvoice', { orderno: 'S1' })).toBe('E0000')
  expect(await row()).toMatchObject({ status: '2', pdfUrl: expect.stringContaining(NUMBER) })
  expect(desk.ledger.invoices()).toHaveLength(1)
})

test('an invoice is delivered once more to a phone or a mail of the enterprise that issued it', async () => {
  await blue()
  const given = { taxnum: SELLER.taxNumber, invoiceNum: NUMBER }
  expect(await code('deliveryInvoice', given)).toBe('E4000')
  expect(await code('deliveryInvoice', { ...given, phone: '13800138000' })).toBe('E0000')
  expect(await code('deliveryInvoice', { ...given, invoiceNum: '26110000000000000099', mail: 'a@example.com' })).toBe('E9999')
  expect(await code('deliveryInvoice', { ...given, taxnum: '91110000DEMO00009X', mail: 'a@example.com' })).toBe('E9302')
})

describe('paper and 税控', () => {
  const paper = (orderNo = 'S1', invoiceLine = 'c') => replaced(orderMessage(orderNo), ['order', 'invoiceLine'], invoiceLine)
  const coded = { invoiceCode: NUMBER.slice(0, 12), invoiceNo: NUMBER.slice(12) }

  test('paper is voided in its month, nothing else is', async () => {
    await desk.ask('requestBillingNew', paper())
    await desk.ask('requestBillingNew', paper('S2', 'p'))
    desk.wait(5)
    expect(await row()).toMatchObject({ status: '2', ...coded, allElectronicInvoiceNumber: '' })
    expect(await code('invoiceCancellation', { ...coded, invoiceNo: '99999999' })).toBe('E9500')
    expect(await code('invoiceCancellation', { ...coded, invoiceNo: '00000002' })).toBe('SANDBOX-STATE')
    expect(await code('invoiceCancellation', coded)).toBe('E0000')
    expect(await row()).toMatchObject({ status: '3' })
  })

  const red = (change: object = {}) => {
    const line = { goodsName: '小麦', goodsCode: '1010101020000000000', withTaxFlag: '0', taxRate: '0.09', invoiceLineProperty: '0', unit: '袋' }
    const { invoiceDetail: _, ...head } = paper('R1').order as Record<string, unknown>
    const invoiceDetail = [
      { ...line, specType: '5kg', price: '25', num: '-4', tax: '-9.00', taxExcludedAmount: '-100.00', taxIncludedAmount: '-109.00' },
      { ...line, price: '40', num: '-3', tax: '-10.80', taxExcludedAmount: '-120.00', taxIncludedAmount: '-130.80' },
    ]
    return {
      order: { ...head, invoiceType: '2', invoiceCode: coded.invoiceCode, invoiceNum: coded.invoiceNo, redReason: '1', ...change, invoiceDetail },
    }
  }

  test('a red names its blue by code and number, once', async () => {
    await desk.ask('requestBillingNew', paper())
    desk.wait(5)
    expect(await code('requestBillingNew', red({ invoiceNum: '99999999' }))).toBe('E9102')
    expect(await code('requestBillingNew', red({ buyerName: '别人' }))).toBe('E9113')
    expect(await code('requestBillingNew', red({ redReason: undefined }))).toBe('E4000')
    expect(await code('requestBillingNew', red())).toBe('E0000')
    desk.wait(5)
    expect(await row('R1')).toMatchObject({ orderAmount: '-239.80' })
    expect(await code('requestBillingNew', red({ orderNo: 'R2' }))).toBe('E9103')
  })
})

describe('red forms of both sides', () => {
  const BUYER = '91110000DEMO00002X'
  beforeEach(async () => {
    desk = openNuonuo({ apps: [{ ...FOR_EVER, taxNumbers: [SELLER.taxNumber, BUYER] }] })
    await blue()
    desk.ledger.mark(NUMBER, 'booked', true)
  })
  const form = (change: object = {}) => desk.row('queryInvoiceRedConfirm', { identity: '0', billId: 'R1', ...change })

  test('a waiting form shows as it was until it is pulled; 72 hours end it', async () => {
    await desk.ask('saveInvoiceRedConfirm', redMessage(NUMBER))
    expect(await form()).toMatchObject({ billStatus: '02' })
    const { billUuid } = (await form()) ?? {}
    const pull = () => desk.ask('refreshInvoiceRedConfirm', { identity: '0', billUuid })
    desk.ledger.advance(72 * 3600 - 60)
    await pull()
    expect(await form()).toMatchObject({ billStatus: '02' })
    desk.ledger.advance(120)
    expect(await form()).toMatchObject({ billStatus: '02' })
    await pull()
    expect(await form()).toMatchObject({ billStatus: '07' })
  })

  test('the buyer agrees or refuses as the buyer, the seller takes back, and nobody acts for the other', async () => {
    await desk.ask('saveInvoiceRedConfirm', redMessage(NUMBER))
    const { billUuid } = (await form()) ?? {}
    expect(await code('confirm', { billUuid, identity: '0', confirmAgreement: '1' })).toBe('SANDBOX-STATE')
    expect(await code('confirm', { billUuid, identity: '1', confirmAgreement: '1' })).toBe('E9500')
    expect(await code('confirm', { identity: '0', confirmAgreement: '1' })).toBe('E4000')
    expect(await code('confirmInfoCancel', { billUuid, identity: '0' })).toBe('E0000')
    expect(await form()).toMatchObject({ billStatus: '08' })
  })

  test('a form entered by the buyer elsewhere is known once it is pulled', async () => {
    expect(await code('queryInvoiceRedConfirm', { identity: '0' })).toBe('E4000')
    expect(await code('queryInvoiceRedConfirm', { identity: '0', billTimeStart: '2025-11-01', billTimeEnd: '2026-03-02' })).toBe('E4000')
    desk.ledger.applyRed({ ...redOfBuyer(), enteredBy: 'buyer' })
    const span = { billTimeStart: '2026-03-01', billTimeEnd: '2026-03-02' }
    const listed = () => desk.row('queryInvoiceRedConfirm', { identity: '0', ...span })
    expect(await listed()).toBeUndefined()
    expect(await code('refreshInvoiceRedConfirm', { identity: '0', startTime: '2026-03-01', endTime: '2026-03-02' })).toBe('E0000')
    expect(await listed()).toMatchObject({ billStatus: '03', applySource: '1', blueElecInvoiceNumber: NUMBER })
    const { billUuid } = (await listed()) ?? {}
    expect(await code('confirm', { billUuid, identity: '0', confirmAgreement: '1' })).toBe('E0000')
    expect(await listed()).toMatchObject({ billStatus: '04' })
    expect(await code('fastInvoiceRed', { orderNo: 'X1', taxNum: SELLER.taxNumber, billUuid })).toBe('SANDBOX-STATE')
    desk.wait(5)
    const fetched = await desk.ask('fastInvoiceRed', { orderNo: 'X1', taxNum: SELLER.taxNumber, billUuid })
    const { invoiceSerialNum } = fetched.result as { invoiceSerialNum: string }
    expect(await desk.row('queryInvoiceResult', { serialNos: [invoiceSerialNum] })).toMatchObject({ orderAmount: '-27.25' })
    expect(await desk.ask('fastInvoiceRed', { orderNo: 'X2', taxNum: SELLER.taxNumber, billUuid })).toMatchObject({ result: { invoiceSerialNum } })
  })

  function redOfBuyer() {
    const goods = {
      name: '小麦',
      printedName: '*谷物*小麦',
      shortName: '谷物',
      taxCode: '1010101020000000000',
      rate: '0.09',
      unit: '袋',
      spec: '5kg',
    }
    return {
      serial: 'B1',
      seller: SELLER,
      buyer: { name: '演示购方有限公司', taxNumber: BUYER },
      blueNumber: NUMBER,
      blueIssuedAt: '2026-03-02 09:00:02',
      blueAmount: '220.00',
      blueTax: '19.80',
      blueSpecial: true,
      amount: '-25.00',
      tax: '-2.25',
      reason: '02',
      lines: [{ ...goods, blueNo: '1', no: '1', quantity: '-1', unitPrice: '25', amount: '-25.00', tax: '-2.25', policyMark: '05' }],
    } as const
  }
})
