import type { Sealed } from '@openfapiao/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BaiwangDesk, BLUE_NUMBER, form, issued, no, ok, openBaiwangDesk, RED_NUMBER, row } from '../../test/baiwang.ts'
import { SELLER } from '../../test/documents.ts'
import { scriptedFetch, testIo } from '../../test/io.ts'
import { baiwang } from './index.ts'

let desk: BaiwangDesk
beforeEach(async () => {
  desk = await openBaiwangDesk()
})
afterEach(() => desk.close())

const methods = (): string[] => desk.sent().map(({ method }) => method.replace('baiwang.output.', ''))

const ISSUED = {
  is: 'issued',
  number: BLUE_NUMBER,
  issuedAt: '2026-03-02T09:00:00+08:00',
  amountFen: 22000,
  taxFen: 1980,
  totalFen: 23980,
}

describe('a blue', () => {
  test('is answered with its number, and goes alone', async () => {
    desk.say(issued('B1'), issued('B2', { invoiceNo: RED_NUMBER }))
    const outcomes = await desk.session.submit([desk.blue('B1'), desk.blue('B2')])
    expect(outcomes).toMatchObject([ISSUED, { is: 'issued', number: RED_NUMBER }])
    expect(desk.io.seen.operations).toEqual([
      { operation: 'issue', subjects: ['B1'] },
      { operation: 'issue', subjects: ['B2'] },
    ])
  })

  test.each([
    ['sums as texts', issued('B1', { invoiceTotalPrice: '220.00', invoiceTotalTax: '19.80', invoiceTotalPriceTax: '239.80' })],
    ['a number under its other name', issued('B1', { invoiceNo: '', einvoiceNo: BLUE_NUMBER })],
    ['a row without serial, since there is only one', ok({ success: [row('', { serialNo: undefined })] })],
    ['a date with dashes', issued('B1', { invoiceDate: '2026-03-02 09:00:00' })],
  ])('is read with %s', async (_, answer) => {
    desk.say(answer)
    expect(await desk.submit(desk.blue('B1'))).toMatchObject(ISSUED)
  })

  test('whose sums the answer does not tell is asked for at once', async () => {
    desk.say(issued('B1', { invoiceTotalTax: undefined }), ok([row('B1', { buyerName: '演示购方有限公司' })]))
    expect(await desk.submit(desk.blue('B1'))).toMatchObject({ ...ISSUED, buyerName: '演示购方有限公司' })
    expect(methods()).toEqual(['invoice.issue', 'invoice.query'])
  })

  test.each([
    ['a connection that breaks', 'hangUp' as const],
    ['an HTTP error', 502],
    ['a page of a proxy', '<html>gateway time-out</html>'],
    ['another message', '{"ok":true}'],
    ['success as a text', '{"success":"true","response":{}}'],
    ['neither success nor failure', ok({ success: [], fail: [] })],
    ['no response', ok(undefined)],
    ['the number of another kind', issued('B1', { invoiceNo: '12345678' })],
    ['the serial of another invoice', issued('B2')],
    ['two invoices', ok({ success: [row('B1'), row('B1')], fail: [] })],
    ['busy', no('416', '系统繁忙')],
    ['a code that no list knows', no('70999')],
    ['a serial that was used before', no('70170', 'serialNo：开票流水号重复')],
    ['a failure with a message alone', ok({ success: [], fail: [{ serialNo: 'B1', message: '商品简称不合法' }] })],
    ['a failure with an unknown code', ok({ success: [], fail: [{ serialNo: 'B1', code: 'E1', message: 'text' }] })],
  ])('that meets %s is unknown, and is not sent again', async (_, answer) => {
    desk.say(answer)
    expect(await desk.submit(desk.blue('B1'))).toMatchObject({ is: 'unknown' })
    expect(methods().filter(method => method === 'invoice.issue')).toHaveLength(1)
  })

  test('keeps the message of a failure for the person who looks', async () => {
    desk.say(ok({ success: [], fail: [{ serialNo: 'B1', message: '商品简称不合法' }] }))
    expect(await desk.submit(desk.blue('B1'))).toEqual({ is: 'unknown', why: 'failed: no code 商品简称不合法' })
  })

  test('that meets a time-out is unknown', async () => {
    const { fetch } = scriptedFetch([{ is: 'lost', why: 'time-out' }])
    const lost = baiwang.open(desk.config, SELLER, testIo({ fetch }), desk.vault)
    expect(await lost.submit([desk.blue('B1')])).toEqual([{ is: 'unknown', why: 'time-out' }])
  })
})

