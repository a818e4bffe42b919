import { describe, expect, test } from 'vitest'
import { BUYER, type Change, EDITION, invoiceOf, LINES, type LineDraft, MEAL } from '../../test/invoices.ts'
import type { ProblemName } from '../ledger/problem.ts'
import { judge } from './index.ts'
import type { RuleContext } from './rule.ts'

const GENERAL: RuleContext = { edition: EDITION, sellerKind: 'general' }
const SMALL: RuleContext = { ...GENERAL, sellerKind: 'smallScale' }

const found = (change: Change, context = GENERAL): string[] => judge(invoiceOf(change), context).map(p => `${p.is} ${p.path.join('.')}`)

/** The good lines with one of them changed. */
const lines = (index: number, change: Partial<LineDraft>): Change => ({
  lines: LINES.map((line, i) => (i === index ? { ...line, ...change } : line)),
})
const one = (line: LineDraft, rest: Change = {}): Change => ({ lines: [line], ...rest })
const times = (count: number, line: LineDraft): Change => ({ lines: Array.from({ length: count }, () => line) })

const WOOD = { name: '原木', shortName: '木制品', taxCode: '1030201010000000000' }
const CARD = { name: '礼品卡', shortName: '预付卡销售', taxCode: '6010000000000000000', rate: '0.00', amount: '100.00', tax: '0.00' }

interface Case {
  readonly what: string
  readonly is: ProblemName
  readonly at: string
  /** Nothing at all is found in these. */
  readonly good: [Change, RuleContext?][]
  /** This problem is found in these, whatever else is. */
  readonly bad: [Change, RuleContext?][]
}

const LEASE = {
  ...{
    certificate: '无',
    province: '浙江省',
    city: '杭州市',
    address: '某路 1 号',
    begins: '2026-01-01',
    ends: '2026-12-31',
    crossCity: 'N',
    areaUnit: '平方米',
  },
}
const lease = (change: object): Change => ({
  ...times(1, { ...MEAL, amount: '100.00', tax: '6.00' }),
  special: { code: '06', entries: [{ ...LEASE, ...change }] },
})

