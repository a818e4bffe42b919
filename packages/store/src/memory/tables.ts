import {
  type Allocation,
  type ChainedEvent,
  type DeliveryRow,
  type Digest,
  type DocumentRow,
  type FileRow,
  type HintRow,
  type Hold,
  type Interaction,
  type LaneRow,
  link,
  type NewEvent,
  type Order,
  type OrderRef,
  type OrderRow,
  orderKey,
  type Request,
  type Rows,
  type WorkKind,
} from '@openfapiao/core'

export interface OrderEntry {
  readonly key: string
  readonly order: Order
  readonly version: number
  readonly seller: string
  readonly link: string
  readonly request?: Request
  readonly allocations: readonly Allocation[]
  readonly hold?: Hold
  readonly retry?: boolean
  readonly touchedAt: number
}

export interface Tables {
  readonly hints: Map<string, HintRow>
  readonly orders: Map<string, OrderEntry>
  readonly documents: Map<string, DocumentRow>
  readonly files: Map<string, FileRow>
  readonly deliveries: Map<string, DeliveryRow>
  readonly lanes: Map<string, LaneRow>
  /** Row id → instant until which it is leased. */
  readonly leases: Map<string, number>
  readonly requests: Map<string, string>
  /** Requests for orders that were never admitted yet. */
  readonly waitingRequests: Map<string, Request>
  readonly events: Map<string, ChainedEvent[]>
  readonly interactions: Interaction[]
  readonly vault: Map<string, string>
  readonly locks: Map<string, { readonly token: string; readonly until: number }>
  append(events: readonly NewEvent[]): void
  nextId(): string
  tableOf<K extends WorkKind>(kind: K): Map<string, Rows[K]>
}

export function freshTables(digest: Digest): Tables {
  let serial = 0
  const events = new Map<string, ChainedEvent[]>()
  const [hints, documents, files, deliveries] = [
    new Map<string, HintRow>(),
    new Map<string, DocumentRow>(),
    new Map<string, FileRow>(),
    new Map<string, DeliveryRow>(),
  ]
  const tables: { [K in WorkKind]: Map<string, Rows[K]> } = { hint: hints, document: documents, file: files, delivery: deliveries }
  return {
    hints,
    documents,
    files,
    deliveries,
    events,
    orders: new Map(),
    lanes: new Map(),
    leases: new Map(),
    requests: new Map(),
    waitingRequests: new Map(),
    interactions: [],
    vault: new Map(),
    locks: new Map(),
    append(fresh) {
      for (const event of fresh) {
        const chain = events.get(event.seller) ?? []
        chain.push(link(event, chain.at(-1), digest))
        events.set(event.seller, chain)
      }
    },
    nextId: () => `m${String(++serial).padStart(9, '0')}`,
    tableOf: kind => tables[kind],
  }
}

export function orderRowOf(t: Tables, ref: OrderRef): OrderRow | undefined {
  const key = orderKey(ref)
  const entry = t.orders.get(key)
  if (!entry) return undefined
  const documents = [...t.documents.values()].filter(d => orderKey(d.order) === key)
  const { version, allocations, hold, request, retry, order, seller, link } = entry
  return { order, seller, link, chain: { ref, version, documents, allocations, hold, request, retry } }
}
