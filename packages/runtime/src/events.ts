import type {
  AdoptedDocument,
  DeliveryRow,
  DocumentRow,
  EventType,
  Fault,
  FileRow,
  HintRow,
  Hold,
  NewDocument,
  NewEvent,
  Order,
  OrderRef,
  RedForm,
  Request,
  Settlement,
} from '@openfapiao/core'
import { orderKey } from '@openfapiao/core'
import type { Context } from './context.ts'

const ENGINE = 'engine'

interface AdmittedFacts {
  readonly order: Order
  readonly seller: string
  readonly version: number
  readonly holds: readonly Fault[]
  readonly hadHold?: Hold
  readonly cancel: readonly string[]
  readonly documents: readonly NewDocument[]
  /** The request that it was planned with: its key is told, and of an order to reverse who gave it and why. */
  readonly request?: Pick<Request, 'key' | 'reverse'>
  readonly at: number
}

/** One planning: what was decided for the order, then each document cancelled and admitted. */
export function admittedEvents({ order, seller, version, holds, hadHold, cancel, documents, request, at }: AdmittedFacts): NewEvent[] {
  const event = (type: EventType, subject: string, data: NewEvent['data']): NewEvent => ({ seller, type, subject, at, actor: ENGINE, data })
  const key = orderKey(order.ref)
  return [
    event('order.planned', key, {
      version,
      hold: holds[0]?.code ?? null,
      holds: holds.map(h => h.code),
      totalFen: order.totalFen,
      refunds: order.refunds.length,
      hadHold: hadHold?.code ?? null,
      request: request?.key ?? null,
      ...(request?.reverse ? { reverse: { ...request.reverse } } : {}),
    }),
    ...cancel.map(id => event('document.cancelled', id, { order: key })),
    ...documents.map(d => event('document.admitted', d.id, admitted(d, key))),
  ]
}

const admitted = (d: NewDocument, order: string): NewEvent['data'] => ({ ...printed(d, order), state: d.state, hold: d.hold?.code })

function printed(d: Omit<NewDocument, 'state' | 'hold' | 'dueAt'>, order: string): NewEvent['data'] {
  const { amountFen, taxFen, totalFen } = d.content
  return {
    order,
    colour: d.colour,
    kind: d.content.kind,
    of: d.of,
    reason: d.reason,
    seller: d.seller,
    gateway: d.gateway,
    contentHash: d.contentHash,
    amountFen,
    taxFen,
    totalFen,
    covers: d.covers.map(c => ({ order: orderKey(c.order), lineId: c.lineId, line: c.line, quantity: c.quantity, grossFen: c.grossFen })),
  }
}

interface AdoptedFacts {
  readonly order: OrderRef
  readonly form: RedForm
  readonly at: number
}

/** A document that the authority had and we did not make. */
export function adoptedEvents(document: AdoptedDocument, { order, form, at }: AdoptedFacts): NewEvent[] {
  const { number, issuedAt, seller, id } = document
  const { formNumber, uuid, enteredBy } = form
  const data = { ...printed(document, orderKey(order)), number, issuedAt, form: { formNumber, uuid, enteredBy } }
  return [{ seller, type: 'document.adopted', subject: id, at, actor: ENGINE, data }]
}

/** `number`: the invoice number that we gave, where we number; burned if this document dies. */
interface SubmittedFacts {
  readonly serial: string
  readonly bodyHash: string
  readonly at: number
  readonly number?: string
}

export function submittedEvents({ id, seller }: DocumentRow, facts: SubmittedFacts): NewEvent[] {
  return [{ seller, type: 'document.submitted', subject: id, at: facts.at, actor: ENGINE, data: { ...facts } }]
}

/** Written before the same bytes leave once more. */
export function resubmittedEvents({ id, seller, serial, bodyHash }: DocumentRow, at: number): NewEvent[] {
  return [{ seller, type: 'document.resubmitted', subject: id, at, actor: ENGINE, data: { serial, bodyHash, at } }]
}

export function settledEvents({ id, seller }: DocumentRow, { issued, rejected, set }: Settlement, at: number): NewEvent[] {
  const event = (type: EventType, data: NewEvent['data']): NewEvent => ({ seller, type, subject: id, at, actor: ENGINE, data })
  if (issued) {
    const { number, issuedAt, amountFen, taxFen, totalFen } = issued
    return [event('document.issued', { number, issuedAt, amountFen, taxFen, totalFen })]
  }
  if (rejected) return [event('document.rejected', { codes: rejected.map(f => f.code), hold: set.hold?.code })]
  return set.hold ? [event('document.held', { hold: set.hold.code })] : []
}

export function fileEvents(row: FileRow, hash: string, seller: string, at: number): NewEvent[] {
  return [{ seller, type: 'file.stored', subject: row.documentId, at, actor: ENGINE, data: { format: row.format, hash, number: row.number } }]
}

export function deliveryEvents(row: DeliveryRow, seller: string, type: 'delivery.sent' | 'delivery.refused', at: number): NewEvent[] {
  return [{ seller, type, subject: row.documentId, at, actor: ENGINE, data: { channel: row.channel, delivery: row.id } }]
}

/** Hints of stores that nobody configured belong to no seller's chain. */
export function hintEvents(row: HintRow, type: EventType, context: Context, data: NewEvent['data']): NewEvent[] {
  const store = context.storeOf({ platform: row.connector, store: row.store })
  return store ? [{ seller: store.seller, type, subject: row.id, at: context.io.now(), actor: ENGINE, data }] : []
}
