import { type Fault, fault, type Refund, type RefundLine, yuan } from '@openfapiao/core'
import type { Facts, RefundFact, RefundLineFact } from './facts.ts'
import type { Tax } from './order-of.ts'

/**
 * Refunds that moved money. One whose money is still on the way is not there yet (its transactions may still fail); one without money is no refund.
 * Its money is the truth, its lines say what for; what they leave open is amount-only and spread by the core.
 */
export function refundsOf(facts: Facts, removals: readonly RefundFact[], tax: Tax): { refunds: Refund[]; faults: Fault[] } {
  const moved = facts.refunds.filter(r => !removals.includes(r) && !r.pending && r.moneyFen > 0)
  return { refunds: moved.map(r => refundOf(r, facts, tax)), faults: moved.flatMap(statedFaults) }
}

function refundOf({ id, createdAt, note, moneyFen, lines }: RefundFact, facts: Facts, tax: Tax): Refund {
  const known = lines.filter(l => facts.lines.some(line => line.id === l.lineId))
  const merged = [...Map.groupBy(known, l => l.lineId).values()].map(rows => merge(rows, tax))
  return { id, createdAt, amountFen: moneyFen, lines: merged.filter(l => l.grossFen > 0), note }
}

function merge(rows: readonly RefundLineFact[], tax: Tax): RefundLine {
  const quantity = rows.reduce((sum, r) => sum + (r.quantity ?? 0), 0)
  const grossFen = rows.reduce((sum, r) => sum + r.netFen + (tax === 'onTop' ? r.taxFen : 0), 0)
  return { lineId: rows[0]?.lineId ?? '', grossFen, ...(quantity > 0 ? { quantity: String(quantity) } : {}) }
}

function statedFaults({ id, moneyFen, statedFen }: RefundFact): Fault[] {
  if (statedFen === undefined || statedFen === moneyFen) return []
  return [fault('REFUND_SUM', `refunds.${id}.totalRefundedSet`, { refund: id, lines: yuan(moneyFen), total: yuan(statedFen) })]
}
