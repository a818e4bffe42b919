import { add, compare, type Decimal, distance, multiply, ofFen, subtract } from '../money/decimal.ts'
import type { Fen } from '../money/fen.ts'

/** Tolerance of the authority (domain.md 2), compared exactly: 0.06 yuan between tax and amount × rate of a line. */
export const taxFits = (amountFen: Fen, rate: Decimal, taxFen: Fen, within: Decimal = '0.06'): boolean =>
  compare(distance(multiply(ofFen(amountFen), rate), ofFen(taxFen)), within) <= 0

/** 0.01 yuan between amount and price × quantity of a line. */
export const priceFits = (unitPrice: Decimal, quantity: Decimal, amountFen: Fen): boolean =>
  compare(distance(multiply(unitPrice, quantity), ofFen(amountFen)), '0.01') <= 0

interface Taxed {
  readonly amountFen: Fen
  readonly rate: Decimal
  readonly taxFen: Fen
}

/** Signed sum of (amount × rate − tax) over lines, in yuan. */
export const taxErrorOf = (lines: readonly Taxed[]): Decimal =>
  lines.reduce((sum, l) => add(sum, subtract(multiply(ofFen(l.amountFen), l.rate), ofFen(l.taxFen))), '0')

/** The tax errors of an invoice add up to at most 1.27 yuan (domain.md 2). */
export const taxErrorFits = (error: Decimal): boolean => compare(error.replace('-', ''), '1.27') <= 0
