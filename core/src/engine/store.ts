import type { Anchor, ChainedEvent, NewEvent } from '../audit/event.ts'
import type { Fault } from '../fault/fault.ts'
import type { Order, OrderRef, Request } from '../order/order.ts'
import type {
  AdoptedDocument,
  Allocation,
  DeliveryRow,
  DocumentRow,
  FileRow,
  HintRow,
  Hold,
  Instant,
  LaneRow,
  NewDelivery,
  NewDocument,
  NewFile,
  NewHint,
  OrderRow,
  WorkKind,
} from './rows.ts'
import type { DocumentState } from './state.ts'

export interface Rows {
  hint: HintRow
  document: DocumentRow
  file: FileRow
  delivery: DeliveryRow
}

/** Everything one planning decided, written in one transaction or not at all. */
export interface Admission {
  /** `chain.version` that was planned from; 0 for an order never seen. Another version in the store: `stale`. */
  readonly version: number
  readonly order: Order
  readonly seller: string
  readonly link: string
  readonly request?: Request
  readonly allocations: readonly Allocation[]
  /** Replaces the chain's hold; null clears it. */
  readonly hold: Hold | null
  readonly cancel: readonly string[]
  readonly documents: readonly NewDocument[]
  /** Made elsewhere: written at `issued`, `origin: elsewhere`. A number that a document of this seller has already throws. */
  readonly adopt?: readonly Adoption[]
  /** Looked at again later, for instance when an after-sales window ends. */
  readonly hints?: readonly NewHint[]
  readonly events: readonly NewEvent[]
}

/** A document made elsewhere, with what follows from knowing of it. */
export interface Adoption {
  readonly document: AdoptedDocument
  readonly files: readonly NewFile[]
  readonly deliveries: readonly NewDelivery[]
}

/** What follows from working on one row: new state of the row, and everything that goes with it, in one transaction. */
export interface Change<K extends WorkKind = WorkKind> {
  readonly kind: K
  readonly id: string
  readonly fence: number
  /** Columns of the row to set. For a document, `state` must be an arrow of `state.ts`; a hold of null clears it. */
  readonly set: RowPatch[K]
  readonly chainHold?: { readonly ref: OrderRef; readonly hold: Hold | null }
  readonly hints?: readonly NewHint[]
  readonly files?: readonly NewFile[]
  readonly deliveries?: readonly NewDelivery[]
  /** Deliveries of this document become due now if all they want is stored. */
  readonly wakeDeliveriesOf?: string
  readonly lane?: LaneRow
  readonly events: readonly NewEvent[]
}

interface Base {
  readonly dueAt?: Instant
  readonly hold?: Hold | null
}
export interface RowPatch {
  hint: Base & { readonly state?: HintRow['state']; readonly note?: string; readonly ref?: OrderRef }
  document: Base & {
    readonly state?: DocumentState
    readonly number?: string
    readonly issuedAt?: string
    readonly rejectedFaults?: readonly Fault[]
    readonly lastSubmittedAt?: Instant
  }
  file: Base & { readonly state?: FileRow['state']; readonly hash?: string }
  delivery: Base & { readonly state?: DeliveryRow['state']; readonly sentAt?: Instant; readonly receipt?: string }
}

export interface ClaimAsk {
  readonly now: Instant
  readonly limit: number
  readonly leaseSeconds: number
  /** Name of the claiming worker, for the log. */
  readonly worker: string
}

/** Frozen before the first byte leaves. */
export interface Intent {
  readonly id: string
  readonly fence: number
  readonly serial: string
  readonly body: string
  readonly bodyHash: string
  readonly at: Instant
  readonly events: readonly NewEvent[]
}

/** A page of rows, newest first; `cursor` of the last page is undefined. Keyset, never counted. */
export interface Page<T> {
  readonly rows: readonly T[]
  readonly cursor?: string
}
export interface DocumentFilter {
  readonly store?: string
  readonly state?: DocumentState
  readonly colour?: 'blue' | 'red' | 'void'
  readonly number?: string
  readonly since?: Instant
  readonly limit?: number
  readonly cursor?: string
}
export interface OrderFilter {
  readonly store?: string
  readonly held?: boolean
  readonly limit?: number
  readonly cursor?: string
}

