import {
  type Admission,
  type Adoption,
  type DocumentRow,
  isPending,
  type NewDocument,
  type NewEvent,
  type NewHint,
  type OrderRef,
  type Request,
} from '@openfapiao/core'
import type { Told } from '../audit/explained.ts'
import { wrote, wroteNew } from '../audit/facts.ts'
import {
  adoptedColumns,
  coverColumns,
  coveredOrders,
  documentColumns,
  keyOf,
  laneOf,
  orderIdentity,
  orderSnapshot,
  requestColumns,
} from '../columns.ts'
import { addDelivery, addFile, refuseTakenNumber } from './apply.ts'
import { acceptOne, entryOf, raised } from './intake.ts'
import type { OrderEntry, Tables } from './tables.ts'

export function admitOne(t: Tables, a: Admission, now: number): 'admitted' | 'stale' {
  const entry = entryOf(t, a.order.ref)
  if ((entry?.version ?? 0) !== a.version) return 'stale'
  const cancelled = [...new Set(a.cancel)].flatMap(id => t.documents.get(id) ?? [])
  if (cancelled.length !== new Set(a.cancel).size || cancelled.some(d => !isPending(d.state))) return 'stale'
  const told = [
    entry ? nextOrder(t, entry, a) : firstOrder(t, a, now),
    ...cancelled.map(d => cancel(t, d)),
    ...a.documents.map(d => insert(t, d, a.order.ref, now)),
    ...(a.adopt ?? []).flatMap(one => adopt(t, one, a.order.ref, now)),
    ...joined(t, a),
  ]
  for (const hint of a.hints ?? []) acceptOne(t, hint, now)
  t.append(a.events, told, now)
  return 'admitted'
}

function firstOrder(t: Tables, a: Admission, now: number): Told {
  const key = keyOf(a.order.ref)
  if ([...t.orders.values()].some(o => o.link === a.link)) throw new Error("this link is another order's")
  const request = a.request ?? t.waitingRequests.get(key)
  t.waitingRequests.delete(key)
  t.orders.set(key, { key, ...snapshotOf(a, request), version: 1, seller: a.seller, link: a.link, createdAt: now })
  const columns = { ...orderIdentity(a), ...orderSnapshot(a), ...(request ? requestColumns(request) : {}), version: 1, created_at: now }
  return { seller: a.seller, subject: key, wrote: [wroteNew('orders', key, columns, t.ink)], type: 'order.planned' }
}

function nextOrder(t: Tables, entry: OrderEntry, a: Admission): Told {
  const next = raised(t, entry, snapshotOf(a, a.request ?? entry.request))
  const columns = { ...orderSnapshot(a), version: next.version }
  return { seller: entry.seller, subject: entry.key, wrote: [wrote('orders', entry.key, columns, t.ink)], type: 'order.planned' }
}

const snapshotOf = ({ order, allocations, hold }: Admission, request: Request | undefined) => ({
  order,
  allocations,
  hold: hold ?? undefined,
  request,
  retry: false,
})

/** A cancelled row leaves nothing behind: its lease is void, so whoever holds it is refused. */
function cancel(t: Tables, d: DocumentRow): Told {
  t.documents.set(d.id, { ...d, state: 'cancelled', fence: d.fence + 1 })
  t.leases.delete(`document/${d.id}`)
  return { seller: d.seller, subject: d.id, wrote: [wrote('documents', d.id, { state: 'cancelled' }, t.ink)], type: 'document.cancelled' }
}

function insert(t: Tables, d: NewDocument, order: OrderRef, now: number): Told {
  if (t.documents.has(d.id)) throw new Error(`document ${d.id} is there already`)
  t.documents.set(d.id, { ...d, order, origin: 'ours', lane: laneOf(d.seller, d.gateway), createdAt: now, attempts: 0, fence: 0 })
  return { seller: d.seller, subject: d.id, wrote: documentFacts(t, d, order, now), type: 'document.admitted' }
}

/** Issued from its first instant here, with what follows. */
function adopt(t: Tables, { document: d, files, deliveries }: Adoption, order: OrderRef, now: number): Told[] {
  if (t.documents.has(d.id)) throw new Error(`document ${d.id} is there already`)
  refuseTakenNumber(t, d.id, d.seller, d.number)
  const lane = laneOf(d.seller, d.gateway)
  t.documents.set(d.id, { ...d, order, state: 'issued', origin: 'elsewhere', lane, dueAt: now, createdAt: now, attempts: 0, fence: 0 })
  const wrote = [wroteNew('documents', d.id, adoptedColumns(d, order, now), t.ink), ...coverFacts(t, d)]
  const told: Told = { seller: d.seller, subject: d.id, wrote, type: 'document.adopted' }
  return [told, ...files.flatMap(f => addFile(t, f)), ...deliveries.flatMap(x => addDelivery(t, x))]
}

const documentFacts = (t: Tables, d: NewDocument, order: OrderRef, now: number) => [
  wroteNew('documents', d.id, documentColumns(d, order, now), t.ink),
  ...coverFacts(t, d),
]

const coverFacts = (t: Tables, d: Parameters<typeof coverColumns>[0]) =>
  coverColumns(d).map(c => wroteNew('covers', `${d.id}#${c.position}`, c, t.ink))

/** Orders whose lines these documents cover too: their chains have moved as well. */
function joined(t: Tables, a: Admission): Told[] {
  const own = keyOf(a.order.ref)
  const keys = new Set(coveredOrders(a))
  return [...keys].sort().flatMap(key => {
    const entry = key === own ? undefined : t.orders.get(key)
    if (!entry) return []
    const { version } = raised(t, entry, {})
    return [{ seller: entry.seller, subject: key, wrote: [wrote('orders', key, { version }, t.ink)] }]
  })
}

export function retryOne(t: Tables, ref: OrderRef, hint: NewHint, events: readonly NewEvent[], now: number): boolean {
  const entry = entryOf(t, ref)
  if (!entry) return false
  const { version } = raised(t, entry, { retry: true })
  acceptOne(t, hint, now)
  const told: Told = {
    seller: entry.seller,
    subject: entry.key,
    wrote: [wrote('orders', entry.key, { retry: 1, version }, t.ink)],
    type: 'order.retried',
  }
  t.append(events, [told], now)
  return true
}
