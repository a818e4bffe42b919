import type { ChainedEvent, DocumentRow, OrderRow, Rows, Store, WorkKind } from '@openfapiao/core'
import { keyOf } from '../columns.ts'
import { byDue, isWork } from './claim.ts'
import { keyset } from './page.ts'
import type { OrderEntry, Tables } from './tables.ts'

const HELD_MOST = 1000

type Reading = Pick<
  Store,
  | 'order'
  | 'orderByLink'
  | 'orders'
  | 'documents'
  | 'document'
  | 'files'
  | 'deliveries'
  | 'held'
  | 'lanes'
  | 'backlog'
  | 'sellers'
  | 'events'
  | 'head'
>

export function reading(t: Tables): Reading {
  return {
    order: async ref => orderRow(t, t.orders.get(keyOf(ref))),
    orderByLink: async link =>
      orderRow(
        t,
        [...t.orders.values()].find(o => o.link === link),
      ),
    orders: async f =>
      keyset(
        [...t.orders.values()].filter(o => matchesOrder(o, f)),
        o => [o.createdAt, o.key],
        f,
        o => orderRow(t, o),
      ),
    documents: async f =>
      keyset(
        [...t.documents.values()].filter(d => matchesDocument(d, f)),
        d => [d.createdAt, d.id],
        f,
        d => d,
      ),
    document: async id => t.documents.get(id),
    files: async ids => [...t.files.values()].filter(f => ids.includes(f.documentId)).sort(byId),
    deliveries: async ids => [...t.deliveries.values()].filter(d => ids.includes(d.documentId)).sort(byId),
    held: async kind =>
      [...t[HELD[kind]].values()]
        .filter(r => r.hold !== undefined)
        .sort(byDue)
        .slice(0, HELD_MOST),
    lanes: async () => [...t.lanes.values()].sort((a, b) => (a.lane < b.lane ? -1 : 1)),
    backlog: async () => ({ hint: count(t, 'hint'), document: count(t, 'document'), file: count(t, 'file'), delivery: count(t, 'delivery') }),
    sellers: async () => [...t.events].flatMap(([seller, chain]) => (chain.length > 0 ? [seller] : [])).sort(),
    events: async (seller, afterSeq, limit) => (t.events.get(seller) ?? []).slice(afterSeq, afterSeq + limit),
    head: async seller => headOf(t.events.get(seller)),
  }
}

const HELD = { hint: 'hints', file: 'files', delivery: 'deliveries' } as const

/** The chain of an order: its own documents, and those of other orders that cover lines of it. */
function orderRow(t: Tables, entry: OrderEntry | undefined): OrderRow | undefined {
  if (!entry) return undefined
  const { key, version, allocations, hold, request, retry, order, seller, link } = entry
  const documents = [...t.documents.values()].filter(d => keyOf(d.order) === key || d.covers.some(c => keyOf(c.order) === key)).sort(byAge)
  return { order, seller, link, chain: { ref: order.ref, version, documents, allocations, hold, request, retry } }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)
const byAge = (a: DocumentRow, b: DocumentRow): number => a.createdAt - b.createdAt || byId(a, b)

const matchesOrder = (o: OrderEntry, { store, held }: Parameters<Store['orders']>[0]): boolean =>
  (store ?? o.order.ref.store) === o.order.ref.store && (held === undefined || (o.hold !== undefined) === held)

function matchesDocument(d: DocumentRow, f: Parameters<Store['documents']>[0]): boolean {
  const wanted = [
    [f.store, d.order.store],
    [f.state, d.state],
    [f.colour, d.colour],
    [f.number, d.number],
  ] as const
  return wanted.every(([want, have]) => want === undefined || want === have) && d.createdAt >= (f.since ?? 0)
}

function headOf(events: readonly ChainedEvent[] | undefined) {
  const last = events?.at(-1)
  if (!last) return undefined
  const { at }: { at: number } = JSON.parse(last.bytes)
  return { seller: last.seller, seq: last.seq, hash: last.hash, at }
}

const count = (t: Tables, kind: WorkKind): number => [...t.tableOf(kind).values()].filter((r: Rows[WorkKind]) => isWork(kind, r)).length