/** Time, request, answer, error of one call to the outside, masked before it comes here. Kept at least 5 years. */
export interface Interaction {
  readonly at: Instant
  readonly operation: string
  readonly subjects: readonly string[]
  readonly request: string
  readonly answer: string
  readonly status: number
  readonly tookMs: number
}

/** The one memory. Every method is one transaction; what resolved is durable. */
export interface Store {
  /** Forward-only; safe to call by several processes at once. */
  migrate(): Promise<void>
  close(): Promise<void>

  /** Durable intake. A known (connector, store, dedupeKey) answers `duplicate` and changes nothing. Group commit inside. */
  accept(hint: NewHint, now: Instant): Promise<{ readonly id: string; readonly duplicate: boolean }>

  order(ref: OrderRef): Promise<OrderRow | undefined>
  orderByLink(link: string): Promise<OrderRow | undefined>
  orders(filter: OrderFilter): Promise<Page<OrderRow>>
  /** Clears `chain.retry`. `stale` when the chain moved on, or a document to cancel is no longer pending: plan again. */
  admit(admission: Admission, now: Instant): Promise<'admitted' | 'stale'>
  /** Same key and same input: `known`. Same key, other input: `conflict`. Follow with a hint in the same transaction. */
  request(request: Request, hint: NewHint, now: Instant): Promise<'made' | 'known' | 'conflict'>
  /** A person asks for another try: sets `chain.retry` and accepts a hint. */
  retryOrder(ref: OrderRef, hint: NewHint, events: readonly NewEvent[], now: Instant): Promise<boolean>

  /**
   * Due rows, leased: `dueAt ≤ now`, no live lease, active state (hint queued; document queued or submitted, without hold unless the hold is
   * on a submitted row that a person re-armed; file due; delivery queued). Documents and files only of open lanes; each claim bumps `fence` and `attempts`.
   */
  claim<K extends WorkKind>(kind: K, ask: ClaimAsk): Promise<Rows[K][]>
  /** queued → submitted with serial and body, if the fence is still ours. Sets both submit instants. false: somebody else has it now. */
  intend(intents: readonly Intent[]): Promise<boolean[]>
  /** Applies changes whose fence is still ours and releases their leases. false where it was not. A refused arrow throws. */
  apply(changes: readonly Change[], now: Instant): Promise<boolean[]>
  /** Makes rows due now and clears their hold: what a person does with `retry`. Answers how many. */
  rearm(kind: WorkKind, ids: readonly string[], events: readonly NewEvent[], now: Instant): Promise<number>

  /** PIPL: blanks contact data, raw hint bodies and delivery addresses of these orders; what tax law keeps (titles, content) stays. */
  forget(refs: readonly OrderRef[], events: readonly NewEvent[], now: Instant): Promise<void>

  documents(filter: DocumentFilter): Promise<Page<DocumentRow>>
  document(id: string): Promise<DocumentRow | undefined>
  files(documentIds: readonly string[]): Promise<FileRow[]>
  deliveries(documentIds: readonly string[]): Promise<DeliveryRow[]>
  held(kind: 'hint' | 'file' | 'delivery'): Promise<(HintRow | FileRow | DeliveryRow)[]>
  lanes(): Promise<LaneRow[]>
  setLane(lane: LaneRow, events: readonly NewEvent[], now: Instant): Promise<void>
  /** Work still to do: rows not final, by kind; for `demo`, graceful stop and metrics. */
  backlog(): Promise<Readonly<Record<WorkKind, number>>>

  record(interaction: Interaction): Promise<void>
  interactions(subject: string): Promise<Interaction[]>

  sellers(): Promise<string[]>
  events(seller: string, afterSeq: number, limit: number): Promise<ChainedEvent[]>
  head(seller: string): Promise<Anchor | undefined>

  vaultGet(key: string): Promise<string | undefined>
  vaultSet(key: string, value: string | undefined): Promise<void>
  vaultKeys(prefix: string): Promise<string[]>
  /** Takes the lock if free or lapsed; answers a token to release with, or undefined. */
  lock(key: string, leaseSeconds: number, now: Instant): Promise<string | undefined>
  unlock(key: string, token: string): Promise<void>
}
