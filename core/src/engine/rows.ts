import type { Fault } from '../fault/fault.ts'
import type { FileFormat } from '../gateway/traits.ts'
import type { Content, Reason } from '../invoice/content.ts'
import type { Decimal } from '../money/decimal.ts'
import type { Fen } from '../money/fen.ts'
import type { Order, OrderRef, RefundLine, Request } from '../order/order.ts'
import type { DocumentState } from './state.ts'

/** Milliseconds since 1970. */
export type Instant = number

/** 挂起: a fault that stops something, with the instant it began. */
export type Hold = Fault

/** The four kinds of work rows that one claim code serves. */
export type WorkKind = 'hint' | 'document' | 'file' | 'delivery'

/** What every work row carries. `fence` grows with each claim; a change with an old fence is refused. */
export interface Work {
  readonly id: string
  readonly dueAt: Instant
  readonly attempts: number
  readonly fence: number
}

/** "Look at order X". `dedupeKey` is the delivery's identity at its source; a second one is a duplicate. */
export interface NewHint {
  readonly source: 'webhook' | 'sweep' | 'push' | 'request' | 'replan' | 'person'
  readonly connector: string
  readonly store: string
  readonly topic: string
  readonly dedupeKey: string
  /** Known at once for sweeps, requests and replans; for webhooks the worker reads it out of the body. */
  readonly ref?: OrderRef
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly dueAt?: Instant
}
export interface HintRow extends Work, Omit<NewHint, 'dueAt' | 'headers' | 'body'> {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly receivedAt: Instant
  readonly state: 'queued' | 'done' | 'ignored' | 'held'
  readonly hold?: Hold
  readonly note?: string
}

/** Ties an order line to a document line: what of the line this document covers. Negative in a red. */
export interface Cover {
  readonly order: OrderRef
  readonly lineId: string
  /** Number (from 1) of the main line of the document's content (the discounted one, where there is a discount line after it). */
  readonly line: number
  readonly quantity?: Decimal
  readonly grossFen: Fen
}

/** A document to be admitted. */
export interface NewDocument {
  readonly id: string
  readonly colour: 'blue' | 'red' | 'void'
  /** Red and void: the document (row id) they act on. */
  readonly of?: string
  readonly reason?: Reason
  readonly state: 'waiting' | 'queued'
  readonly hold?: Hold
  readonly seller: string
  readonly gateway: string
  readonly content: Content
  readonly contentHash: string
  readonly covers: readonly Cover[]
  /** Where each line's code came from, line by line of `content`. */
  readonly why: readonly string[]
  /** Warnings found when it was composed and checked. */
  readonly warnings: readonly Fault[]
  readonly dueAt: Instant
}

/** A document that the authority has and we did not make. `order` of the admission it comes with is its order. */
export interface AdoptedDocument extends Omit<NewDocument, 'state' | 'hold' | 'dueAt'> {
  readonly number: string
  /** ISO with offset. */
  readonly issuedAt: string
}

export interface DocumentRow extends Work, Omit<NewDocument, 'state' | 'dueAt'> {
  readonly order: OrderRef
  readonly state: DocumentState
  readonly origin: 'ours' | 'elsewhere'
  readonly lane: string
  readonly createdAt: Instant
  readonly serial?: string
  readonly body?: string
  readonly bodyHash?: string
  /** First submit; the absent grace and `resendUntil` count from the last and the first. */
  readonly submittedAt?: Instant
  readonly lastSubmittedAt?: Instant
  readonly number?: string
  /** The authority's instant, ISO with offset. */
  readonly issuedAt?: string
  readonly rejectedFaults?: readonly Fault[]
}

/** One format of one issued document, to be fetched. */
export interface NewFile {
  readonly id: string
  readonly documentId: string
  readonly format: FileFormat
  readonly number: string
  readonly lane: string
  readonly dueAt: Instant
}
/** One format of one issued document. */
export interface FileRow extends Work {
  readonly documentId: string
  readonly format: FileFormat
  readonly number: string
  readonly state: 'due' | 'stored' | 'held'
  readonly lane: string
  readonly hash?: string
  readonly hold?: Hold
}

/** 交付: one thing to send to one place. `to` is sealed at rest; for `platform` it is empty. */
export interface NewDelivery {
  readonly id: string
  readonly order: OrderRef
  readonly documentId: string
  readonly channel: string
  readonly to: string
  readonly locale: 'zh' | 'en'
  /** Waits until these formats are stored, or until `dueAt`, whichever comes first. */
  readonly wants: readonly FileFormat[]
  readonly dueAt: Instant
}
export interface DeliveryRow extends Work, Omit<NewDelivery, 'dueAt'> {
  readonly state: 'queued' | 'sent' | 'refused' | 'held'
  readonly sentAt?: Instant
  readonly receipt?: string
  readonly hold?: Hold
}

/** Frozen split of one refund over the order's lines. */
export interface Allocation {
  readonly refundId: string
  readonly lines: readonly RefundLine[]
}

/** 发票链: an order with everything made for it. `version` grows with each admission; two planners cannot both win. */
export interface Chain {
  readonly ref: OrderRef
  readonly version: number
  readonly documents: readonly DocumentRow[]
  readonly allocations: readonly Allocation[]
  readonly hold?: Hold
  readonly request?: Request
  /** A person pressed retry: a rejected document may be made anew from the same input, once. */
  readonly retry?: boolean
}

export interface OrderRow {
  readonly chain: Chain
  /** The snapshot last admitted. */
  readonly order: Order
  readonly seller: string
  readonly link: string
}

/** A lane (seller × gateway) and whether it runs. */
export interface LaneRow {
  readonly lane: string
  readonly need?: string
  readonly detail?: string
  readonly since?: Instant
  /** Looked at again by itself at this instant; undefined: only a person opens it. */
  readonly retryAt?: Instant
  readonly failures: number
}