describe('a refusal is believed only after asking', () => {
  const REFUSED = no('70170', 'invoiceDetailsList[0].goodsTotalTax：税额不合法')

  test('nothing is known of the serial: rejected, with code, text and field', async () => {
    desk.say(REFUSED, ok([]))
    const outcome = await desk.submit(desk.blue('B1'))
    expect(outcome).toMatchObject({ is: 'rejected', faults: [{ code: 'REJECTED', path: 'lines.0.taxFen', zh: expect.stringContaining('70170') }] })
    expect(desk.sent()[1]?.body).toEqual({ taxNo: SELLER.taxNumber, data: { serialNo: 'B1' } })
  })

  test('an earlier call had worked: issued', async () => {
    desk.say(REFUSED, ok([row('B1')]))
    expect(await desk.submit(desk.blue('B1'))).toMatchObject(ISSUED)
  })

  test('the query says nothing: unknown', async () => {
    desk.say(REFUSED, 500)
    expect(await desk.submit(desk.blue('B1'))).toMatchObject({ is: 'unknown' })
  })

  test('a failed row with a listed code is such a refusal too', async () => {
    desk.say(ok({ success: [], fail: [{ serialNo: 'B1', code: 70169, message: 'buyerName 必填' }] }), ok([]))
    expect(await desk.submit(desk.blue('B1'))).toMatchObject({ is: 'rejected', faults: [{ path: 'buyer.name' }] })
  })
})

test.each([
  ['100007', 'credential'],
  ['20020', 'login'],
  ['402', 'quota'],
  ['907', 'entitlement'],
])('%s blocks, and the rest is not sent', async (code, need) => {
  desk.say(no(code))
  expect(await desk.session.submit([desk.blue('B1'), desk.red('R1')])).toMatchObject([
    { is: 'blocked', need },
    { is: 'blocked', need },
  ])
  expect(methods()).toEqual(['invoice.issue'])
})

test('a refused connection is unsent; the rest is not tried', async () => {
  await desk.front.close()
  expect((await desk.session.submit([desk.blue('B1'), desk.blue('B2')])).map(o => o.is)).toEqual(['unsent', 'unsent'])
  expect(desk.io.seen.operations).toHaveLength(1)
})

describe('a red form', () => {
  const taken = (confirmState: string): string => ok([{ redConfirmUuid: 'u1', redConfirmNo: '2'.repeat(20), confirmState }])

  test.each([
    ['01', { is: 'pending' }],
    ['04', { is: 'pending' }],
    ['02', { is: 'pending', askAfterSeconds: 5 }],
    ['05', { is: 'rejected', faults: [{ path: 'red' }] }],
    ['11', { is: 'unknown' }],
  ])('taken in state %s is %o', async (state, expected) => {
    desk.say(taken(state))
    expect(await desk.submit(desk.red('R1'))).toMatchObject(expected)
  })

  test.each([
    ['nothing', ok([])],
    [
      'two forms',
      ok([
        { redConfirmUuid: 'u1', confirmState: '01' },
        { redConfirmUuid: 'u2', confirmState: '01' },
      ]),
    ],
    ['a form without its uuid', ok([{ redConfirmNo: '2', confirmState: '01' }])],
  ])('answered with %s is unknown', async (_, answer) => {
    desk.say(answer)
    expect(await desk.submit(desk.red('R1'))).toMatchObject({ is: 'unknown' })
  })

  test('refused because nothing is left is dead only when no form of the blue is ours', async () => {
    const spent = no('70035', '没有可红冲的金额')
    desk.say(spent, ok([form({ redConfirmSerialNo: 'R0', alreadyRedInvoiceFlag: 'Y' })]))
    expect(await desk.submit(desk.red('R1'))).toMatchObject({ is: 'rejected' })
    desk.say(spent, ok([form()]), ok([form({ redInvoiceNo: RED_NUMBER, redInvoiceDate: '2026-03-03 10:00:00' })]))
    expect(await desk.submit(desk.red('R1'))).toMatchObject({ is: 'issued', number: RED_NUMBER, totalFen: -23980, formNumber: '2'.repeat(20) })
  })

  test('refused because a form is in progress waits while there is one, and is unknown when there is none', async () => {
    const open = no('70035', '存在进行中的红字确认单')
    const theirs = form({ redConfirmUuid: 'u9', redConfirmSerialNo: '', entryIdentity: '02', confirmState: '03' })
    desk.say(open, ok([theirs]), ok([theirs]))
    expect(await desk.submit(desk.red('R1'))).toMatchObject({ is: 'pending', askAfterSeconds: 5 })
    desk.say(open, ok([]))
    expect(await desk.submit(desk.red('R1'))).toMatchObject({ is: 'unknown' })
  })

  test('refused by validation is rejected, its blue named', async () => {
    desk.say(no('70170', 'originalInvoiceNo：未找到蓝字发票'), ok([]))
    expect(await desk.submit(desk.red('R1'))).toMatchObject({ is: 'rejected', faults: [{ path: 'red.blueNumber' }] })
    expect(methods()).toEqual(['redinvoice.add', 'redinvoice.formlist'])
  })
})

