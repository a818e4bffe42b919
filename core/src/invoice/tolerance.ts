import { compare, type Decimal, distance, multiply, ofFen } from '../money/decimal.ts'
import type { Fen } from '../money/fen.ts'

/** Tolerance of the authority (domain.md 2), compared exactly: 0.06 yuan between tax and amount × rate of a line. */
export const taxFits = (amountFen: Fen, rate: Decimal, taxFen: Fen, within: Decimal = '0.06'): boolean =>
  compare(distance(multiply(ofFen(amountFen), rate), ofFen(taxFen)), within) <= 0

/** 0.01 yuan between amount and price × quantity of a line. */
export const priceFits = (unitPrice: Decimal, quantity: Decimal, amountFen: Fen): boolean =>
  compare(distance(multiply(unitPrice, quantity), ofFen(amountFen)), '0.01') <= 0
