import { type DocumentRow, liveBlues, type OrderRow, shanghaiDate, sumFen, yuan } from '@openfapiao/core'
import { documentView, type StoredFile } from './document-view.ts'
import { maskMail } from './mask.ts'
import { askOf, openRequest, stateOf } from './state-of.ts'
import type { InvoiceView } from './view.ts'

export interface ViewContext {
  /** The files of this order's documents. */
  readonly files: readonly StoredFile[]
  readonly sellerName: string
  /** The seller issues through a sandbox: the page says that nothing on it is a legal invoice. */
  readonly sandbox: boolean
}

/** Order row → what its buyer may see. Pure; picks field by field, so that a new column never leaks by itself. */
export function viewOf(row: OrderRow, { files, sellerName, sandbox }: ViewContext): InvoiceView {
  const { chain, order, link } = row
  const documents = chain.documents.filter(isShown)
  const issued = documents.filter(d => d.state === 'issued')
  const request = openRequest(row)
  const mail = chain.request?.contact?.email ?? order.contact?.email
  return {
    link,
    sandbox,
    sellerName,
    orderNumber: order.number,
    orderedOn: shanghaiDate(Date.parse(order.createdAt)),
    ...stateOf(row),
    inForce: yuan(sumFen(issued.filter(d => d.colour !== 'void').map(d => d.content.totalFen))),
    documents: documents.map(d => documentView(d, { issued, live: liveBlues(issued), files, link })),
    ask: askOf(row),
    ...(request ? { asked: { name: request.title.name, kind: request.kind, on: shanghaiDate(Date.parse(request.at)) } } : {}),
    ...(mail ? { mail: maskMail(mail) } : {}),
  }
}

/** Cancelled and rejected rows never became anything; composed rows of a shadow run are the shop's own. */
const isShown = (d: DocumentRow): boolean => d.state !== 'cancelled' && d.state !== 'rejected' && d.hold?.code !== 'SHADOW'
