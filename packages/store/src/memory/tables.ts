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
  type Request,
  type Rows,
  type WorkKind,
} from '@openfapiao/core'
import { explained, type Told } from '../audit/explained.ts'
import { type Ink, inkOf } from '../audit/facts.ts'
import { Journaled, type Undo } from './journaled.ts'

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
  readonly createdAt: number
}

export interface Tables {
  readonly hints: Map<string, HintRow>
  /** connector, store and dedupe key → hint. */
  readonly deliveredBefore: Map<string, string>
  readonly orders: Map<string, OrderEntry>
  readonly documents: Map<string, DocumentRow>
  readonly files: Map<string, FileRow>
  readonly deliveries: Map<string, DeliveryRow>
  readonly lanes: Map<string, LaneRow>
  /** Kind and row id → instant until which it is leased. */
  readonly leases: Map<string, number>
  readonly requests: Map<string, string>
  /** Requests for orders that were never admitted yet; the last one asked wins. */
  readonly waitingRequests: Map<string, Request>
  readonly events: Map<string, readonly ChainedEvent[]>
  readonly interactions: Map<string, Interaction>
  readonly vault: Map<string, string>
  readonly locks: Map<string, { readonly token: string; readonly until: number }>
  readonly ink: Ink
  append(events: readonly NewEvent[], told: readonly Told[], at: number): void
  nextId(): string
  tableOf<K extends WorkKind>(kind: K): Map<string, Rows[K]>
  /** All of `work`, or, when it throws, nothing of it. */
  atomically<T>(work: () => T): T
}

export function freshTables(digest: Digest): Tables {
  const undo: Undo[] = []
  const table = <V>() => new Journaled<V>(undo)
  let serial = 0
  const chains = new Map<string, ChainedEvent[]>()
  const rows = { hints: table<HintRow>(), documents: table<DocumentRow>(), files: table<FileRow>(), deliveries: table<DeliveryRow>() }
  const byKind: { [K in WorkKind]: Map<string, Rows[K]> } = {
    hint: rows.hints,
    document: rows.documents,
    file: rows.files,
    delivery: rows.deliveries,
  }
  return {
    ...rows,
    deliveredBefore: table(),
    orders: table(),
    lanes: table(),
    leases: table(),
    requests: table(),
    waitingRequests: table(),
    interactions: table(),
    vault: table(),
    locks: table(),
    events: chains,
    ink: inkOf(digest),
    append(events, told, at) {
      for (const event of explained(events, told, at)) chainOn(chains, event, digest, undo)
    },
    nextId: () => `m${String(++serial).padStart(9, '0')}`,
    tableOf: kind => byKind[kind],
    atomically: work => atomically(undo, work),
  }
}

function chainOn(chains: Map<string, ChainedEvent[]>, event: NewEvent, digest: Digest, undo: Undo[]): void {
  const chain = chains.get(event.seller) ?? []
  chain.push(link(event, chain.at(-1), digest))
  chains.set(event.seller, chain)
  undo.push(() => chain.pop())
}

function atomically<T>(undo: Undo[], work: () => T): T {
  undo.length = 0
  try {
    return work()
  } catch (error) {
    for (const back of undo.reverse()) back()
    throw error
  }
}
