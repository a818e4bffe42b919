import { type Exact, exact, fen, plus } from './exact.ts'
import type { Invoice, Line, RedApplication } from './invoice.ts'

/** One line of a blue with its discount line merged into it, and what reds have not taken yet. Amounts in fen. */
export interface LeftLine {
  readonly no: string
  readonly line: Line
  readonly discounted: boolean
  /** The merged line as issued. */
  readonly amount: bigint
  readonly tax: bigint
  readonly leftAmount: bigint
  readonly leftTax: bigint
  readonly leftQuantity?: Exact
}

/** What is left of a blue after these reds (domain.md 4.2: several partial reds until nothing is left). */
export function leftOf(blue: Invoice, reds: readonly RedApplication[]): LeftLine[] {
  const taken = reds.flatMap(r => r.lines)
  return blue.lines.flatMap((line, i) => {
    if (line.nature === 'discount') return []
    const discount = line.nature === 'discounted' ? blue.lines[i + 1] : undefined
    const amount = fen(line.amount) + fen(discount?.amount ?? '0')
    const tax = fen(line.tax) + fen(discount?.tax ?? '0')
    const mine = taken.filter(t => t.blueNo === line.no)
    const leftAmount = mine.reduce((left, t) => left + fen(t.amount), amount)
    const leftTax = mine.reduce((left, t) => left + fen(t.tax), tax)
    const quantities = mine.flatMap(t => (t.quantity === undefined ? [] : [exact(t.quantity)]))
    const leftQuantity = line.quantity === undefined ? undefined : quantities.reduce(plus, exact(line.quantity))
    return [{ no: line.no, line, discounted: discount !== undefined, amount, tax, leftAmount, leftTax, leftQuantity }]
  })
}

export const isTouched = (l: LeftLine): boolean => l.leftAmount !== l.amount || l.leftTax !== l.tax
export const isSpent = (l: LeftLine): boolean => l.leftAmount === 0n && l.leftTax === 0n