const CASES: readonly Case[] = [
  {
    what: 'special business carries the data of its kind',
    is: 'missing',
    at: 'special.entries.0.certificate',
    good: [[lease({})]],
    bad: [[lease({ certificate: undefined })]],
  },
  {
    what: 'a province stands with its full name',
    is: 'notPlain',
    at: 'special.entries.0.province',
    good: [[lease({ province: '上海市' })]],
    bad: [[lease({ province: '浙江' })]],
  },
  {
    what: 'a lease ends after it began',
    is: 'notPlain',
    at: 'special.entries.0.ends',
    good: [[lease({ ends: '2026-01-01' })]],
    bad: [[lease({ ends: '2025-12-31' })]],
  },
  {
    what: 'a kind without data brings none',
    is: 'notPlain',
    at: 'special.entries',
    good: [[{ special: { code: '01', entries: [] } }]],
    bad: [[{ special: { code: '01', entries: [LEASE] } }], [{ special: { code: '03', entries: [] } }]],
  },
  {
    what: 'price × quantity may be a fen off the amount, not more',
    is: 'priceTimesQuantity',
    at: 'lines.0.amount',
    good: [
      [lines(0, { unitPrice: '25.0025' })],
      [lines(0, { unitPrice: '24.9975' })],
      [lines(0, { quantity: undefined, unitPrice: undefined, unit: undefined })],
    ],
    bad: [[lines(0, { unitPrice: '25.0025000000001' })], [lines(0, { unitPrice: '24.9974999999999' })], [lines(0, { quantity: '5' })]],
  },
  {
    what: 'the tax of a line may be 6 fen off amount × rate, not more',
    is: 'lineTax',
    at: 'lines.0.tax',
    good: [[lines(0, { tax: '9.06' })], [lines(0, { tax: '8.94' })]],
    bad: [[lines(0, { tax: '9.07' })], [lines(0, { tax: '8.93' })]],
  },
  {
    what: 'the signed tax errors of an invoice may add up to 1.27, not more',
    is: 'taxErrorSum',
    at: 'tax',
    good: [[{ lines: [...Array.from({ length: 21 }, () => ({ amount: '100.00', tax: '9.06' })), { amount: '100.00', tax: '9.01' }] }]],
    bad: [
      [{ lines: [...Array.from({ length: 21 }, () => ({ amount: '100.00', tax: '9.06' })), { amount: '100.00', tax: '9.02' }] }],
      [times(22, { amount: '100.00', tax: '8.94' })],
    ],
  },
  {
    what: 'the header amount is the sum of the lines',
    is: 'headerSums',
    at: 'amount',
    good: [[{}]],
    bad: [[{ amount: '220.01' }], [{ amount: '219.99' }]],
  },
  { what: 'the header tax is the sum of the lines', is: 'headerSums', at: 'tax', good: [[{}]], bad: [[{ tax: '19.81' }]] },
  { what: 'the total is amount and tax', is: 'headerSums', at: 'total', good: [[{}]], bad: [[{ total: '239.81' }]] },
  {
    what: 'the amount with tax of a line is amount and tax',
    is: 'lineTotal',
    at: 'lines.0.total',
    good: [[{}]],
    bad: [[lines(0, { total: '109.01' })]],
  },
  { what: 'line numbers run from 1', is: 'notPlain', at: 'lines.1.no', good: [[{}]], bad: [[lines(1, { no: '3' })], [lines(1, { no: '02' })]] },
  {
    what: 'an invoice has at most 2000 lines',
    is: 'tooManyLines',
    at: 'lines',
    good: [[times(2000, { amount: '1.00', tax: '0.09' })]],
    bad: [[times(2001, { amount: '1.00', tax: '0.09' })]],
  },
  {
    what: 'a code stands in the list',
    is: 'taxCode',
    at: 'lines.0.taxCode',
    good: [[one({ ...MEAL, amount: '100.00', tax: '6.00' })]],
    bad: [[lines(0, { taxCode: '1010101029900000000' })]],
  },
  {
    what: 'a summary code is on no invoice',
    is: 'taxCode',
    at: 'lines.0.taxCode',
    good: [[{}]],
    bad: [[lines(0, { taxCode: '1010000000000000000', shortName: '农产品' })]],
  },
  { what: 'the short name is that of the list', is: 'shortName', at: 'lines.0.shortName', good: [[{}]], bad: [[lines(0, { shortName: '粮食' })]] },
  {
    what: 'the printed name is *short name*name',
    is: 'printedName',
    at: 'lines.0.printedName',
    good: [[{}]],
    bad: [[lines(0, { printedName: '小麦' })], [lines(0, { printedName: '*谷物* 小麦' })]],
  },
  {
    what: 'the rate is one of those of the code, the taxpayer and the supply date',
    is: 'rate',
    at: 'lines.0.rate',
    good: [
      [one({ ...WOOD, amount: '100.00', tax: '13.00', rate: '0.13' })],
      [one({ ...WOOD, amount: '100.00', tax: '9.00', rate: '0.09' })],
      [one({ ...WOOD, amount: '100.00', tax: '13.00', rate: '0.130000' })],
      [one({ amount: '100.00', tax: '1.00', rate: '0.01' }), SMALL],
      [one({ amount: '100.00', tax: '3.00', rate: '0.03' }), SMALL],
    ],
    bad: [
      [one({ amount: '100.00', tax: '13.00', rate: '0.13' })],
      [one({ amount: '100.00', tax: '1.00', rate: '0.01' })],
      [one({ amount: '100.00', tax: '9.00' }), SMALL],
      [one({ amount: '100.00', tax: '1.00', rate: '0.01' }, { suppliedOn: '2028-01-01' }), SMALL],
      [one({ amount: '100.00', tax: '9.00' }, { suppliedOn: '2019-03-31' })],
    ],
  },
  {
    what: 'a policy mark that sets the rate is found with that rate only',
    is: 'policyMark',
    at: 'lines.0.policyMark',
    good: [
      [one({ amount: '100.00', tax: '0.00', rate: '0', policyMark: '03' })],
      [one({ amount: '100.00', tax: '3.00', rate: '0.03', policyMark: '01' })],
      [one({ amount: '100.00', tax: '5.00', rate: '0.05', policyMark: '01' })],
      [one({ amount: '100.00', tax: '3.00', rate: '0.03', policyMark: '08' })],
      [one({ amount: '100.00', tax: '5.00', rate: '0.05', policyMark: '09' })],
      [one({ amount: '100.00', tax: '1.50', rate: '0.015', policyMark: '10' })],
      [one({ amount: '100.00', tax: '9.00', policyMark: '05' })],
      [one({ ...CARD, policyMark: '04' })],
    ],
    bad: [...['01', '03', '04', '08', '09', '10'].map((policyMark): [Change] => [one({ amount: '100.00', tax: '9.00', policyMark })]), [one(CARD)]],
  },
  {
    what: 'a buyer number has 15 to 20 digits or capitals where there is one',
    is: 'buyerNumber',
    at: 'buyer.taxNumber',
    good: [[{ buyer: { taxNumber: undefined } }], [{ buyer: { taxNumber: '110101000000000' } }], [{ buyer: { taxNumber: '11010100000000000012' } }]],
    bad: [
      [{ buyer: { taxNumber: '11010100000000' } }],
      [{ buyer: { taxNumber: '110101000000000000123' } }],
      [{ buyer: { taxNumber: '91110000demo00002x' } }],
    ],
  },
  {
    what: 'a special invoice names its buyer by number',
    is: 'specialWithoutNumber',
    at: 'buyer.taxNumber',
    good: [[{ kind: 'special' }]],
    bad: [[{ kind: 'special', buyer: { taxNumber: undefined } }], [{ kind: 'paperSpecial', buyer: { taxNumber: undefined } }]],
  },
  {
    what: 'a special invoice has no exempt or not-taxed line',
    is: 'specialUntaxed',
    at: 'lines.0.rate',
    good: [[one({ amount: '100.00', tax: '0.00', rate: '0', policyMark: '03' })]],
    bad: [[one({ amount: '100.00', tax: '0.00', rate: '0', policyMark: '03' }, { kind: 'special' })]],
  },
  {
    what: "a person's name has more than one character",
    is: 'notPlain',
    at: 'buyer.name',
    good: [[{ buyer: { name: '个人', person: true } }], [{ buyer: { name: '某' } }]],
    bad: [[{ buyer: { name: '某', person: true } }]],
  },
  {
    what: 'a line has quantity and price, or neither',
    is: 'missing',
    at: 'lines.0.quantity',
    good: [[{}]],
    bad: [[lines(0, { quantity: undefined })]],
  },
  { what: 'a unit needs quantity and price', is: 'missing', at: 'lines.0.unitPrice', good: [[{}]], bad: [[lines(0, { unitPrice: undefined })]] },
  {
    what: 'an amount on a blue line is above zero',
    is: 'sign',
    at: 'lines.0.amount',
    good: [[{}]],
    bad: [[lines(0, { amount: '0.00' })], [lines(0, { amount: '-100.00', tax: '-9.00' })]],
  },
  {
    what: 'a tax on a blue line is not negative',
    is: 'sign',
    at: 'lines.0.tax',
    good: [[one({ amount: '0.05', tax: '0.00' })]],
    bad: [[lines(0, { tax: '-9.00' })]],
  },
  { what: 'a quantity is above zero', is: 'sign', at: 'lines.0.quantity', good: [[{}]], bad: [[lines(0, { quantity: '-4', unitPrice: '-25' })]] },
  { what: 'a price is above zero', is: 'sign', at: 'lines.0.unitPrice', good: [[{}]], bad: [[lines(0, { unitPrice: '-25' })]] },
  { what: 'a discount is below zero', is: 'sign', at: 'lines.2.amount', good: [[{}]], bad: [[lines(2, { amount: '30.00', tax: '2.70' })]] },
  {
    what: 'a discount line follows the line it reduces',
    is: 'discountLine',
    at: 'lines.0.nature',
    good: [[{ lines: [LINES[1]!, LINES[2]!, LINES[0]!] }]],
    bad: [[one(LINES[2]!)], [{ lines: [LINES[1]!, LINES[0]!, LINES[2]!] }], [one(LINES[1]!)]],
  },
  {
    what: 'two discount lines in a row are refused',
    is: 'discountLine',
    at: 'lines.2.nature',
    good: [[{}]],
    bad: [[{ lines: [LINES[1]!, LINES[2]!, LINES[2]!] }]],
  },
  ...(['name', 'printedName', 'shortName', 'taxCode', 'policyMark'] as const).map(
    (field): Case => ({
      what: `a discount line repeats ${field} of its line`,
      is: 'discountLine',
      at: `lines.2.${field}`,
      good: [[{}]],
      bad: [[lines(2, { printedName: '*谷物*小麦', [field]: field === 'policyMark' ? '05' : 'another' })]],
    }),
  ),
  {
    what: 'a discount line repeats the rate of its line',
    is: 'discountLine',
    at: 'lines.2.rate',
    good: [[lines(2, { rate: '0.090' })]],
    bad: [[lines(2, { rate: '0.13' })]],
  },
  ...(['quantity', 'unitPrice', 'unit', 'spec'] as const).map(
    (field): Case => ({
      what: `a discount line has no ${field}`,
      is: 'discountLine',
      at: `lines.2.${field}`,
      good: [[{}]],
      bad: [[lines(2, { [field]: '1' })]],
    }),
  ),
  {
    what: 'a discount is at most its line, tax included',
    is: 'discountLine',
    at: 'lines.2.total',
    good: [[lines(2, { amount: '-150.00', tax: '-13.50' })]],
    bad: [[lines(2, { amount: '-150.01', tax: '-13.50' })]],
  },
]

describe.each(CASES)('$what', ({ is, at, good, bad }) => {
  test.each(good)('good %#', (change, context) => {
    expect(found(change, context)).toEqual([])
  })

  test.each(bad)('refused %#', (change, context) => {
    expect(found(change, context)).toContain(`${is} ${at}`)
  })
})

test('all that is wrong is told at once', () => {
  const bad = { ...lines(0, { tax: '8.00', shortName: '粮食', taxCode: '9'.repeat(19) }), buyer: { ...BUYER, taxNumber: '1' } }
  expect(found(bad).sort()).toEqual(['buyerNumber buyer.taxNumber', 'lineTax lines.0.tax', 'taxCode lines.0.taxCode'])
})
