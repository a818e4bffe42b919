import { z } from 'zod'
import { lastCapture } from './payment.ts'
import { orderSchema } from './schema.ts'
import { instant, rows } from './values.ts'

/** What the host keeps of every change of an order: an edit, a return, credit, a cancellation. */
const changesSchema = rows(z.looseObject({ version: z.number().int(), status: z.string(), confirmed_at: instant.nullish() }))

/**
 * Medusa keeps the lines of every version of an order. The version at the last capture is what was paid for: edits, returns and cancellation after it are
 * versions of their own. undefined: it is the one the order has now, or nothing was captured yet.
 */
export function versionAsPaid(rawOrder: unknown, rawChanges: unknown): number | undefined {
  const order = orderSchema.safeParse(rawOrder)
  const changes = changesSchema.safeParse(rawChanges)
  if (!order.success || !changes.success) return undefined
  const paid = lastCapture(order.data)
  if (paid === undefined) return undefined
  const done = changes.data.filter(c => c.status === 'confirmed' && c.confirmed_at != null)
  const before = done.filter(c => Date.parse(c.confirmed_at ?? '') <= paid).map(c => c.version)
  const version = Math.max(1, ...before)
  return done.length === before.length || version === order.data.version ? undefined : version
}
