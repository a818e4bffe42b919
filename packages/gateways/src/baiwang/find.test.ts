import type { Sought } from '@openfapiao/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BaiwangDesk, BLUE_NUMBER, form, no, ok, openBaiwangDesk, RED_NUMBER, row, soughtRed } from '../../test/baiwang.ts'
import { SELLER } from '../../test/documents.ts'

let desk: BaiwangDesk
beforeEach(async () => {
  desk = await openBaiwangDesk()
})
afterEach(() => desk.close())

const blue = (serial: string): Sought => ({ serial, colour: 'blue' })
const methods = (): string[] => desk.sent().map(({ method }) => method.replace('baiwang.output.', ''))

describe('a blue', () => {
  test.each([
    ['its row', ok([row('B1')]), 'issued'],
    ['no row', ok([]), 'absent'],
    ['nothing', ok(null), 'absent'],
    ['rows about others', ok([row('B2')]), 'unknown'],
    ['its row twice', ok([row('B1'), row('B1')]), 'unknown'],
    ['a row without date', ok([row('B1', { invoiceDate: null })]), 'unknown'],
    ['a row whose sums are no money', ok([row('B1', { invoiceTotalTax: 'a lot' })]), 'unknown'],
    ['something that is no list', ok({ list: [] }), 'unknown'],
    ['an unreadable answer', 'no json', 'unknown'],
    ['a broken connection', 'hangUp' as const, 'unknown'],
    ['a refusal of the question', no('70170'), 'unknown'],
    ['busy', no('99'), 'unknown'],
    ['a lost login', no('20020'), 'blocked'],
  ])('with %s', async (_, answer, is) => {
    desk.say(answer)
    expect((await desk.find(blue('B1')))?.is).toBe(is)
  })

  test('questions keep their order, and asking where nobody listens is unknown', async () => {
    desk.say(ok([]), ok([]))
    expect((await desk.session.find([blue('B1'), blue('B2')])).map(o => o.is)).toEqual(['absent', 'absent'])
    await desk.front.close()
    expect((await desk.session.find([blue('B1')])).map(o => o.is)).toEqual(['unknown'])
  })

  test('a provider that is down is not asked for every row', async () => {
    desk.say(...Array.from({ length: 8 }, () => 503))
    const outcomes = await desk.session.find(Array.from({ length: 30 }, (_, i) => blue(`B${i}`)))
    expect(outcomes.map(o => o.is)).toEqual(Array.from({ length: 30 }, () => 'unknown'))
    expect(desk.front.received).toHaveLength(8)
  })
})

