import {
  type Admission,
  type AdoptedDocument,
  type Change,
  canonical,
  type Intent,
  type NewDocument,
  type NewFile,
  type NewHint,
  type OrderRef,
  orderKey,
  type Request,
} from '@openfapiao/core'

/** What a column holds before anything is sealed; both databases and the audit chain speak of rows in these words. */
export type Value = string | number | null
export type Columns = Readonly<Record<string, Value>>

type NewDeliveries = NonNullable<Change['deliveries']>[number]

/** Key of an order in every table. Throws RangeError where two orders could share it: only the id may hold a slash. */
export function keyOf(ref: OrderRef): string {
  if (ref.platform.includes('/') || ref.store.includes('/')) throw new RangeError(`no "/" in a platform or store: "${ref.platform}", "${ref.store}"`)
  return orderKey(ref)
}

export const laneOf = (seller: string, gateway: string): string => `${seller}/${gateway}`

export function hintColumns(hint: NewHint, now: number): Columns {
  return {
    source: hint.source,
    connector: hint.connector,
    store: hint.store,
    topic: hint.topic,
    dedupe_key: hint.dedupeKey,
    ref: jsonOrNull(hint.ref),
    order_key: hint.ref ? keyOf(hint.ref) : null,
    headers: jsonOrNull(hint.headers),
    body: hint.body ? Buffer.from(hint.body).toString('base64') : null,
    state: 'queued',
    due_at: hint.dueAt ?? now,
    received_at: now,
  }
}

/** What the first admission fixes for good. */
export function orderIdentity({ order: { ref }, seller, link }: Admission): Columns {
  return { platform: ref.platform, store: ref.store, order_id: ref.id, seller, link }
}

/** What every admission writes anew. Contact data has columns of its own, so that it can be erased without touching what the chain knows. */
export function orderSnapshot({ order, allocations, hold, request }: Admission): Columns {
  const { contact, ...kept } = order
  return {
    snapshot: canonical(kept),
    contact: jsonOrNull(contact),
    allocations: JSON.stringify(allocations),
    hold: jsonOrNull(hold),
    retry: 0,
    ...(request ? requestColumns(request) : {}),
  }
}

export function requestColumns(request: Request): Columns {
  const { contact, ...kept } = request
  return { request: canonical(kept), request_contact: jsonOrNull(contact) }
}

/** The part of a request that makes two of them the same. */
export function requestInput({ at: _, ...input }: Request): string {
  return canonical(input)
}

export function documentColumns(d: NewDocument, order: OrderRef, now: number): Columns {
  return { ...printedColumns(d, order), state: d.state, hold: jsonOrNull(d.hold), origin: 'ours', due_at: d.dueAt, created_at: now }
}

/** A document that was made elsewhere is issued from its first instant here. */
export function adoptedColumns(d: AdoptedDocument, order: OrderRef, now: number): Columns {
  const { number, issuedAt } = d
  return { ...printedColumns(d, order), state: 'issued', origin: 'elsewhere', number, issued_at: issuedAt, due_at: now, created_at: now }
}

function printedColumns(d: Omit<NewDocument, 'state' | 'hold' | 'dueAt'>, order: OrderRef): Columns {
  return {
    order_key: keyOf(order),
    colour: d.colour,
    of_id: d.of ?? null,
    reason: d.reason ?? null,
    seller: d.seller,
    gateway: d.gateway,
    lane: laneOf(d.seller, d.gateway),
    store: order.store,
    content: canonical(d.content),
    content_hash: d.contentHash,
    why: JSON.stringify(d.why),
    warnings: JSON.stringify(d.warnings),
  }
}

export function coverColumns({ id, covers }: Pick<NewDocument, 'id' | 'covers'>): Columns[] {
  return covers.map((c, position) => ({
    document_id: id,
    position,
    order_key: keyOf(c.order),
    line_id: c.lineId,
    line: c.line,
    quantity: c.quantity ?? null,
    gross_fen: c.grossFen,
  }))
}

/** Keys of the orders whose lines new documents cover, their own among them. */
export const coveredOrders = ({ documents, adopt = [] }: Admission): string[] =>
  [...documents, ...adopt.map(a => a.document)].flatMap(d => d.covers.map(c => keyOf(c.order)))

export function fileColumns(f: NewFile): Columns {
  return { document_id: f.documentId, format: f.format, number: f.number, lane: f.lane, due_at: f.dueAt, state: 'due' }
}

export function deliveryColumns(d: NewDeliveries): Columns {
  return {
    order_key: keyOf(d.order),
    document_id: d.documentId,
    channel: d.channel,
    to: d.to,
    locale: d.locale,
    wants: JSON.stringify(d.wants),
    due_at: d.dueAt,
    state: 'queued',
  }
}

export function intentColumns({ serial, body, bodyHash, at }: Intent): Columns {
  return { state: 'submitted', serial, body, body_hash: bodyHash, submitted_at: at, last_submitted_at: at }
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  dueAt: 'due_at',
  state: 'state',
  note: 'note',
  number: 'number',
  issuedAt: 'issued_at',
  lastSubmittedAt: 'last_submitted_at',
  hash: 'hash',
  sentAt: 'sent_at',
  receipt: 'receipt',
}

/** A patch in columns: what is undefined stays as it is, a hold of null is cleared. */
export function patchColumns(set: Change['set']): Columns {
  const { hold, ...rest } = set
  const plain = Object.entries(rest).filter(([name, value]) => value !== undefined && name !== 'rejectedFaults' && name !== 'ref')
  return {
    ...Object.fromEntries(plain.map(([name, value]) => plainColumn(name, value))),
    ...(hold === undefined ? {} : { hold: jsonOrNull(hold) }),
    ...('rejectedFaults' in set && set.rejectedFaults ? { rejected: JSON.stringify(set.rejectedFaults) } : {}),
    ...('ref' in set && set.ref ? { ref: JSON.stringify(set.ref), order_key: keyOf(set.ref) } : {}),
  }
}

function plainColumn(name: string, value: unknown): [string, Value] {
  const column = COLUMN_OF[name]
  if (!column || (typeof value !== 'string' && typeof value !== 'number')) throw new Error(`no column for "${name}"`)
  return [column, value]
}

const jsonOrNull = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value))
