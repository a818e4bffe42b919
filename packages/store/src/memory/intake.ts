import type { NewHint, OrderRef, Request } from '@openfapiao/core'
import { wrote } from '../audit/facts.ts'
import { keyOf, requestColumns, requestInput } from '../columns.ts'
import type { OrderEntry, Tables } from './tables.ts'

export function acceptOne(t: Tables, hint: NewHint, now: number): { id: string; duplicate: boolean } {
  const key = JSON.stringify([hint.connector, hint.store, hint.dedupeKey])
  const known = t.deliveredBefore.get(key)
  if (known !== undefined) return { id: known, duplicate: true }
  if (hint.ref) keyOf(hint.ref)
  const id = t.nextId()
  const { dueAt = now, headers = {}, body = new Uint8Array(), ...rest } = hint
  t.hints.set(id, { ...rest, id, headers, body: Uint8Array.from(body), receivedAt: now, state: 'queued', dueAt, attempts: 0, fence: 0 })
  t.deliveredBefore.set(key, id)
  return { id, duplicate: false }
}

/** One key, one input: a repeat is known, the same key for something else is refused. */
export function requestOne(t: Tables, request: Request, hint: NewHint, now: number): 'made' | 'known' | 'conflict' {
  const input = requestInput(request)
  const known = t.requests.get(request.key)
  if (known !== undefined) return known === input ? 'known' : 'conflict'
  t.requests.set(request.key, input)
  const entry = t.orders.get(keyOf(request.order))
  if (entry) ask(t, entry, request, now)
  else t.waitingRequests.set(keyOf(request.order), request)
  acceptOne(t, hint, now)
  return 'made'
}

function ask(t: Tables, entry: OrderEntry, request: Request, now: number): void {
  const next = raised(t, entry, { request })
  const columns = { ...requestColumns(request), version: next.version }
  t.append([], [{ seller: entry.seller, subject: entry.key, wrote: [wrote('orders', entry.key, columns, t.ink)], type: 'request.made' }], now)
}

/** Every change of a chain raises its version, so that whoever planned from the one before plans again. */
export function raised(t: Tables, entry: OrderEntry, set: Partial<OrderEntry>): OrderEntry {
  const next = { ...entry, ...set, version: entry.version + 1 }
  t.orders.set(entry.key, next)
  return next
}

export const entryOf = (t: Tables, ref: OrderRef): OrderEntry | undefined => t.orders.get(keyOf(ref))
