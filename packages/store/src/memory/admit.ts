import { type Admission, type DocumentRow, isPending, type NewDocument, type NewEvent, type NewHint, type OrderRef, orderKey } from '@openfapiao/core'
import { acceptOne } from './intake.ts'
import type { Tables } from './tables.ts'

export function admitOne(t: Tables, a: Admission, now: number): 'admitted' | 'stale' {
  const key = orderKey(a.order.ref)
  const entry = t.orders.get(key)
  if ((entry?.version ?? 0) !== a.version) return 'stale'
  const cancelled = a.cancel.map(id => t.documents.get(id))
  if (cancelled.some(d => d === undefined || !isPending(d.state))) return 'stale'
  for (const d of cancelled) if (d) cancel(t, d)
  for (const d of a.documents) t.documents.set(d.id, documentRow(d, a.order.ref, now))
  const request = a.request ?? entry?.request ?? t.waitingRequests.get(key)
  t.orders.set(key, {
    key,
    order: a.order,
    version: a.version + 1,
    seller: a.seller,
    link: a.link,
    request,
    allocations: a.allocations,
    hold: a.hold ?? undefined,
    touchedAt: now,
  })
  for (const hint of a.hints ?? []) acceptOne(t, hint, now)
  t.append(a.events)
  return 'admitted'
}

/** A cancelled row leaves nothing behind: its lease is void, so whoever holds it is refused. */
function cancel(t: Tables, d: DocumentRow): void {
  t.documents.set(d.id, { ...d, state: 'cancelled', fence: d.fence + 1 })
  t.leases.delete(d.id)
}

function documentRow(d: NewDocument, order: OrderRef, now: number): DocumentRow {
  return { ...d, order, origin: 'ours', lane: `${d.seller}/${d.gateway}`, createdAt: now, attempts: 0, fence: 0 }
}

export function retryOne(t: Tables, ref: OrderRef, hint: NewHint, events: readonly NewEvent[], now: number): boolean {
  const entry = t.orders.get(orderKey(ref))
  if (!entry) return false
  t.orders.set(entry.key, { ...entry, retry: true, version: entry.version + 1, touchedAt: now })
  acceptOne(t, hint, now)
  t.append(events)
  return true
}