describe('a red', () => {
  const RED_ISSUED = form({ redInvoiceNo: RED_NUMBER, redInvoiceDate: '2026-03-03 10:00:00', alreadyRedInvoiceFlag: 'Y' })
  const TAKEN = ok([{ redConfirmUuid: 'u1', redConfirmNo: '2'.repeat(20), confirmState: '01' }])
  const ISSUED = { is: 'issued', number: RED_NUMBER, issuedAt: '2026-03-03T10:00:00+08:00', amountFen: -22000, taxFen: -1980, totalFen: -23980 }

  test('is asked for by the uuid of its form, which is forgotten once it is issued', async () => {
    desk.say(TAKEN, ok([form()]), ok([RED_ISSUED]), ok([form()]), ok([RED_ISSUED]))
    await desk.submit(desk.red('R1'))
    expect(await desk.find(soughtRed('R1'))).toMatchObject({ is: 'pending' })
    expect(await desk.find(soughtRed('R1'))).toMatchObject(ISSUED)
    expect(await desk.vault.keys('baiwang/form/')).toEqual([])
    expect(await desk.find(soughtRed('R1'))).toMatchObject(ISSUED)
    expect(methods()).toEqual(['redinvoice.add', 'redinvoice.redforminfo', 'redinvoice.redforminfo', 'redinvoice.formlist', 'redinvoice.redforminfo'])
    expect(desk.sent()[1]?.body).toEqual({ taxNo: SELLER.taxNumber, sellerTaxNo: SELLER.taxNumber, redConfirmUuid: 'u1' })
  })

  test('whose answer was lost is found among the forms of its blue', async () => {
    desk.say(ok([form({ redConfirmUuid: 'u0', redConfirmSerialNo: 'R0' }), form()]), ok(RED_ISSUED))
    expect(await desk.find(soughtRed('R1'))).toMatchObject(ISSUED)
    expect(desk.sent()[0]?.body).toEqual({
      taxNo: SELLER.taxNumber,
      sellerTaxNo: SELLER.taxNumber,
      buySelSelector: '0',
      originalInvoiceNo: BLUE_NUMBER,
      pageNo: 1,
      pageSize: 50,
    })
  })

  test('whose time the form does not tell is asked for by its number', async () => {
    const undated = form({ redInvoiceNo: RED_NUMBER })
    const red = row('', { serialNo: undefined, invoiceNo: RED_NUMBER, invoiceTotalPrice: -220, invoiceTotalTax: -19.8, invoiceTotalPriceTax: -239.8 })
    desk.say(ok([form()]), ok([undated]), ok([red]), ok([form()]), ok([undated]), ok([]))
    expect(await desk.find(soughtRed('R1'))).toMatchObject({ ...ISSUED, issuedAt: '2026-03-02T09:00:00+08:00', formNumber: '2'.repeat(20) })
    expect(await desk.find(soughtRed('R1'))).toMatchObject({ is: 'unknown', why: expect.stringContaining(RED_NUMBER) })
  })

  test.each([
    ['02', { is: 'pending', askAfterSeconds: 5 }],
    ['07', { is: 'rejected', faults: [{ zh: expect.stringContaining('超72小时') }] }],
    ['12', { is: 'unknown' }],
  ])('whose form is in state %s is %o', async (confirmState, expected) => {
    desk.say(ok([form()]), ok([form({ confirmState })]))
    expect(await desk.find(soughtRed('R1'))).toMatchObject(expected)
  })

  test('is absent when its blue has no form that is ours or open', async () => {
    const ended = form({ redConfirmUuid: 'u0', redConfirmSerialNo: 'R0', confirmState: '07' })
    const done = form({ redConfirmUuid: 'u2', redConfirmSerialNo: 'R2', confirmState: '01' })
    desk.say(ok([ended, done]), ok([{ ...done, alreadyRedInvoiceFlag: 'Y' }]))
    expect(await desk.find(soughtRed('R1'))).toEqual({ is: 'absent' })
  })

  test('waits while somebody else’s form is open', async () => {
    const theirs = form({ redConfirmUuid: 'u0', redConfirmSerialNo: null, entryIdentity: '02', confirmState: '03' })
    desk.say(ok([theirs]), ok([theirs]))
    expect(await desk.find(soughtRed('R1'))).toMatchObject({ is: 'pending', askAfterSeconds: 5 })
  })

  test('is looked for on every page, since the filter may not be understood', async () => {
    const others = Array.from({ length: 50 }, (_, i) => form({ redConfirmUuid: `x${i}`, redConfirmSerialNo: 'R1', originalInvoiceNo: RED_NUMBER }))
    desk.say(ok(others), ok([form()]), ok([RED_ISSUED]))
    expect(await desk.find(soughtRed('R1'))).toMatchObject(ISSUED)
    expect(
      desk
        .sent()
        .slice(0, 2)
        .map(({ body }) => body.pageNo),
    ).toEqual([1, 2])
  })

  test('is unknown when there are too many pages, or one is unreadable or refused', async () => {
    const others = ok(Array.from({ length: 50 }, (_, i) => form({ redConfirmUuid: `x${i}`, originalInvoiceNo: RED_NUMBER })))
    desk.say(...Array.from({ length: 20 }, () => others))
    expect(await desk.find(soughtRed('R1'))).toMatchObject({ is: 'unknown' })
    for (const answer of [ok([{ redConfirmUuid: 'u1' }]), ok({}), no('70035'), 502]) {
      desk.say(answer)
      expect(await desk.find(soughtRed('R1'))).toMatchObject({ is: 'unknown' })
    }
    desk.say(no('103'))
    expect(await desk.find(soughtRed('R1'))).toMatchObject({ is: 'blocked', need: 'entitlement' })
    expect(await desk.find({ serial: 'R1', colour: 'red' })).toMatchObject({ is: 'unknown' })
  })
})
