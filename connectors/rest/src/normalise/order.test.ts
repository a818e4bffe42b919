import { pushExamples, pushedOrderSchema } from '@openfapiao/api'
import { type Fault, grossOf, type Order, orderSchema, sumFen } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { normaliseOrder } from './order.ts'
import { parse } from './parse.ts'

const base = {
  id: 'O-1',
  createdAt: '2026-11-20T10:00:00+08:00',
  updatedAt: '2026-11-20T10:00:00+08:00',
  paidAt: '2026-11-20T10:00:00+08:00',
  pricesIncludeTax: true,
}
const line = (over: object = {}) => ({ id: '1', title: '龙井茶', quantity: '1', amount: '100.00', ...over })

function read(raw: object): { readonly order?: Order; readonly faults: readonly Fault[] } {
  const parsed = parse(pushedOrderSchema, { ...base, ...raw })
  if (parsed.is === 'faulty') return parsed
  const made = normaliseOrder(parsed.value, 'main')
  return made.is === 'order' ? { order: made.order, faults: [] } : made
}
function orderOf(raw: object): Order {
  const { order, faults } = read(raw)
  if (!order) throw new Error(faults.map(f => f.en).join(' '))
  return orderSchema.parse(order)
}
const faultsOf = (raw: object): string[] => read(raw).faults.map(f => `${f.code} ${f.path}`)
const moneyOf = (raw: object) => orderOf(raw).lines.map(l => [l.valueFen, l.discountFen, l.taxFen ?? 0])

describe('a line is measured by', () => {
  test('quantity and price: the amount is their product, rounded to the fen', () => {
    const [made] = orderOf({ lines: [line({ quantity: '0.358', price: '59.90', amount: undefined })], total: '21.44' }).lines
    expect(made).toMatchObject({ valueFen: 2144, quantity: '0.358', unitPrice: '59.9' })
  })
  test('amount and price: the quantity comes from them, to 13 decimals', () => {
    const [made] = orderOf({ lines: [line({ quantity: undefined, price: '16.8', amount: '1000' })], total: '1000' }).lines
    expect(made).toMatchObject({ valueFen: 100_000, quantity: '59.5238095238095' })
  })
  test('amount and quantity, or the amount alone', () => {
    expect(orderOf({ lines: [line({ quantity: '7', amount: '1000' })], total: '1000' }).lines[0]).toMatchObject({ valueFen: 100_000, quantity: '7' })
    const [alone] = orderOf({ lines: [line({ quantity: undefined })], total: '100' }).lines
    expect([alone?.valueFen, alone?.quantity]).toEqual([10_000, undefined])
  })
  test('all three, when they agree as well as a price in fen can', () => {
    const three = { quantity: '3', price: '3.33', amount: '10.00' }
    expect(moneyOf({ lines: [line(three)], total: '10' })).toEqual([[1000, 0, 0]])
    expect(faultsOf({ lines: [line({ ...three, amount: '10.10' })], total: '10.10' })).toEqual(['LINE_PRODUCT lines.0'])
    expect(faultsOf({ lines: [line({ quantity: '10', price: '2', amount: '25' })], total: '25' })).toEqual(['LINE_PRODUCT lines.0'])
  })
  test('an amount and a price of nothing: a gift has no quantity to be derived', () => {
    expect(
      orderOf({ lines: [line(), line({ id: '2', quantity: undefined, price: '0', amount: '0' })], total: '100' }).lines[1]?.quantity,
    ).toBeUndefined()
    expect(
      orderOf({ lines: [line(), line({ id: '2', quantity: undefined, price: '5', amount: '0' })], total: '100' }).lines[1]?.quantity,
    ).toBeUndefined()
  })
  test('a quantity or a price alone is too little, and a product beyond all amounts too much', () => {
    expect(faultsOf({ lines: [line({ amount: undefined })], total: '1' })).toEqual(['LINE_UNMEASURED lines.0'])
    expect(faultsOf({ lines: [line({ quantity: undefined, price: '5', amount: undefined })], total: '1' })).toEqual(['LINE_UNMEASURED lines.0'])
    expect(faultsOf({ lines: [line({ quantity: '9999999999', price: '9999999999', amount: undefined })], total: '1' })).toEqual([
      'LINE_TOO_LARGE lines.0',
    ])
  })
})

