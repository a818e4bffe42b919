import { pushExamples, pushedOrderSchema, pushedRefundSchema } from '@openfapiao/api'
import { type ConnectorPreview, type Fault, fault, type Order, type Refund } from '@openfapiao/core'
import { type Normalised, normaliseOrder } from './normalise/order.ts'
import { parse } from './normalise/parse.ts'
import { resolveRefund } from './normalise/refund.ts'

/** The store of a file that names none. */
const STORE = 'preview'

/** Files as they would be pushed, read by the very normalisers of the session. No setting decides how an order is read. */
export const preview: ConnectorPreview = {
  orderSchema: pushedOrderSchema,
  refundSchema: pushedRefundSchema,
  example: { order: pushExamples.order, refund: pushExamples.refund },
  order(raw, refunds) {
    const read = parse(pushedOrderSchema, raw)
    if (read.is === 'faulty') return read
    const made = normaliseOrder(read.value, read.value.store ?? STORE)
    return made.is === 'order' ? withRefunds(made.order, refunds) : made
  },
}

/** In platform order, each against what the ones before have left. */
function withRefunds(order: Order, raws: readonly unknown[]): Normalised {
  const parsed = raws.map(raw => parse(pushedRefundSchema, raw))
  const faults: Fault[] = parsed.flatMap(p => (p.is === 'faulty' ? p.faults : []))
  const pushed = parsed.flatMap(p => (p.is === 'parsed' ? [p.value] : []))
  pushed.sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1))
  const refunds: Refund[] = []
  for (const one of pushed) {
    const strange = strangerIn(one, order, refunds)
    const resolved = strange ? { is: 'faulty' as const, faults: [strange] } : resolveRefund(one, { ...order, refunds })
    if (resolved.is === 'refund') refunds.push(resolved.refund)
    else faults.push(...resolved.faults)
  }
  return faults.length > 0 ? { is: 'faulty', faults } : { is: 'order', order: { ...order, refunds } }
}

function strangerIn(
  { id, order: other }: { readonly id: string; readonly order?: string },
  { ref }: Order,
  refunds: readonly Refund[],
): Fault | undefined {
  if (other !== undefined && other !== ref.id) return fault('REFUND_OF_ANOTHER', 'order', { refund: id, other, order: ref.id })
  return refunds.some(r => r.id === id) ? fault('REFUND_CHANGED', 'id', { refund: id }) : undefined
}
