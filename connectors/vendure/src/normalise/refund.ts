import { type Refund, type RefundLine, share } from '@openfapiao/core'
import type { Picture, VendureRefund } from './shapes.ts'

/** Money that went back. Only settled refunds count: a pending one may still fail, and Vendure changes orders before any money moves. */
export const settledRefunds = (refunds: readonly VendureRefund[], { refundsBefore }: Picture): VendureRefund[] =>
  refunds.filter(r => r.state === 'Settled' && r.total > 0 && !refundsBefore.includes(r.id))

/** A refund's units at what was paid for them; what its lines do not explain is spread by core. */
export function normaliseRefund({ id, createdAt, total, shipping, lines, reason }: VendureRefund, picture: Picture): Refund {
  const units = lines.filter(l => l.quantity > 0).flatMap(l => unitsOf(l, picture))
  const [way] = picture.shipping
  const freight: RefundLine[] = shipping > 0 && way ? [{ lineId: shippingId(way.id), grossFen: Math.min(shipping, way.paid) }] : []
  return { id, createdAt, amountFen: total, lines: [...units, ...freight], ...(reason ? { note: reason } : {}) }
}

function unitsOf({ orderLineId, quantity }: VendureRefund['lines'][number], picture: Picture): RefundLine[] {
  const line = picture.lines.find(l => l.id === orderLineId)
  if (!line) return []
  const units = Math.min(quantity, line.quantity)
  return [{ lineId: line.id, quantity: String(units), grossFen: share(line.paid, units, line.quantity) }]
}

/** Shipping lines and surcharges have ids of their own tables. */
export const shippingId = (id: string): string => `shipping-${id}`
export const surchargeId = (id: string): string => `surcharge-${id}`
