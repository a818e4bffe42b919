import { add, type Decimal, multiply, negate, subtract, toFen } from '../money/decimal.ts'
import { type Fen, sumFen } from '../money/fen.ts'
import type { Content, Line } from './content.ts'
import { type PriceLimits, unitPriceOf } from './price.ts'
import { priceFits } from './tolerance.ts'

/** One line of a blue with its discount merged in (domain.md 1.5), and what reds have taken of it so far (positive figures). */
export interface LedgerLine {
  /** Number (from 1) of the main line on the blue. */
  readonly no: number
  readonly printed: Line
  readonly quantity?: Decimal
  /** Price of the merged line: what a returned unit is worth. */
  readonly unitPrice?: Decimal
  readonly amountFen: Fen
  readonly taxFen: Fen
  readonly taken: Taken
}
/** `unitsFen`: the part of `amountFen` that went with units; allowances took the rest and leave the price of a unit alone. */
export interface Taken {
  readonly quantity: Decimal
  readonly amountFen: Fen
  readonly taxFen: Fen
  readonly unitsFen: Fen
}

/** What every channel takes of a price (domain.md 1.4). */
const PORTABLE_PRICE: PriceLimits = { priceDecimals: 13, priceTextMax: 16 }

/** The ledger of a blue: every line merged with its discount line, less the reds issued for it. Merged prices are texts that the gateway takes. */
export function ledgerOf(blue: Content, reds: readonly Content[], limits: PriceLimits = PORTABLE_PRICE): LedgerLine[] {
  const red = reds.flatMap(r => r.lines)
  return blue.lines.flatMap((line, i) => {
    if (line.nature === 'discount') return []
    const next = blue.lines[i + 1]
    const merged = line.nature === 'discounted' && next ? { amountFen: line.amountFen + next.amountFen, taxFen: line.taxFen + next.taxFen } : line
    const { amountFen, taxFen } = merged
    return [
      { no: i + 1, printed: line, ...priced(line, amountFen, limits), amountFen, taxFen, taken: takenOf(red.filter(r => r.blueLine === i + 1)) },
    ]
  })
}

/**
 * A discounted line's units are worth what was left after the discount: the blue's discount is spread into its line first (gateways.md 1.5). Where no
 * price of the allowed length says so to 0.01, there is none, and what comes back is an allowance.
 */
function priced(line: Line, amountFen: Fen, limits: PriceLimits): Pick<LedgerLine, 'quantity' | 'unitPrice'> {
  if (line.quantity === undefined || line.unitPrice === undefined) return {}
  const unitPrice = amountFen === line.amountFen ? line.unitPrice : unitPriceOf(amountFen, line.quantity, limits)
  return { quantity: line.quantity, unitPrice }
}

function takenOf(reds: readonly Line[]): Taken {
  return {
    quantity: reds.reduce((q, r) => (r.quantity === undefined ? q : subtract(q, r.quantity)), '0'),
    amountFen: -sumFen(reds.map(r => r.amountFen)) || 0,
    unitsFen: -sumFen(reds.filter(r => r.quantity !== undefined).map(r => r.amountFen)) || 0,
    taxFen: -sumFen(reds.map(r => r.taxFen)) || 0,
  }
}

export const leftAmount = (l: LedgerLine): Fen => l.amountFen - l.taken.amountFen
export const leftTax = (l: LedgerLine): Fen => l.taxFen - l.taken.taxFen
export const leftTotal = (l: LedgerLine): Fen => leftAmount(l) + leftTax(l)
export const leftQuantity = (l: LedgerLine): Decimal | undefined => (l.quantity === undefined ? undefined : subtract(l.quantity, l.taken.quantity))
export const isSpent = (ledger: readonly LedgerLine[]): boolean => ledger.every(l => leftAmount(l) === 0 && leftTax(l) === 0)

/** Amount without tax of `quantity` more returned units: price × *cumulative* returned quantity less what went with units so far (design section 9). */
export function amountOfUnits(l: LedgerLine, quantity: Decimal): Fen {
  return toFen(multiply(l.unitPrice ?? '0', add(l.taken.quantity, quantity))) - l.taken.unitsFen
}

/** Is what is left still price × units left, to 0.01? Not after an allowance; then only another allowance fits (domain.md 2, 4.2). */
export function isPriced(l: LedgerLine): boolean {
  const units = leftQuantity(l)
  if (l.unitPrice === undefined || units === undefined) return true
  return priceFits(l.unitPrice, units, leftAmount(l))
}

export const negated = (q: Decimal | undefined): Decimal | undefined => (q === undefined ? undefined : negate(q))
