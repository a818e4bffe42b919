import { add, type Decimal, subtract } from '../money/decimal.ts'
import { type Fen, sumFen } from '../money/fen.ts'
import { type Order, orderKey } from '../order/order.ts'
import { allocateRefunds, type Owed, owedOf } from '../order/owed.ts'
import type { Allocation, Chain, Cover, DocumentRow } from './rows.ts'
import { isPending, mayExist } from './state.ts'

/** How much of an order line documents cover: blue − red. */
export interface Covered {
  readonly lineId: string
  readonly quantity: Decimal
  readonly grossFen: Fen
}

export const coversOn = (documents: readonly DocumentRow[], order: Order): Cover[] =>
  documents
    .flatMap(d => d.covers)
    .filter(c => c.order.id === order.ref.id && c.order.store === order.ref.store && c.order.platform === order.ref.platform)

export function coveredBy(documents: readonly DocumentRow[], order: Order, lineId: string): Covered {
  const covers = coversOn(documents, order).filter(c => c.lineId === lineId)
  return { lineId, quantity: covers.reduce((q, c) => add(q, c.quantity ?? '0'), '0'), grossFen: sumFen(covers.map(c => c.grossFen)) }
}

/**
 * Refunds as they were spread when a document was last planned, once one has left the house: what it says of its lines must not move under it when a
 * line is added later. Until then they are spread anew each time.
 */
export const frozenOf = ({ documents, allocations }: Chain): readonly Allocation[] => (documents.some(d => mayExist(d.state)) ? allocations : [])

export interface Gap {
  readonly lineId: string
  readonly quantity?: Decimal
  readonly grossFen: Fen
}

/** Owed − covered, line by line: positive is to be invoiced, negative to be reversed. */
export function gapsOf(owed: readonly Owed[], documents: readonly DocumentRow[], order: Order): Gap[] {
  return owed.map(o => {
    const covered = coveredBy(documents, order, o.lineId)
    const quantity = o.quantity === undefined ? {} : { quantity: subtract(o.quantity, covered.quantity) }
    return { lineId: o.lineId, grossFen: o.grossFen - covered.grossFen, ...quantity }
  })
}

/** What a document made elsewhere takes or gives beyond the order lines that are known of it: its printed total less its covers. 0 for ours. */
export const untoldFen = (documents: readonly DocumentRow[]): Fen =>
  sumFen(documents.filter(d => d.origin === 'elsewhere').map(d => d.content.totalFen - sumFen(d.covers.map(c => c.grossFen))))

export interface Coverage {
  readonly owedFen: Fen
  /** Issued: blue − red. */
  readonly issuedFen: Fen
  /** Waiting, queued or submitted: blue − red. */
  readonly underWayFen: Fen
  /** Owed = covered, or somebody can read why not. The identity of design section 2. */
  readonly settled: boolean
}

/** The identity that planning, reconciliation, dashboards and tests share: paid − refunded = blue − red, counting what is under way, or held with a reason. */
export function coverageOf(order: Order, chain: Chain): Coverage {
  const { allocations } = allocateRefunds(order, frozenOf(chain))
  // Nothing is owed for what nobody paid; a part payment is owed and held.
  const owedFen = order.paidFen === 0 ? 0 : sumFen(owedOf(order, allocations).map(o => o.grossFen))
  const of = (keep: (d: DocumentRow) => boolean) => sumFen(coversOn(chain.documents.filter(keep), order).map(c => c.grossFen))
  const own = chain.documents.filter(d => d.state === 'issued' && orderKey(d.order) === orderKey(order.ref))
  const issuedFen = of(d => d.state === 'issued') + untoldFen(own)
  const underWayFen = of(d => isPending(d.state) || d.state === 'submitted')
  return { owedFen, issuedFen, underWayFen, settled: owedFen === issuedFen + underWayFen || chain.hold !== undefined }
}
