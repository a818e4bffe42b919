import type { Allocation } from '../engine/rows.ts'
import { type Fault, fault } from '../fault/fault.ts'
import { allocate } from '../money/allocate.ts'
import { type Decimal, isZero, subtract } from '../money/decimal.ts'
import { type Fen, sumFen, yuan } from '../money/fen.ts'
import type { Order, OrderLine, Refund, RefundLine } from './order.ts'

/** What is still to be covered of one order line: paid less refunded, tax included. */
export interface Owed {
  readonly lineId: string
  readonly quantity?: Decimal
  readonly grossFen: Fen
}

/** Tax-included amount paid for a line. Where prices exclude tax the platform's tax is on top; no answer means the amount is the payment. */
export function grossOf(line: OrderLine, order: Pick<Order, 'pricesIncludeTax'>): Fen {
  return line.valueFen - line.discountFen + (order.pricesIncludeTax === false ? (line.taxFen ?? 0) : 0)
}

/** Paid − refunded, line by line, in the order's sequence. */
export function owedOf(order: Order, allocations: readonly Allocation[]): Owed[] {
  const returned = allocations.flatMap(a => a.lines)
  return order.lines.map(line => {
    const mine = returned.filter(r => r.lineId === line.id)
    const grossFen = grossOf(line, order) - sumFen(mine.map(r => r.grossFen))
    return { lineId: line.id, grossFen, ...(line.quantity === undefined ? {} : { quantity: less(line.quantity, mine) }) }
  })
}

function less(quantity: Decimal, returned: readonly RefundLine[]): Decimal {
  return returned.reduce((q, r) => (r.quantity === undefined ? q : subtract(q, r.quantity)), quantity)
}

/**
 * Spreads every refund over the order's lines, in platform order (createdAt, id). Allocations already frozen stay as they are, whatever arrives later.
 * What a refund's lines do not explain is amount-only and goes over the lines by what is left of them; a refund smaller than its lines
 * (a restocking fee) shrinks them in proportion. Faults: more refunded than paid.
 */
export function allocateRefunds(order: Order, frozen: readonly Allocation[]): { allocations: Allocation[]; faults: Fault[] } {
  const allocations = frozen.filter(a => order.refunds.some(r => r.id === a.refundId))
  const faults: Fault[] = []
  for (const refund of inPlatformOrder(order.refunds)) {
    if (allocations.some(a => a.refundId === refund.id)) continue
    const left = owedOf(order, allocations)
    const excess = refund.amountFen - sumFen(left.map(o => o.grossFen))
    if (excess > 0) faults.push(fault('REFUND_EXCEEDS_PAID', 'refunds', { excess: yuan(excess) }))
    else allocations.push({ refundId: refund.id, lines: spread(refund, left) })
  }
  return { allocations, faults }
}

function inPlatformOrder(refunds: readonly Refund[]): Refund[] {
  const at = (r: Refund) => Date.parse(r.createdAt)
  return [...refunds].sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1))
}

function spread(refund: Refund, left: readonly Owed[]): RefundLine[] {
  const named = shrink(refund).map(line => cap(line, left))
  const rest = refund.amountFen - sumFen(named.map(l => l.grossFen))
  const room = left.map(o => o.grossFen - sumFen(named.filter(l => l.lineId === o.lineId).map(l => l.grossFen)))
  const extra = allocate(rest, room).map((grossFen, i) => ({ lineId: left[i]?.lineId ?? '', grossFen }))
  return [...named, ...extra.filter(l => l.grossFen > 0)]
}

/** A refund that pays back less than its lines are worth takes the difference off them in proportion. */
function shrink(refund: Refund): RefundLine[] {
  const weights = refund.lines.map(l => l.grossFen)
  if (sumFen(weights) <= refund.amountFen) return [...refund.lines]
  const parts = allocate(refund.amountFen, weights)
  return refund.lines.map((line, i) => ({ ...line, grossFen: parts[i] ?? 0 }))
}

function cap(line: RefundLine, left: readonly Owed[]): RefundLine {
  const most = left.find(o => o.lineId === line.lineId)?.grossFen ?? 0
  return { ...line, grossFen: Math.min(line.grossFen, most) }
}

export const hasQuantity = (q: Decimal | undefined): q is Decimal => q !== undefined && !isZero(q)
