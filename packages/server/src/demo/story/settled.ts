import type { DocumentOut, HoldsOut, OrderOut } from '@openfapiao/api'
import { fenOf } from '@openfapiao/core'

const UNDER_WAY: ReadonlySet<DocumentOut['state']> = new Set(['queued', 'submitted'])

/** Nothing more will happen to it by itself: covered by issued documents, or held. */
export function isSettled(order: OrderOut, holds: HoldsOut['rows']): boolean {
  if (order.documents.some(d => UNDER_WAY.has(d.state))) return false
  const { paid, refunded, covered, hold, ref } = order
  return hold !== undefined || holds.some(h => h.order?.id === ref.id) || fenOf(paid) - fenOf(refunded) === fenOf(covered)
}
