import { fault, fieldFaults, type ReadHint, type StoredHint } from '@openfapiao/core'
import { z } from 'zod'
import { IDENTIFIER } from '../identifier.ts'

/** What the plugin sends: `{"event": "payment.captured", "order": "order_…"}`. */
const hintSchema = z.object({ event: z.string().min(1), order: z.string().min(1) })

/** Pure: which order a recorded hint is about. */
export function readHint(hint: StoredHint, stores: readonly string[]): ReadHint {
  if (!stores.includes(hint.store)) return { is: 'ignored', why: 'the store is no longer configured' }
  const found = hintSchema.safeParse(bodyOf(hint.body), { reportInput: true })
  if (found.success) return { is: 'orders', refs: [{ platform: IDENTIFIER, store: hint.store, id: found.data.order }] }
  return { is: 'unreadable', fault: fieldFaults(found.error, 'body')[0] ?? fault('ORDER_UNREADABLE', 'body', { why: found.error.message }) }
}

function bodyOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
