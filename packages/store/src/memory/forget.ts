import type { NewEvent, OrderRef } from '@openfapiao/core'
import { keyOf } from '../columns.ts'
import type { Tables } from './tables.ts'

/** Contact data, raw hints and delivery addresses go; what tax law keeps (titles, content, files) stays (domain.md 9). */
export function forget(t: Tables, refs: readonly OrderRef[], events: readonly NewEvent[], now: number): void {
  const keys = new Set(refs.map(keyOf))
  for (const o of t.orders.values())
    if (keys.has(o.key)) t.orders.set(o.key, { ...o, order: withoutContact(o.order), request: withoutContact(o.request) })
  for (const [key, request] of t.waitingRequests) if (keys.has(key)) t.waitingRequests.set(key, withoutContact(request))
  for (const d of t.deliveries.values()) if (keys.has(keyOf(d.order))) t.deliveries.set(d.id, { ...d, to: '' })
  for (const h of t.hints.values()) if (h.ref && keys.has(keyOf(h.ref))) t.hints.set(h.id, { ...h, body: new Uint8Array(), headers: {} })
  t.append(events, [], now)
}

function withoutContact<T extends { readonly contact?: unknown } | undefined>(value: T): T {
  return value === undefined ? value : { ...value, contact: undefined }
}
