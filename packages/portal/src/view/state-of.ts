import {
  buyerOf,
  canonical,
  type DocumentRow,
  type FaultCode,
  isPending,
  liveBlues,
  type OrderRow,
  type Request,
  shanghaiDate,
} from '@openfapiao/core'
import type { Ask, InvoiceView, WaitReason } from './view.ts'

type Stated = Pick<InvoiceView, 'state' | 'reason' | 'until'>

/** Holds that a buyer can understand or clear. Every other hold is the shop's own business: the buyer learns only that the shop is on it. */
const REASONS: Readonly<Partial<Record<FaultCode, WaitReason>>> = {
  NOT_PAID: 'notPaid',
  PARTLY_PAID: 'partlyPaid',
  WAITS_FOR_WINDOW: 'window',
  WAITS_FOR_PERSON: 'person',
  WAITS_FOR_REQUEST: 'onRequest',
  TITLE_UNKNOWN: 'noTitle',
  TAX_NUMBER_SHAPE: 'checkTitle',
  TAX_NUMBER_CHECK: 'checkTitle',
  TITLE_NAME_MISSING: 'checkTitle',
  TITLE_NUMBER_MISSING: 'checkTitle',
  SPECIAL_NEEDS_ORGANISATION: 'checkTitle',
  TITLE_AFTER_PARTIAL_RED: 'barred',
  SHADOW: 'notHere',
}

const THE_BUYERS: readonly WaitReason[] = ['onRequest', 'noTitle', 'checkTitle']

/** What the whole order is waiting for, as its buyer sees it: what they must do comes first, then what is under way, then what is there. */
export function stateOf(row: OrderRow): Stated {
  const why = whyOf(row)
  if (why.reason && THE_BUYERS.includes(why.reason)) return { state: 'title', ...why }
  if (row.chain.documents.some(isUnderWay)) return { state: 'issuing' }
  if (openRequest(row)) return { state: 'asked', ...why }
  if (liveBlues(issuedOf(row)).length > 0) return { state: 'issued', ...(why.reason === 'barred' ? why : {}) }
  if (why.reason) return { state: 'waiting', ...why }
  return { state: issuedOf(row).length > 0 ? 'reversed' : 'none' }
}

/** The chain's own hold, else the first that keeps a document back. */
function whyOf({ chain }: OrderRow): Pick<Stated, 'reason' | 'until'> {
  const waiting = chain.documents.find(d => d.state === 'waiting' && d.hold)
  const hold = chain.hold ?? waiting?.hold
  if (!hold) return {}
  const reason = REASONS[hold.code] ?? 'shop'
  return reason === 'window' && waiting ? { reason, until: shanghaiDate(waiting.dueAt) } : { reason }
}

/** Queued, or sent and not yet answered; a row that only waits for a person of the shop counts too, since it goes on without the buyer. */
const isUnderWay = (d: DocumentRow): boolean => d.state === 'queued' || d.state === 'submitted'

const issuedOf = ({ chain }: OrderRow): DocumentRow[] => chain.documents.filter(d => d.state === 'issued')

/** The request as long as no document in force or on the way is made out as it asks. Nothing left to invoice: nothing open. */
export function openRequest(row: OrderRow): Request | undefined {
  const { request, documents } = row.chain
  if (!request) return undefined
  const issued = issuedOf(row)
  const blues = [...liveBlues(issued), ...documents.filter(d => d.colour === 'blue' && (isPending(d.state) || d.state === 'submitted'))]
  const wanted = canonical({ buyer: buyerOf(request.title), kind: request.kind })
  if (blues.some(b => canonical({ buyer: b.content.buyer, kind: b.content.kind }) === wanted)) return undefined
  return blues.length === 0 && issued.length > 0 && !documents.some(isUnderWay) ? undefined : request
}

/** A title may be given while nothing is sent, and changed once everything is issued; after a part refund only the shop can (design section 5). */
export function askOf(row: OrderRow): Ask {
  const { state, reason } = stateOf(row)
  if (state === 'title') return issuedOf(row).length > 0 ? 'again' : 'first'
  if (state === 'waiting') return reason === 'notHere' ? 'no' : 'first'
  if (state !== 'issued') return reason === 'barred' ? 'barred' : 'no'
  const issued = issuedOf(row)
  const partly = liveBlues(issued).some(b => issued.some(d => d.of === b.id))
  return partly || reason === 'barred' ? 'barred' : 'again'
}
