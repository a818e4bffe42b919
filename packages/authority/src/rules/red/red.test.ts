import { describe, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { type Change, EDITION, MEAL, ONE_UNIT, type RedChange, type RedDraft, redOf, WHEAT, WHOLE } from '../../../test/invoices.ts'
import type { ProblemName } from '../../ledger/problem.ts'
import type { PartialRed } from './rule.ts'

/** What the ledger says about a red of a blue; a form, or the problems with their places. */
function said(red: RedChange, { blue, before = [], partialRed, prepare }: Setting = {}): string[] {
  const desk = openDesk({ partialRed })
  const issued = desk.issued(blue)
  for (const [i, change] of before.entries()) {
    const answer = desk.ledger.applyRed(redOf(issued, { serial: `before ${i}`, reason: '04', ...change }))
    expect(answer.is).toBe('form')
    desk.wait(3)
  }
  prepare?.(desk, issued.number)
  const answer = desk.ledger.applyRed(redOf(issued, red))
  return answer.is === 'form' ? [] : answer.problems.map(p => `${p.is} ${p.path.join('.')}`)
}

interface Setting {
  readonly blue?: Change
  /** Reds that were issued before. */
  readonly before?: readonly RedChange[]
  readonly partialRed?: PartialRed
  readonly prepare?: (desk: Desk, number: string) => void
}

const lines = (index: number, change: Partial<RedDraft>, drafts = WHOLE): RedChange => ({
  lines: drafts.map((line, i) => (i === index ? { ...line, ...change } : line)),
})
const part = (change: Partial<RedDraft> = {}): RedChange => ({ reason: '02', ...lines(0, change, ONE_UNIT) })
const allowance = (amount: string, tax: string, blueNo = '1'): RedChange => ({ reason: '04', lines: [{ blueNo, amount, tax }] })

const MEALS: Change = { lines: [{ ...MEAL, amount: '100.00', tax: '6.00', quantity: '2', unitPrice: '50' }] }
const mealsBack = (reason: '02' | '03'): RedChange => ({
  reason,
  lines: [{ ...MEAL, blueNo: '1', amount: '-50.00', tax: '-3.00', quantity: '-1', unitPrice: '50' }],
})
const unmeasured: Change = { lines: [{ amount: '100.00', tax: '9.00' }] }

interface Case {
  readonly what: string
  readonly is: ProblemName
  readonly at: string
  readonly good: [RedChange, Setting?][]
  readonly bad: [RedChange, Setting?][]
}

const CASES: readonly Case[] = [
  {
    what: 'the blue is there, of this seller, issued at that second',
    is: 'blueNotFound',
    at: 'blueNumber',
    good: [[{}]],
    bad: [[{ blueNumber: '26110000000000000099' }], [{ blueIssuedAt: '2026-03-02 09:00:03' }]],
  },
  {
    what: 'the parties are those of the blue',
    is: 'differsFromBlue',
    at: 'seller.name',
    good: [[{}]],
    bad: [[{ seller: { taxNumber: '91110000DEMO00001X', name: '别人' } }]],
  },
  {
    what: 'the buyer is the one of the blue',
    is: 'differsFromBlue',
    at: 'buyer.name',
    good: [[{}]],
    bad: [[{ buyer: { name: '别人', taxNumber: '91110000DEMO00002X' } }]],
  },
  {
    what: 'the buyer number is that of the blue where it is given',
    is: 'differsFromBlue',
    at: 'buyer.taxNumber',
    good: [[{ buyer: { name: '演示购方有限公司' } }]],
    bad: [[{ buyer: { name: '演示购方有限公司', taxNumber: '91110000DEMO00003X' } }]],
  },
  {
    what: 'special reverses special, ordinary ordinary',
    is: 'differsFromBlue',
    at: 'blueSpecial',
    good: [[{}], [{}, { blue: { kind: 'special' } }]],
    bad: [[{ blueSpecial: true }], [{ blueSpecial: false }, { blue: { kind: 'special' } }]],
  },
  { what: 'the amount of the blue is repeated', is: 'differsFromBlue', at: 'blueAmount', good: [[{}]], bad: [[{ blueAmount: '220.01' }]] },
  { what: 'the tax of the blue is repeated', is: 'differsFromBlue', at: 'blueTax', good: [[{}]], bad: [[{ blueTax: '19.81' }]] },
  { what: 'line numbers run from 1', is: 'notPlain', at: 'lines.1.no', good: [[{}]], bad: [[lines(1, { no: '3' })]] },
  {
    what: 'no line of the blue is named twice',
    is: 'differsFromBlue',
    at: 'lines.1.blueNo',
    good: [[{}]],
    bad: [[{ reason: '02', lines: [ONE_UNIT[0]!, ONE_UNIT[0]!] }]],
  },
  {
    what: 'a line names a line of the blue, not its discount line',
    is: 'differsFromBlue',
    at: 'lines.0.blueNo',
    good: [[part()]],
    bad: [[part({ blueNo: '3' })], [part({ blueNo: '9' })]],
  },
  ...(['name', 'printedName', 'shortName', 'taxCode', 'spec', 'unit'] as const).map(
    (field): Case => ({
      what: `${field} is that of the blue's line`,
      is: 'differsFromBlue',
      at: `lines.0.${field}`,
      good: [[part()]],
      bad: [[part({ printedName: '*谷物*小麦', [field]: 'another' })]],
    }),
  ),
  {
    what: 'the policy mark is that of the line, and spec and unit need not be repeated',
    is: 'differsFromBlue',
    at: 'lines.0.policyMark',
    good: [[part({ spec: undefined, unit: undefined })]],
    bad: [[part({ policyMark: '05' })]],
  },
  {
    what: "the rate is that of the blue's line",
    is: 'differsFromBlue',
    at: 'lines.0.rate',
    good: [[part()]],
    bad: [[part({ rate: '0.13' })]],
  },
  {
    what: "the price is the blue's",
    is: 'differsFromBlue',
    at: 'lines.0.unitPrice',
    good: [[part({ unitPrice: '25.00' })]],
    bad: [[part({ unitPrice: '24.99' })]],
  },
  {
    what: 'the price of a discounted line is what is left after the discount',
    is: 'differsFromBlue',
    at: 'lines.0.unitPrice',
    good: [[{ reason: '02', lines: [{ ...WHOLE[1]!, quantity: '-1', amount: '-40.00', tax: '-3.60' }] }]],
    bad: [[{ reason: '02', lines: [{ ...WHOLE[1]!, quantity: '-1', amount: '-50.00', tax: '-4.50', unitPrice: '50' }] }]],
  },
  {
    what: 'amounts are negative',
    is: 'sign',
    at: 'lines.0.amount',
    good: [[part()]],
    bad: [[part({ amount: '25.00' })], [part({ amount: '0.00' })]],
  },
  { what: 'taxes are not positive', is: 'sign', at: 'lines.0.tax', good: [[allowance('-0.05', '0.00')]], bad: [[part({ tax: '2.25' })]] },
  { what: 'quantities are negative', is: 'sign', at: 'lines.0.quantity', good: [[part()]], bad: [[part({ quantity: '1' })]] },
  { what: 'prices are positive', is: 'sign', at: 'lines.0.unitPrice', good: [[part()]], bad: [[part({ unitPrice: '-25' })]] },
  {
    what: 'an allowance has no quantity',
    is: 'reasonNotAllowed',
    at: 'lines.0.quantity',
    good: [[allowance('-25.00', '-2.25')]],
    bad: [[{ ...part(), reason: '04' }]],
  },
  {
    what: 'an allowance has no price',
    is: 'reasonNotAllowed',
    at: 'lines.0.unitPrice',
    good: [[allowance('-25.00', '-2.25')]],
    bad: [[{ ...part({ quantity: undefined }), reason: '04' }]],
  },
  {
    what: 'a return says how many units where the blue does',
    is: 'missing',
    at: 'lines.0.quantity',
    good: [[part()], [{ reason: '02', lines: [{ blueNo: '1', amount: '-25.00', tax: '-2.25' }] }, { blue: unmeasured }]],
    bad: [[part({ quantity: undefined, unitPrice: undefined })], [part({ quantity: undefined })]],
  },
  { what: 'a quantity has its price', is: 'missing', at: 'lines.0.unitPrice', good: [[part()]], bad: [[part({ unitPrice: undefined })]] },
  {
    what: 'not more is taken than is left of the amount',
    is: 'moreThanLeft',
    at: 'lines.0.amount',
    good: [[allowance('-75.00', '-6.75'), { before: [allowance('-25.00', '-2.25')] }]],
    bad: [[allowance('-75.01', '-6.75'), { before: [allowance('-25.00', '-2.25')] }], [allowance('-100.01', '-9.00')]],
  },
  {
    what: 'not more is taken than is left of the tax',
    is: 'moreThanLeft',
    at: 'lines.0.tax',
    good: [[allowance('-99.00', '-8.97')]],
    bad: [[allowance('-99.00', '-9.01')]],
  },
  {
    what: 'amount and tax are used up together',
    is: 'moreThanLeft',
    at: 'lines.0.tax',
    good: [[allowance('-100.00', '-9.00')]],
    bad: [[allowance('-100.00', '-8.99')], [allowance('-99.99', '-9.00')]],
  },
  {
    what: 'not more units come back than are left',
    is: 'moreThanLeft',
    at: 'lines.0.quantity',
    good: [[part({ quantity: '-3', amount: '-75.00', tax: '-6.75' }), { before: [part()] }]],
    bad: [
      [part({ quantity: '-4', amount: '-75.00', tax: '-6.75' }), { before: [part()] }],
      [{ ...part(), lines: [{ ...ONE_UNIT[0]!, spec: undefined, unit: undefined }] }, { blue: unmeasured }],
    ],
  },
  { what: 'the amount of the form is the sum of its lines', is: 'headerSums', at: 'amount', good: [[{}]], bad: [[{ amount: '-220.01' }]] },
  { what: 'the tax of the form is the sum of its lines', is: 'headerSums', at: 'tax', good: [[{}]], bad: [[{ tax: '-19.79' }]] },
  {
    what: 'price × quantity may be a fen off',
    is: 'priceTimesQuantity',
    at: 'lines.0.amount',
    good: [[part({ amount: '-25.01' })], [part({ amount: '-24.99' })]],
    bad: [[part({ amount: '-25.02' })], [part({ amount: '-24.98' })]],
  },
  {
    what: 'the tax of a line may be 6 fen off',
    is: 'lineTax',
    at: 'lines.0.tax',
    good: [[part({ tax: '-2.31' })]],
    bad: [[part({ tax: '-2.32' })], [part({ tax: '-2.18' })]],
  },
  {
    what: 'the tax errors may add up to 1.27',
    is: 'taxErrorSum',
    at: 'tax',
    good: [[many(21), { blue: { lines: hundred(22) } }]],
    bad: [[many(22), { blue: { lines: hundred(22) } }]],
  },
  {
    what: '01 takes the whole blue, and not after a part of it is gone',
    is: 'reasonNotAllowed',
    at: 'reason',
    good: [[{}]],
    bad: [[{ lines: [WHOLE[0]!] }], [{ lines: [{ ...WHOLE[0]!, quantity: '-3', amount: '-75.00', tax: '-6.75' }, WHOLE[1]!] }, { before: [part()] }]],
  },
  {
    what: '02 is not for services alone',
    is: 'reasonNotAllowed',
    at: 'reason',
    good: [[mealsBack('03'), { blue: MEALS }]],
    bad: [[mealsBack('02'), { blue: MEALS }]],
  },
  { what: '03 is not for goods alone', is: 'reasonNotAllowed', at: 'reason', good: [[part()]], bad: [[{ ...part(), reason: '03' }]] },
  {
    what: 'where only whole reds are allowed a part is refused',
    is: 'reasonNotAllowed',
    at: 'lines',
    good: [
      [{}, { partialRed: 'never' }],
      [part(), { partialRed: 'always' }],
    ],
    bad: [
      [part(), { partialRed: 'never' }],
      [part(), { partialRed: 'never', prepare: booked }],
    ],
  },
  {
    what: 'a part may be reversed once the buyer booked the invoice',
    is: 'reasonNotAllowed',
    at: 'lines',
    good: [[part(), { partialRed: 'afterBooking', prepare: booked }]],
    bad: [[part(), { partialRed: 'afterBooking' }]],
  },
  {
    what: 'nothing is left of a blue that was reversed',
    is: 'nothingLeft',
    at: 'blueNumber',
    good: [[{}]],
    bad: [[part(), { before: [{ reason: '01' }] }]],
  },
  {
    what: 'a blue has one form in progress',
    is: 'formInProgress',
    at: 'blueNumber',
    good: [[part(), { before: [part()] }]],
    bad: [[part(), { prepare: (desk, number) => desk.ledger.applyRed(redOf(desk.ledger.invoice(number)!, { serial: 'open', ...part() })) }]],
  },
]

/** Lines of 100.00, and reds of 50.00 of each with 6 fen too much tax. */
function hundred(count: number): Change['lines'] {
  return Array.from({ length: count }, () => ({ amount: '100.00', tax: '9.00' }))
}
function many(count: number): RedChange {
  return { reason: '04', lines: Array.from({ length: count }, (_, i) => ({ blueNo: String(i + 1), amount: '-50.00', tax: '-4.56' })) }
}
function booked(desk: Desk, number: string): void {
  desk.ledger.mark(number, 'booked', true)
}

describe.each(CASES)('$what', ({ is, at, good, bad }) => {
  test.each(good)('good %#', (change, setting) => {
    expect(said(change, setting)).toEqual([])
  })

  test.each(bad)('refused %#', (change, setting) => {
    expect(said(change, setting)).toContain(`${is} ${at}`)
  })
})

test('the last red takes what rounding left, whatever the tolerances say', () => {
  const blue: Change = { lines: [{ amount: '0.10', tax: '0.01', quantity: '3', unitPrice: '0.0333333333333' }] }
  const unit: RedDraft = { blueNo: '1', amount: '-0.03', tax: '0.00', quantity: '-1', unitPrice: '0.0333333333333' }
  const first: RedChange = { reason: '02', lines: [unit] }
  const last: RedChange = { reason: '02', lines: [{ ...unit, amount: '-0.04', tax: '-0.01' }] }
  expect(said(last, { blue, before: [first, first] })).toEqual([])
})

test('a red prints the policy mark of its blue, and no remark of the seller', () => {
  const desk = openDesk()
  const blue = desk.issued({ remark: '订单 1001', lines: [{ ...WHEAT, amount: '100.00', tax: '0.00', rate: '0', policyMark: '03' }] })
  desk.ledger.applyRed(redOf(blue, { lines: [{ ...WHEAT, blueNo: '1', amount: '-100.00', tax: '0.00', rate: '0' }] }))
  desk.wait(3)
  const [red] = desk.ledger.invoices().filter(i => i.colour === 'red')
  expect(red?.invoice.lines[0]).toMatchObject({ policyMark: '03', total: '-100.00', nature: 'normal' })
  expect(red?.invoice.remark).toBeUndefined()
})

test('a red keeps the short name of its blue when the list has another one by now', () => {
  const before = openDesk()
  const blue = before.issued()
  const renamed = { ...EDITION, find: (code: string) => ({ code, name: '小麦', shortName: '粮食', rates: ['0.09'] }) }
  const after = openDesk({ edition: renamed }, before.events)
  after.wait(3)
  expect(after.ledger.applyRed(redOf(blue))).toMatchObject({ is: 'form', state: '01' })
})
