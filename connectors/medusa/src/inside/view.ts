import { type Fault, type OrderRow, yuan } from '@openfapiao/core'
import type { Embedded } from '@openfapiao/runtime/embed'
import type { BuyerView, DocumentView, OrderView, Said } from './contract.ts'

type Parts = Pick<Embedded, 'store' | 'settings'>

/** An order's row as the merchant's widget shows it, field by field, so that a new column never leaks by itself. */
export async function orderView(row: OrderRow | undefined, { store, settings }: Parts): Promise<OrderView> {
  if (!row) return { state: 'none', documents: [] }
  const { chain, order, link } = row
  const ids = chain.documents.map(d => d.id)
  const [files, deliveries] = await Promise.all([store.files(ids), store.deliveries(ids)])
  const title = chain.request?.title ?? order.title
  return {
    state: stateOf(row),
    hold: said(chain.hold),
    link: linkOf(link, settings),
    title: title && { kind: title.kind, name: title.name, taxNumber: title.taxNumber },
    documents: chain.documents.map<DocumentView>(d => ({
      ...{ id: d.id, colour: d.colour, kind: d.content.kind, state: d.state, buyer: d.content.buyer.name, total: yuan(d.content.totalFen) },
      ...{ number: d.number, issuedAt: d.issuedAt, hold: said(d.hold) },
      files: files.filter(f => f.documentId === d.id).map(({ format, state }) => ({ format, state })),
      deliveries: deliveries.filter(x => x.documentId === d.id).map(({ channel, state }) => ({ channel, state })),
    })),
  }
}

export function buyerView(row: OrderRow | undefined, { settings }: Pick<Parts, 'settings'>): BuyerView {
  if (!row) return { state: 'none' }
  const holds = [row.chain.hold, ...row.chain.documents.map(d => d.hold)]
  return { state: stateOf(row), link: linkOf(row.link, settings), reason: said(holds.find(h => h?.who === 'buyer')) }
}

const linkOf = (link: string, { portalUrl }: Parts['settings']): string => `${portalUrl}/i/${link}`
const said = (hold: Fault | undefined): Said | undefined => hold && { zh: hold.zh, en: hold.en }

function stateOf({ chain }: OrderRow): OrderView['state'] {
  const states = chain.documents.map(d => d.state)
  if (chain.hold || states.includes('waiting')) return 'held'
  if (states.includes('queued') || states.includes('submitted')) return 'underWay'
  return states.includes('issued') ? 'issued' : 'none'
}