describe('a discount', () => {
  test('of a line takes an amount or a percentage off it', () => {
    expect(moneyOf({ lines: [line({ discount: { amount: '5.55' } })], total: '94.45' })).toEqual([[10_000, 555, 0]])
    expect(moneyOf({ lines: [line({ amount: '33.33', discount: { percent: '12.5' } })], total: '29.16' })).toEqual([[3333, 417, 0]])
  })
  test('of the order is spread over its lines by what is left of them, and leaves shipping alone', () => {
    const lines = [
      line({ amount: '600' }),
      line({ id: '2', amount: '1900', discount: { amount: '100' } }),
      line({ id: '3', role: 'shipping', amount: '12' }),
    ]
    expect(moneyOf({ lines, discounts: [{ amount: '240' }], total: '2172' })).toEqual([
      [60_000, 6_000, 0],
      [190_000, 28_000, 0],
      [1_200, 0, 0],
    ])
  })
  test('of the order works on what the one before has left, and on the lines it names', () => {
    const lines = [line(), line({ id: '2', role: 'shipping', amount: '10' })]
    expect(moneyOf({ lines, discounts: [{ percent: '10' }, { percent: '10' }, { percent: '100', lines: ['2'] }], total: '81' })).toEqual([
      [10_000, 1_900, 0],
      [1_000, 1_000, 0],
    ])
  })
  test('must be one of amount and percent, within what is there, over lines that exist', () => {
    expect(faultsOf({ lines: [line({ discount: {} })], total: '100' })).toEqual(['DISCOUNT_FORM lines.0.discount'])
    expect(faultsOf({ lines: [line({ discount: { amount: '1', percent: '1' } })], total: '100' })).toEqual(['DISCOUNT_FORM lines.0.discount'])
    expect(faultsOf({ lines: [line({ discount: { amount: '100.01' } })], total: '0' })).toEqual(['DISCOUNT_EXCEEDS lines.0.discount'])
    expect(faultsOf({ lines: [line()], discounts: [{ amount: '60' }, { amount: '41' }], total: '0' })).toEqual(['DISCOUNT_EXCEEDS discounts.1'])
    expect(faultsOf({ lines: [line()], discounts: [{ amount: '1', lines: ['1', '9'] }], total: '99' })).toEqual(['LINE_NOT_THERE discounts.0.lines'])
  })
})

describe('tax', () => {
  const net = { pricesIncludeTax: false }
  test('on top is taken as given, or computed from the rate on the discounted line', () => {
    expect(moneyOf({ ...net, lines: [line({ tax: '13.01' })], total: '113.01' })).toEqual([[10_000, 0, 1301]])
    const lines = [line({ rate: '0.13', discount: { percent: '10' } }), line({ id: '2', amount: '0.50', rate: '0.13' })]
    expect(moneyOf({ ...net, lines, total: '102.27' })).toEqual([
      [10_000, 1_000, 1_170],
      [50, 0, 7],
    ])
  })
  test('on top is missing where neither is given, unless nothing is left to be taxed', () => {
    expect(faultsOf({ ...net, lines: [line()], total: '100' })).toEqual(['LINE_TAX_MISSING lines.0.tax'])
    expect(moneyOf({ ...net, lines: [line({ tax: '13' }), line({ id: '2', discount: { percent: '100' } })], total: '113' })[1]).toEqual([
      10_000, 10_000, 0,
    ])
  })
  test('inside is only kept for comparison', () => {
    expect(moneyOf({ lines: [line({ tax: '11.50' })], total: '100' })).toEqual([[10_000, 0, 1150]])
  })
})

