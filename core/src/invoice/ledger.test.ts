import { describe, expect, it } from 'vitest'
import type { Content, Line } from './content.ts'
import { ledgerOf } from './ledger.ts'

const line = (over: Partial<Line>): Line => ({
  name: '茶',
  shortName: '茶',
  taxCode: '1030308010000000000',
  rate: '0.13',
  nature: 'normal',
  amountFen: 0,
  taxFen: 0,
  totalFen: 0,
  ...over,
})
/** 3 units at 130 yuan, 42.20 off: 115.9333… each. */
const discounted = [
  line({ nature: 'discounted', quantity: '3', unitPrice: '130', amountFen: 39_000 }),
  line({ nature: 'discount', amountFen: -4_220 }),
]
const blue = (lines: readonly Line[]): Content => ({
  colour: 'blue',
  kind: 'ordinary',
  seller: { name: 's' },
  buyer: { name: 'b', person: true },
  issuer: 'i',
  suppliedOn: '2026-11-20',
  lines: [...lines],
  amountFen: 0,
  taxFen: 0,
  totalFen: 0,
})

describe('the price of a line merged with its discount', () => {
  it('is a text of at most 13 decimals and 16 characters', () =>
    expect(ledgerOf(blue(discounted), [])[0]).toMatchObject({ unitPrice: '115.933333333333', amountFen: 34_780 }))

  it('is one that the gateway takes', () =>
    expect(ledgerOf(blue(discounted), [], { priceDecimals: 6, priceTextMax: 16 })[0]?.unitPrice).toBe('115.933333'))

  it('is none where none of that length is exact to 0.01', () => {
    const many = [
      line({ nature: 'discounted', quantity: '90000', unitPrice: '1', amountFen: 9_000_000 }),
      line({ nature: 'discount', amountFen: -1_234_567 }),
    ]
    expect(ledgerOf(blue(many), [], { priceDecimals: 4, priceTextMax: 16 })[0]?.unitPrice).toBeUndefined()
  })
})
