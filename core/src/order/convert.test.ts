import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { line, order, Pretend, policy, refund, seller, taxMap } from '../../test/fixtures.ts'
import { sumFen } from '../money/fen.ts'
import { convert } from './convert.ts'
import { type Order, orderSchema } from './order.ts'
import { grossOf } from './owed.ts'

const exchange = {
  source: '某银行每日牌价',
  rates: [
    { currency: 'USD', from: '2026-11-01', rate: '7.1' },
    { currency: 'USD', from: '2026-11-20', rate: '7.1234' },
    { currency: 'USD', from: '2026-11-21', rate: '7.2' },
  ],
}
const usd = (over: Partial<Order> = {}): Order => order({ currency: 'USD', ...over })
const sold = fc.record({ valueFen: fc.integer({ min: 1, max: 500_000 }), off: fc.integer({ min: 0, max: 99 }), tax: fc.integer({ min: 0, max: 13 }) })
const orders = fc.tuple(fc.array(sold, { minLength: 1, maxLength: 8 }), fc.boolean()).map(([lines, pricesIncludeTax]) =>
  usd({
    pricesIncludeTax,
    lines: lines.map(({ valueFen, off, tax }, i) => {
      const discountFen = Math.floor((valueFen * off) / 100)
      return line({ id: `L${i}`, valueFen, discountFen, ...(pricesIncludeTax ? {} : { taxFen: Math.floor(((valueFen - discountFen) * tax) / 100) }) })
    }),
  }),
)

describe('an order settled in another currency', () => {
  it('becomes CNY at the rate in force on the day of payment, which stays with it', () => {
    const made = convert(usd(), { exchange })
    expect(made.conversion).toEqual({ currency: 'USD', rate: '7.1234', on: '2026-11-20', source: exchange.source })
    expect([made.currency, made.totalFen, made.paidFen]).toEqual(['CNY', 174_139, 174_139])
  })
  it('is left as it is without a rate, so that the plan holds it', () => {
    expect(convert(usd(), {})).toEqual(usd())
    expect(convert(usd({ currency: 'EUR' }), { exchange })).toMatchObject({ currency: 'EUR' })
    expect(convert(usd({ paidAt: '2026-10-01T00:00:00Z' }), { exchange })).toMatchObject({ currency: 'USD' })
  })
  it('keeps the rate it was converted at, whatever the list says later', () => {
    const known = { currency: 'USD', rate: '7', on: '2026-11-01', source: 'before' }
    expect(convert(usd(), { exchange }, known).conversion).toEqual(known)
  })
  it('in CNY is nothing to convert', () => expect(convert(order(), { exchange })).toEqual(order()))

  it('adds up to the converted total to the fen, line by line, and stays a valid order', () =>
    fc.assert(
      fc.property(orders, raw => {
        const made = convert(raw, { exchange })
        expect(orderSchema.parse(made)).toEqual(made)
        expect(sumFen(made.lines.map(l => grossOf(l, made)))).toBe(made.totalFen)
        expect(made.lines.filter(l => l.discountFen > l.valueFen)).toEqual([])
      }),
    ))

  it('refunded piece by piece comes back to exactly nothing', () =>
    fc.assert(
      fc.property(orders, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }), (raw, cuts) => {
        const parts = cuts.map(c => Math.floor((raw.totalFen * c) / 300)).filter(p => p > 0)
        const amounts = [...parts, raw.totalFen - sumFen(parts)]
        const refunds = amounts.map((amountFen, i) => refund({ id: `R${i}`, amountFen }))
        const made = convert({ ...raw, refunds }, { exchange })
        expect(sumFen(made.refunds.map(r => r.amountFen))).toBe(made.totalFen)
      }),
    ))

  it('is invoiced and reversed like any other', () => {
    const world = new Pretend({ seller, policy: policy({ exchange }), taxMap })
    const paid = convert(usd(), { exchange })
    expect(world.settle(paid).map(d => d.content.totalFen)).toEqual([174_139])
    const back = convert(usd({ refunds: [refund({ amountFen: usd().totalFen })] }), { exchange })
    expect(world.settle(back).map(d => d.content.totalFen)).toEqual([-174_139])
  })
})
