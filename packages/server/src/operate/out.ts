import { buyerPaths, type DocumentDetailOut, type DocumentOut, type OrderDetailOut, type OrderOut } from '@openfapiao/api'
import { coverageOf, type DeliveryRow, type DocumentRow, type FileRow, type Instant, type OrderRow, show, sumFen, yuan } from '@openfapiao/core'
import { maskMail } from '@openfapiao/portal'

/** Row → what the API tells of it. Field by field, so that a new column never leaks by itself. */
export function documentOut(row: DocumentRow): DocumentOut {
  const { content } = row
  return {
    id: row.id,
    order: row.order,
    colour: row.colour,
    kind: content.kind,
    state: row.state,
    origin: row.origin,
    seller: row.seller,
    buyerName: content.buyer.name,
    number: row.number,
    serial: row.serial,
    of: row.of,
    reason: content.red?.reason,
    amount: yuan(content.amountFen),
    tax: yuan(content.taxFen),
    total: yuan(content.totalFen),
    createdAt: iso(row.createdAt),
    submittedAt: row.submittedAt === undefined ? undefined : iso(row.submittedAt),
    issuedAt: row.issuedAt,
    hold: row.hold,
  }
}

export interface Attached {
  readonly files: readonly FileRow[]
  readonly deliveries: readonly DeliveryRow[]
}

export function documentDetailOut(row: DocumentRow, { files, deliveries }: Attached): DocumentDetailOut {
  return {
    ...documentOut(row),
    face: show(row.content, row.why),
    warnings: [...row.warnings],
    faults: [...(row.rejectedFaults ?? [])],
    files: files.filter(f => f.documentId === row.id).map(({ format, state, hash, hold }) => ({ format, state, sm3: hash, hold })),
    deliveries: deliveries
      .filter(d => d.documentId === row.id)
      .map(({ channel, state, sentAt, hold }) => ({ channel, state, sentAt: sentAt === undefined ? undefined : iso(sentAt), hold })),
  }
}

export function orderOut(row: OrderRow): OrderOut {
  const { order, chain, seller, link } = row
  const { issuedFen, underWayFen } = coverageOf(order, chain)
  return {
    ref: order.ref,
    number: order.number,
    seller,
    currency: order.currency,
    createdAt: order.createdAt,
    paidAt: order.paidAt,
    total: yuan(order.totalFen),
    paid: yuan(order.paidFen),
    refunded: yuan(sumFen(order.refunds.map(r => r.amountFen))),
    covered: yuan(issuedFen + underWayFen),
    cancelled: order.cancelled ?? false,
    hold: chain.hold,
    page: buyerPaths.page(link),
    documents: chain.documents.map(documentOut),
  }
}

export function orderDetailOut(row: OrderRow, attached: Attached): OrderDetailOut {
  const { order, chain } = row
  const mail = chain.request?.contact?.email ?? order.contact?.email
  return {
    ...orderOut(row),
    title: chain.request?.title ?? order.title,
    email: mail === undefined ? undefined : maskMail(mail),
    documents: chain.documents.map(d => documentDetailOut(d, attached)),
  }
}

const iso = (instant: Instant): string => new Date(instant).toISOString()
