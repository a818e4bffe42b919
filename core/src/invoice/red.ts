import { add, compare, type Decimal, isZero, netOf } from '../money/decimal.ts'
import { type Fen, sumFen } from '../money/fen.ts'
import { sumsOf } from './compose.ts'
import type { Content, Line, Reason } from './content.ts'
import type { RedDraft } from './draft.ts'
import { amountOfUnits, isPriced, type LedgerLine, leftAmount, leftQuantity, leftTax, leftTotal, negated } from './ledger.ts'
import { priceFits, taxFits } from './tolerance.ts'

/** What to take of one blue line: `grossFen` with tax, and how many units came back with it. */
export interface RedPortion {
  readonly line: LedgerLine
  readonly quantity?: Decimal
  readonly grossFen: Fen
}

export interface BlueIssued {
  readonly content: Content
  readonly number: string
  readonly issuedAt: string
}

/**
 * The red of a blue. It copies names, codes, rates and short names from the blue's printed content, never from today's catalogue, and carries no remark
 * (domain.md 4.2). Amounts, taxes and quantities are negative, prices positive, discounts merged into their line.
 */
export function composeRed(blue: BlueIssued, reason: Reason, portions: readonly RedPortion[]): Content {
  const { remark: _, ...printed } = blue.content
  const lines = portions.map(p => redLine(p, reason)).filter(l => l.amountFen !== 0)
  return {
    ...printed,
    colour: 'red',
    lines,
    ...sumsOf(lines),
    red: { blueNumber: blue.number, blueIssuedAt: blue.issuedAt, blueAmountFen: blue.content.amountFen, blueTaxFen: blue.content.taxFen, reason },
  }
}

/** The draft's order lines gathered by the blue line that covers them. */
export function redPortions(draft: RedDraft, ledger: readonly LedgerLine[]): RedPortion[] {
  if (draft.full) return wholeOf(ledger)
  return ledger.flatMap(line => {
    const mine = draft.lines.filter(l => l.line === line.no)
    const quantities = mine.flatMap(l => (l.quantity === undefined ? [] : [l.quantity]))
    const quantity = quantities.length > 0 ? { quantity: quantities.reduce(add) } : {}
    return mine.length > 0 ? [{ line, grossFen: sumFen(mine.map(l => l.grossFen)), ...quantity }] : []
  })
}

/** Everything that is left of a blue. */
export const wholeOf = (ledger: readonly LedgerLine[]): RedPortion[] =>
  ledger.filter(l => leftTotal(l) !== 0).map(line => ({ line, quantity: leftQuantity(line), grossFen: leftTotal(line) }))

/**
 * Reason 02/03 with units changes quantity and not price; everything else is an allowance (04) without price and quantity.
 * A whole reversal (01, or the last return) takes exactly what is left.
 */
function redLine({ line, quantity, grossFen }: RedPortion, reason: Reason): Line {
  const { name, shortName, taxCode, rate, policyMark, unit, spec } = line.printed
  const last = grossFen === leftTotal(line)
  const { amountFen, taxFen } = last
    ? { amountFen: leftAmount(line), taxFen: leftTax(line) }
    : part(line, grossFen, reason === '04' ? undefined : quantity)
  const counted = reason !== '04' && quantity !== undefined && !isZero(quantity) && line.unitPrice !== undefined
  const measure = counted ? { quantity: negated(quantity), unitPrice: line.unitPrice, unit } : {}
  return {
    name,
    shortName,
    taxCode,
    rate,
    policyMark,
    spec,
    nature: 'normal',
    ...measure,
    amountFen: -amountFen,
    taxFen: -taxFen || 0,
    totalFen: -(amountFen + taxFen),
    blueLine: line.no,
  }
}

/**
 * Does a return of `quantity` units for `grossFen` keep the price, the tolerance of tax, and what is left within both as well? If not it is an allowance:
 * small differences pushed into the tax again and again would leave the last return with a tax nobody accepts.
 */
export function fitsUnits(line: LedgerLine, quantity: Decimal, grossFen: Fen): boolean {
  const left = leftQuantity(line)
  if (line.unitPrice === undefined || left === undefined || compare(quantity, left) > 0) return false
  if (grossFen === leftTotal(line)) return compare(quantity, left) === 0 && isPriced(line)
  const amountFen = amountOfUnits(line, quantity)
  if (amountFen <= 0 || amountFen >= leftAmount(line) || !keepsTax(line, amountFen, grossFen - amountFen)) return false
  return priceFits(line.unitPrice, quantity, balanced(line, amountFen, grossFen - amountFen).amountFen)
}

/** What remains must fit better than the authority asks, since every later part may round half a fen away. */
const REMAINDER = '0.03'

/** Both the part and what remains have a tax that fits their amount. */
function keepsTax(line: LedgerLine, amountFen: Fen, taxFen: Fen): boolean {
  const { rate } = line.printed
  const within = taxFen >= 0 && taxFen <= leftTax(line)
  return within && taxFits(amountFen, rate, taxFen) && taxFits(leftAmount(line) - amountFen, rate, leftTax(line) - taxFen, REMAINDER)
}

/** Net and tax of a part: tax is used up exactly when the amount is; one fen moves where rounding would break that (design section 9). */
function part(line: LedgerLine, grossFen: Fen, quantity: Decimal | undefined): { amountFen: Fen; taxFen: Fen } {
  const wanted = quantity !== undefined && fitsUnits(line, quantity, grossFen) ? amountOfUnits(line, quantity) : amountOfMoney(line, grossFen)
  const amountFen = Math.min(wanted, leftAmount(line))
  const taxFen = Math.min(grossFen - amountFen, leftTax(line))
  return balanced(line, grossFen - taxFen, taxFen)
}

/**
 * Amount without tax of an allowance: what remains is split afresh, so that roundings never add up. Where the part would then carry more tax than fits, the
 * amount moves towards the part's own split, fen by fen, until it does: as little as possible is left to the remainder.
 */
function amountOfMoney(line: LedgerLine, grossFen: Fen): Fen {
  const { rate } = line.printed
  const [afresh, own] = [leftAmount(line) - netOf(leftTotal(line) - grossFen, rate), netOf(grossFen, rate)]
  const sound = (amountFen: Fen): boolean => amountFen > 0 && amountFen <= grossFen && taxFits(amountFen, rate, grossFen - amountFen)
  const step = Math.sign(own - afresh)
  const between = Array.from({ length: Math.abs(own - afresh) }, (_, i) => afresh + i * step)
  return between.find(sound) ?? own
}

/** A remainder of one fen can only be amount; else neither is used up before the other. */
function balanced(line: LedgerLine, amountFen: Fen, taxFen: Fen): { amountFen: Fen; taxFen: Fen } {
  if (leftTax(line) === 0) return { amountFen, taxFen }
  const [amount, tax] = [leftAmount(line) - amountFen, leftTax(line) - taxFen]
  if (amount === 0 && tax > 0) return { amountFen: amountFen - 1, taxFen: taxFen + 1 }
  if (tax === 0 && amount > 1 && taxFen > 0) return { amountFen: amountFen + 1, taxFen: taxFen - 1 }
  return { amountFen, taxFen }
}