describe('an order', () => {
  test('brings code, rate and mark of its own; without a code the rate is only what the platform said', () => {
    const lines = [line({ taxCode: '1030308010000000000', rate: '0', policyMark: '03' }), line({ id: '2', rate: '0.13' })]
    const [coded, plain] = orderOf({ lines, total: '200' }).lines
    expect(coded).toMatchObject({ taxCode: '1030308010000000000', rate: '0', policyMark: '03' })
    expect([plain?.rate, plain?.platformRate]).toEqual([undefined, '0.13'])
    expect(faultsOf({ lines: [line({ policyMark: '03' })], total: '100' })).toEqual(['MARK_WITHOUT_CODE lines.0.policyMark'])
  })
  test('whose lines do not add up is a fault that names the difference', () => {
    const [wrong] = read({ lines: [line(), line({ id: '2', amount: '0.05' })], total: '100.07' }).faults
    expect(wrong).toMatchObject({ code: 'TOTAL_DIFFERS', path: 'total' })
    for (const text of [wrong?.zh, wrong?.en]) expect(text).toMatch(/100\.05.*100\.07.*-0\.02/)
  })
  test('is paid in full, in part or not at all, and paidAt says the same', () => {
    const of = (over: object) => orderOf({ lines: [line()], total: '100', ...over }).paidFen
    expect([of({}), of({ paidAt: undefined }), of({ paidAt: undefined, paid: '40' }), of({ paid: '100' })]).toEqual([10_000, 0, 4_000, 10_000])
    expect(faultsOf({ lines: [line()], total: '100', paid: '40' })).toEqual(['PAYMENT_UNCLEAR paidAt'])
    expect(faultsOf({ lines: [line()], total: '100', paid: '100', paidAt: undefined })).toEqual(['PAYMENT_UNCLEAR paidAt'])
  })
  test('with everything wrong is told everything at once', () => {
    const lines = [line({ amount: undefined }), line({ discount: {} }), line({ id: '3', policyMark: '03' })]
    expect(faultsOf({ lines, total: '0' })).toEqual([
      'LINE_TWICE lines.1.id',
      'LINE_UNMEASURED lines.0',
      'DISCOUNT_FORM lines.1.discount',
      'MARK_WITHOUT_CODE lines.2.policyMark',
    ])
  })
  test('keeps its tax number in the one form that can be checked', () => {
    const title = { kind: 'organisation', name: '示例', taxNumber: ' ９１000000 00000000 0k ' }
    expect(orderOf({ lines: [line()], total: '100', title }).title?.taxNumber).toBe('91000000000000000K')
  })
})

describe('money as a JSON number', () => {
  test('is refused in words that say what to write instead', () => {
    const { faults } = read({ lines: [line({ amount: 100 })], total: 100.1 })
    expect(faults.map(f => [f.code, f.path])).toEqual([
      ['NUMBER_NOT_TEXT', 'lines.0.amount'],
      ['NUMBER_NOT_TEXT', 'total'],
    ])
    expect(faults[0]?.zh).toContain('"9.90"')
    expect(faults[0]?.en).toContain('"9.90"')
  })
  test.each(['-1', '1.234', '1e3', '1,000', ' 1', '', '99999999999', 'NaN'])('and so is the text "%s"', total => {
    expect(read({ lines: [line()], total }).faults.map(f => f.path)).toEqual(['total'])
  })
  test.each(['0', '0.0', '-1', '1.00000000000001'])('a quantity of "%s" is none', quantity => {
    expect(read({ lines: [line({ quantity })], total: '100' }).faults.map(f => f.path)).toEqual(['lines.0.quantity'])
  })
})

test('the example of the description adds up', () => {
  const { order } = read(pushExamples.order)
  expect(order && sumFen(order.lines.map(l => grossOf(l, order)))).toBe(39_200)
})
