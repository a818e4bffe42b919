import type { OrderAnswer, OrderRef } from '@openfapiao/core'
import { normaliseOrder } from './normalise/order.ts'
import type { Shelf, Shelved } from './shelf.ts'

/** The order as it was pushed last, with its refunds. Reads the vault, then only normalises: the same answer as long as nothing is pushed. */
export async function readOrder(ref: OrderRef, shelf: Shelf): Promise<OrderAnswer> {
  const shelved = await shelf.order(ref)
  return shelved ? orderIn(shelved, ref.store) : { is: 'missing' }
}

export function orderIn({ order, refunds }: Shelved, store: string): Exclude<OrderAnswer, { is: 'missing' | 'later' }> {
  const read = normaliseOrder(order, store)
  return read.is === 'order' ? { is: 'order', order: { ...read.order, refunds: refunds.map(r => r.refund) } } : read
}
