import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { times } from '../money/decimal.ts'
import { completeTriple, composeLine, type Portion } from './compose-line.ts'

const limits = { priceDecimals: 13, priceTextMax: 16 }
const coding = { taxCode: '1040201080000000000', shortName: '服装', rate: '0.13', name: '男衬衫', unit: '件', why: 'test' }
const rates = fc.constantFrom('0', '0.01', '0.03', '0.06', '0.09', '0.13')

/** Value ≥ paid ≥ 1 fen, in a tax-included shop. */
const included = fc
  .tuple(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 0, max: 5_000_000 }), fc.integer({ min: 1, max: 999 }), rates)
  .map(([grossFen, discountFen, quantity, rate]) => ({
    portion: { basis: 'gross', valueFen: grossFen + discountFen, discountFen, grossFen, quantity: String(quantity) } satisfies Portion,
    rate,
  }))

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

describe('a tax-included line', () => {
  it('adds up to exactly what was paid, whatever the discount, rate and quantity', () => {
    fc.assert(
      fc.property(included, ({ portion, rate }) => {
        const { lines } = composeLine(portion, { ...coding, rate }, 1, limits)
        expect(sum(lines.map(l => l.totalFen))).toBe(portion.grossFen)
        for (const l of lines) expect(l.amountFen + l.taxFen).toBe(l.totalFen)
      }),
    )
  })

  it("keeps every line within the authority's tolerance of 0.06 yuan of tax", () => {
    fc.assert(
      fc.property(included, ({ portion, rate }) => {
        for (const l of composeLine(portion, { ...coding, rate }, 1, limits).lines)
          expect(Math.abs(times(l.amountFen, rate) - l.taxFen)).toBeLessThanOrEqual(6)
      }),
    )
  })

  it('never prints a line of 0.00 beside a paid one', () => {
    fc.assert(
      fc.property(included, ({ portion, rate }) => {
        for (const l of composeLine(portion, { ...coding, rate }, 1, limits).lines) expect(l.amountFen).not.toBe(0)
      }),
    )
  })

  it('prints a discount as its own line right after the discounted one, without quantity', () => {
    const { lines } = composeLine({ basis: 'gross', valueFen: 10_000, discountFen: 1_000, grossFen: 9_000, quantity: '2' }, coding, 1, limits)
    expect(lines.map(l => [l.nature, l.amountFen, l.taxFen, l.quantity])).toEqual([
      ['discounted', 8_850, 1_150, '2'],
      ['discount', -885, -115, undefined],
    ])
  })

  it('shows a gift as 100 % discount', () => {
    const { lines } = composeLine({ basis: 'gross', valueFen: 10_000, discountFen: 10_000, grossFen: 0, quantity: '1' }, coding, 1, limits)
    expect(lines.map(l => l.totalFen)).toEqual([10_000, -10_000])
  })
})

describe('a tax-excluded line', () => {
  it("keeps the net amounts and the platform's tax where they fit the mapped rate", () => {
    const { lines, faults } = composeLine({ basis: 'net', valueFen: 60_000, discountFen: 6_000, grossFen: 61_020, quantity: '1' }, coding, 1, limits)
    expect(lines.map(l => [l.amountFen, l.taxFen])).toEqual([
      [60_000, 7_800],
      [-6_000, -780],
    ])
    expect(faults).toEqual([])
  })

  it('splits the paid amount at the mapped rate, with a warning, where the platform taxed at another', () => {
    const { lines, faults } = composeLine({ basis: 'net', valueFen: 20_000, discountFen: 0, grossFen: 21_800, quantity: '1' }, coding, 1, limits)
    expect(lines.map(l => [l.amountFen, l.taxFen, l.totalFen])).toEqual([[19_292, 2_508, 21_800]])
    expect(faults.map(f => f.code)).toEqual(['PLATFORM_TAX_DIFFERS'])
  })
})

describe('unit price', () => {
  it('leaves quantity, unit and price out where no price within the text length meets the amount', () => {
    const { lines } = composeLine({ basis: 'gross', valueFen: 1, discountFen: 0, grossFen: 1, quantity: '99999999999999' }, coding, 1, {
      priceDecimals: 2,
      priceTextMax: 16,
    })
    expect(lines[0]).not.toHaveProperty('unitPrice')
    expect(lines[0]).not.toHaveProperty('unit')
  })
})

describe('completing quantity, price and amount from any two', () => {
  it('derives the quantity at 13 decimals', () => expect(completeTriple({ price: '16.8', amountFen: 100_000 })?.quantity).toBe('59.5238095238095'))
  it('derives the price at 13 decimals', () => expect(completeTriple({ quantity: '7', amountFen: 100_000 })?.price).toBe('142.8571428571429'))
  it('derives the amount', () => expect(completeTriple({ quantity: '3', price: '9.99' })?.amountFen).toBe(2_997))
  it('has nothing to say of a price alone', () => expect(completeTriple({ price: '1' })).toBeUndefined())
})
