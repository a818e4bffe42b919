import type {
  Allocation,
  Cipher,
  Contact,
  Cover,
  DeliveryRow,
  DocumentRow,
  FileRow,
  HintRow,
  LaneRow,
  Order,
  OrderRef,
  Reason,
  Request,
  Rows,
  WorkKind,
} from '@openfapiao/core'
import { ACTIVE } from '../arrows.ts'
import { opened } from './sealing.ts'

/** A row as the driver gives it. */
export type Raw = Record<string, unknown>

/** Tables of the work rows; whether a lane can stop them; the column that names whom or what the audit chain tells of them. */
export const WORK = {
  hint: { table: 'hints', laned: false, subject: 'id' },
  document: { table: 'documents', laned: true, subject: 'seller' },
  file: { table: 'files', laned: true, subject: 'document_id' },
  delivery: { table: 'deliveries', laned: false, subject: 'document_id' },
} as const satisfies Record<WorkKind, { readonly table: string; readonly laned: boolean; readonly subject: string }>

/** The condition of the partial indexes, word for word, or no database would use them. */
export const isWorkSql = (kind: WorkKind): string => `state IN (${ACTIVE[kind].map(s => `'${s}'`).join(', ')}) AND hold IS NULL`

type Open = (value: unknown) => string

/** Columns back to rows. What is sealed at rest is opened here and nowhere else. */
export function reader(cipher: Cipher | undefined): Reader {
  const open: Open = value => opened(cipher, value)
  const row = { hint: (r: Raw) => hintOf(r, open), document: (r: Raw) => documentOf(r), file: fileOf, delivery: (r: Raw) => deliveryOf(r, open) }
  return { ...row, document: documentOf, order: r => orderEntry(r, open), row }
}

function hintOf(r: Raw, open: Open): HintRow {
  return {
    ...work(r),
    source: word(r.source),
    connector: text(r.connector),
    store: text(r.store),
    topic: text(r.topic),
    dedupeKey: text(r.dedupe_key),
    ref: optional(r.ref, json<OrderRef>),
    headers: r.headers === null ? {} : json(open(r.headers)),
    body: r.body === null ? new Uint8Array() : new Uint8Array(Buffer.from(open(r.body), 'base64')),
    receivedAt: Number(r.received_at),
    state: word(r.state),
    note: optional(r.note, text),
  }
}

function documentOf(r: Raw, covers: readonly Cover[] = []): DocumentRow {
  return {
    ...work(r),
    order: refOf(text(r.order_key)),
    colour: word(r.colour),
    of: optional(r.of_id, text),
    reason: optional(r.reason, word<Reason>),
    seller: text(r.seller),
    gateway: text(r.gateway),
    lane: text(r.lane),
    state: word(r.state),
    origin: word(r.origin),
    content: json(text(r.content)),
    contentHash: text(r.content_hash),
    covers,
    why: json(text(r.why)),
    warnings: json(text(r.warnings)),
    createdAt: Number(r.created_at),
    serial: optional(r.serial, text),
    body: optional(r.body, text),
    bodyHash: optional(r.body_hash, text),
    submittedAt: optional(r.submitted_at, Number),
    lastSubmittedAt: optional(r.last_submitted_at, Number),
    number: optional(r.number, text),
    issuedAt: optional(r.issued_at, text),
    rejectedFaults: optional(r.rejected, v => json(v)),
  }
}

function fileOf(r: Raw): FileRow {
  return {
    ...work(r),
    documentId: text(r.document_id),
    format: word(r.format),
    number: text(r.number),
    state: word(r.state),
    lane: text(r.lane),
    hash: optional(r.hash, text),
  }
}

function deliveryOf(r: Raw, open: Open): DeliveryRow {
  return {
    ...work(r),
    order: refOf(text(r.order_key)),
    documentId: text(r.document_id),
    channel: text(r.channel),
    to: open(r.to),
    locale: word(r.locale),
    wants: json(text(r.wants)),
    state: word(r.state),
    sentAt: optional(r.sent_at, Number),
    receipt: optional(r.receipt, text),
  }
}

export interface Reader {
  hint(r: Raw): HintRow
  document(r: Raw, covers?: readonly Cover[]): DocumentRow
  file(r: Raw): FileRow
  delivery(r: Raw): DeliveryRow
  order(r: Raw): OrderEntry
  readonly row: { readonly [K in WorkKind]: (r: Raw) => Rows[K] }
}

export interface OrderEntry {
  readonly key: string
  readonly order: Order
  readonly version: number
  readonly seller: string
  readonly link: string
  readonly request?: Request
  readonly allocations: readonly Allocation[]
  readonly hold?: Rows['hint']['hold']
  readonly retry: boolean
}

function orderEntry(r: Raw, open: Open): OrderEntry {
  const sealed = <T>(value: unknown): T | undefined => optional(value, v => json<T>(open(v)))
  const { contact, asked, snapshot } = {
    contact: sealed<Contact>(r.contact),
    asked: sealed<Request>(r.request),
    snapshot: json<Order>(open(r.snapshot)),
  }
  const askedContact = sealed<Contact>(r.request_contact)
  return {
    key: text(r.key),
    order: contact ? { ...snapshot, contact } : snapshot,
    version: Number(r.version),
    seller: text(r.seller),
    link: text(r.link),
    request: asked && askedContact ? { ...asked, contact: askedContact } : asked,
    allocations: optional(r.allocations, v => json<Allocation[]>(text(v))) ?? [],
    hold: optional(r.hold, v => json(text(v))),
    retry: Number(r.retry) === 1,
  }
}

const work = (r: Raw) => ({
  id: text(r.id),
  dueAt: Number(r.due_at),
  attempts: Number(r.attempts),
  fence: Number(r.fence),
  hold: optional(r.hold, v => json<NonNullable<HintRow['hold']>>(text(v))),
})

export const coverOf = (r: Raw): Cover => ({
  order: refOf(text(r.order_key)),
  lineId: text(r.line_id),
  line: Number(r.line),
  quantity: optional(r.quantity, text),
  grossFen: Number(r.gross_fen),
})
export const laneOf = (r: Raw): LaneRow => ({
  lane: text(r.lane),
  need: optional(r.need, text),
  detail: optional(r.detail, text),
  since: optional(r.since, Number),
  retryAt: optional(r.retry_at, Number),
  failures: Number(r.failures),
})

/** `platform/store/id`: only the id may hold a slash. */
export function refOf(key: string): OrderRef {
  const [platform = '', store = '', ...id] = key.split('/')
  return { platform, store, id: id.join('/') }
}

export const text = (value: unknown): string => String(value)
/** A word out of a closed list that we wrote ourselves. */
export const word = <T extends string>(value: unknown): T => JSON.parse(JSON.stringify(value))
/** What we wrote ourselves comes back in the shape that we wrote. */
export const json = <T>(value: string): T => JSON.parse(value)
export const optional = <T>(value: unknown, read: (value: string) => T): T | undefined =>
  value === null || value === undefined ? undefined : read(String(value))