describe('税控 kinds', () => {
  const NUMBER = { invoiceCode: '033001900104', invoiceNo: '12345678' }
  const JOINED = '03300190010412345678'
  const cancel = (): Sealed => ({
    serial: 'V1',
    colour: 'void',
    body: baiwang.encode(
      { colour: 'void', serial: 'V1', sellerTaxNumber: SELLER.taxNumber, number: JOINED, issuedAt: '2026-03-02T09:00:00+08:00' },
      desk.config,
    ),
  })
  beforeEach(async () => {
    await desk.close()
    desk = await openBaiwangDesk({ carrier: 'taxControlElectronic' })
  })

  test('have code and number in one, and a red that is an invoice of its own', async () => {
    desk.say(issued('B1', NUMBER), issued('R1', { ...NUMBER, invoiceNo: '12345679', invoiceTotalPriceTax: -239.8 }))
    expect(await desk.submit(desk.blue('B1'))).toMatchObject({ is: 'issued', number: JOINED })
    expect(await desk.submit(desk.red('R1'))).toMatchObject({ is: 'issued', number: '03300190010412345679', totalFen: -23980 })
    expect(methods()).toEqual(['invoice.issue', 'invoice.issue'])
  })

  test('are voided; the answer tells when, the query what', async () => {
    desk.say(ok({ invalidDate: '20260302100000' }), ok([row('B1', { ...NUMBER, invoiceStatus: '03' })]))
    expect(await desk.submit(cancel())).toMatchObject({ is: 'issued', number: JOINED, issuedAt: '2026-03-02T10:00:00+08:00', totalFen: 23980 })
    expect(desk.sent()[1]?.body).toEqual({ taxNo: SELLER.taxNumber, data: NUMBER })
  })

  test('whose voiding got lost are found by the number that was kept, or not at all', async () => {
    desk.say(502, ok([row('B1', { ...NUMBER, invoiceStatus: '00' })]), ok([row('B1', { ...NUMBER, invoiceStatus: '03' })]), ok([]))
    const sought = { serial: 'V1', colour: 'void' } as const
    expect(await desk.submit(cancel())).toMatchObject({ is: 'unknown' })
    expect(await desk.find(sought)).toEqual({ is: 'absent' })
    expect(await desk.find(sought)).toMatchObject({ is: 'issued', number: JOINED })
    expect(await desk.find(sought)).toMatchObject({ is: 'unknown' })
    expect(await desk.find({ serial: 'V2', colour: 'void' })).toMatchObject({ is: 'unknown' })
  })

  test('that cannot be voided are refused', async () => {
    desk.say(no('70170', 'invoiceNo：只能在开票当月作废'))
    expect(await desk.submit(cancel())).toMatchObject({ is: 'rejected' })
  })
})
