import { type Fen, sumFen } from '@openfapiao/core'
import type { LineFact, RefundFact, RefundLineFact } from './facts.ts'

/**
 * An edit that takes units off an order is recorded as a refund without money. Before (or without) payment it makes the order smaller; after it,
 * nothing was given back, so nothing is owed back (design section 8: key on money rows).
 */
export function isRemoval({ moneyless, lines, createdAt }: RefundFact, paidAt: number | undefined): boolean {
  const worth = sumFen(lines.map(l => l.netFen))
  return moneyless && worth > 0 && (paidAt === undefined || Date.parse(createdAt) <= paidAt)
}

/** The lines without the units of one removal: value by unit price, and the discount such that the rest of the line keeps its price. */
export function withoutRemoved(lines: readonly LineFact[], { lines: removed }: RefundFact): readonly LineFact[] {
  return lines.map(line => removed.filter(r => r.lineId === line.id).reduce(less, line))
}

function less(line: LineFact, { quantity = 0, netFen, taxFen }: RefundLineFact): LineFact {
  const had = Number(line.quantity ?? 0)
  const valueFen = had === 0 ? line.valueFen - netFen : unitFen(line.valueFen, had) * (had - quantity)
  const net = line.valueFen - line.discountFen - netFen
  const left = line.quantity === undefined ? {} : { quantity: String(had - quantity) }
  return { ...line, ...left, valueFen, discountFen: valueFen - net, taxes: taxLess(line, taxFen) }
}

/** A line's value is its unit price times its quantity, so the division leaves nothing over. */
const unitFen = (valueFen: Fen, quantity: number): Fen => Number(BigInt(valueFen) / BigInt(quantity))

/** What is taken off the tax of a line comes off its tax lines from the first on. */
function taxLess({ taxes }: LineFact, taxFen: Fen): LineFact['taxes'] {
  let rest = taxFen
  return taxes.map(tax => {
    const taken = Math.min(rest, tax.fen)
    rest -= taken
    return { ...tax, fen: tax.fen - taken }
  })
}
