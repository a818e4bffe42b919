import { type Fault, fault } from '../fault/fault.ts'
import type { Traits } from '../gateway/traits.ts'
import { canonical } from '../invoice/canonical.ts'
import { buyerOf } from '../invoice/compose.ts'
import type { BlueDraft, RedDraft } from '../invoice/draft.ts'
import { compare } from '../money/decimal.ts'
import { type Fen, sumFen, yuan } from '../money/fen.ts'
import type { Order } from '../order/order.ts'
import { allocateRefunds, owedOf } from '../order/owed.ts'
import { type InvoiceKind, PERSON, type Title } from '../party/title.ts'
import { isUntaxed } from '../tax/untaxed.ts'
import { frozenOf, type Gap, gapsOf, untoldFen } from './coverage.ts'
import { planReds, wholeReds } from './plan-reds.ts'
import type { Allocation, Chain, DocumentRow } from './rows.ts'
import type { Policy } from './settings.ts'

export interface PlanInput {
  readonly order: Order
  readonly chain: Chain
  readonly policy: Policy
  readonly traits: Traits
  /** Milliseconds; decides only whether the after-sales window is over. */
  readonly now: number
}

/** `drafts` is what should exist besides what is issued; documents not yet submitted are compared with it and replaced where they differ. */
export type Plan =
  | { readonly is: 'wait'; readonly why: 'submitted' | 'outOfScope' | 'off' }
  | {
      readonly is: 'drafts'
      readonly blue?: BlueDraft
      readonly reds: readonly RedDraft[]
      readonly allocations: readonly Allocation[]
      readonly holds: readonly Fault[]
    }

/**
 * The difference between what should be invoiced and what has been (design section 5). Pure and complete: hints carry no meaning, so lost, doubled,
 * late and reordered ones cannot matter. Nothing is planned while a document is submitted; settling plans again.
 */
export function plan(input: PlanInput): Plan {
  const { order, chain, policy } = input
  const scope = outOfScope(input)
  if (scope) return { is: 'wait', why: scope }
  if (chain.documents.some(d => d.state === 'submitted')) return { is: 'wait', why: 'submitted' }
  const { allocations, faults } = allocateRefunds(order, frozenOf(chain))
  const drafts = (holds: readonly Fault[], reds: readonly RedDraft[] = [], blue?: BlueDraft): Plan => ({
    is: 'drafts',
    blue,
    reds,
    allocations,
    holds,
  })
  if (faults.length > 0) return drafts(faults)
  const issued = chain.documents.filter(d => d.state === 'issued')
  const gaps = gapsOf(owedOf(order, allocations), issued, order)
  const reversed = reverseOrdered(chain, issued)
  if (reversed) return drafts(reversed.holds, reversed.reds)
  const elsewhere = madeElsewhere(chain, issued, gaps)
  if (elsewhere !== 'none' && elsewhere !== 'settled') return drafts([elsewhere])
  const changed = changeTitle(chain, issued)
  if (changed) return drafts(changed.holds, changed.reds)
  if (elsewhere === 'settled') return drafts([])
  const reds = planReds(gaps, issued, input)
  const over = gaps.filter(g => g.grossFen > 0)
  if (over.length === 0) return drafts([], reds)
  const { holds, blue } = planBlue([...over, ...giftsOf(gaps, input)], input, issued.length > 0)
  return drafts(policy.mode === 'off' ? [] : holds, reds, blue)
}

function outOfScope({ order, chain, policy }: PlanInput): 'off' | 'outOfScope' | undefined {
  if (chain.documents.some(d => d.state === 'issued' || d.state === 'submitted')) return undefined
  if (policy.mode === 'off') return 'off'
  if (order.test) return 'outOfScope'
  const early = policy.issueFrom !== undefined && order.paidAt !== undefined && Date.parse(order.paidAt) < Date.parse(policy.issueFrom)
  return early && !chain.request ? 'outOfScope' : undefined
}

/**
 * A document made elsewhere is adopted; the difference it leaves is for a person, never for an automatic document (design section 5). One that fits settles
 * the order, by its total: which lines it meant is often not told. A person who retries has looked: then we make what is missing, if all its lines are known.
 */
function madeElsewhere({ retry }: Chain, issued: readonly DocumentRow[], gaps: readonly Gap[]): Fault | 'settled' | 'none' {
  if (!issued.some(d => d.origin === 'elsewhere')) return 'none'
  const untold = untoldFen(issued)
  const difference = sumFen(gaps.map(g => g.grossFen)) - untold
  if (difference === 0) return 'settled'
  return retry && untold === 0 ? 'none' : fault('ELSEWHERE_DIFFERENCE', 'documents', { difference: yuan(difference) })
}

/**
 * A person's order to reverse (decision 0004): full red 01 of the blues it names, or of all where nothing is to be issued again; those that are reversed
 * already are done. Barred after a partial red.
 */
function reverseOrdered({ request }: Chain, issued: readonly DocumentRow[]): { holds: Fault[]; reds: RedDraft[] } | undefined {
  const ordered = request?.reverse
  if (!ordered) return undefined
  const live = liveBlues(issued).filter(b => !ordered.again || ordered.documents.includes(b.id))
  const partly = live.find(b => issued.some(d => d.of === b.id))
  if (partly) return { holds: [fault('REVERSE_AFTER_PARTIAL_RED', 'request.reverse', { number: partly.number ?? '' })], reds: [] }
  const holds = ordered.again ? [] : [fault('WITHDRAWN', 'request.reverse', { by: ordered.by })]
  return live.length > 0 || !ordered.again ? { holds, reds: wholeReds(live, issued, () => '01') } : undefined
}

/** Another title or kind asked for after issue: full red 01 of every live blue, then planning again makes the new blue. Barred after a partial red. */
function changeTitle(chain: Chain, issued: readonly DocumentRow[]): { holds: Fault[]; reds: RedDraft[] } | undefined {
  const { request } = chain
  if (!request || request.reverse) return undefined
  const buyer = canonical(buyerOf(request.title))
  const other = liveBlues(issued).filter(b => canonical(b.content.buyer) !== buyer || b.content.kind !== wantedKind(b, request.kind))
  if (other.length === 0) return undefined
  const partly = other.find(b => issued.some(d => d.of === b.id))
  if (partly) return { holds: [fault('TITLE_AFTER_PARTIAL_RED', 'request.title', { number: partly.number ?? '' })], reds: [] }
  return { holds: [], reds: wholeReds(other, issued, () => '01') }
}

/** Exempt lines are never on a special invoice: `split` makes an ordinary one of them, and that one is as it was wanted. */
const wantedKind = ({ content }: DocumentRow, kind: InvoiceKind): InvoiceKind => (content.lines.every(isUntaxed) ? 'ordinary' : kind)

/** Issued blues of which something is left. */
export function liveBlues(issued: readonly DocumentRow[]): DocumentRow[] {
  const reversed = (blue: DocumentRow): Fen => sumFen(issued.filter(d => d.of === blue.id && d.colour === 'red').map(d => d.content.totalFen))
  return issued.filter(d => d.colour === 'blue' && d.content.totalFen + reversed(d) !== 0)
}

/** Goods given free that the policy shows on the invoice of what was paid; alone they make none. */
function giftsOf(gaps: readonly Gap[], { order, policy }: PlanInput): Gap[] {
  if (policy.gifts !== 'show') return []
  const free = order.lines.filter(l => l.valueFen > 0 && l.valueFen === l.discountFen).map(l => l.id)
  return gaps.filter(g => g.grossFen === 0 && free.includes(g.lineId) && g.quantity !== undefined && compare(g.quantity, '0') > 0)
}

function planBlue(over: readonly Gap[], { order, chain, policy }: PlanInput, again: boolean): { holds: Fault[]; blue?: BlueDraft } {
  const stop = whyNotPaid(order) ?? whyUnfit(order, over, policy)
  if (stop === 'nothing') return { holds: [] }
  if (stop) return { holds: [stop] }
  const title = titleOf(order, chain, policy)
  if (!title) return { holds: [fault('TITLE_UNKNOWN', 'title')] }
  const kind: InvoiceKind = chain.request?.kind ?? order.kind ?? lastKind(chain, again) ?? 'ordinary'
  return { holds: [], blue: { colour: 'blue', title, kind, lines: over.map(({ lineId, quantity, grossFen }) => ({ lineId, quantity, grossFen })) } }
}

function whyNotPaid(order: Order): Fault | 'nothing' | undefined {
  if (order.totalFen === 0) return 'nothing'
  if (order.paidFen >= order.totalFen && order.paidAt !== undefined) return undefined
  if (order.cancelled && order.paidFen === 0) return 'nothing'
  if (order.paidFen === 0) return fault('NOT_PAID', 'paidAt')
  return fault('PARTLY_PAID', 'paidFen', { paid: yuan(order.paidFen), total: yuan(order.totalFen) })
}

function whyUnfit(order: Order, over: readonly Gap[], policy: Policy): Fault | undefined {
  if (order.currency !== 'CNY') return fault('CURRENCY_NOT_CNY', 'currency', { currency: order.currency })
  if (order.pricesIncludeTax === undefined && policy.pricesContainTax !== true) return fault('PRICES_TAX_UNKNOWN', 'pricesIncludeTax')
  if (policy.giftCards === 'invoice') return undefined
  const card = order.lines.findIndex(l => l.role === 'giftCard' && over.some(g => g.lineId === l.id))
  return card < 0 ? undefined : fault('GIFT_CARD_SOLD', `lines.${card}`, { line: card + 1, title: order.lines[card]?.title ?? '' })
}

/** Asked for > on the order > the store's policy. No built-in default. */
function titleOf(order: Order, chain: Chain, policy: Policy): Title | undefined {
  return chain.request?.title ?? order.title ?? (policy.withoutTitle === 'person' ? PERSON : undefined)
}

/** A re-issue keeps the kind of what it replaces. */
function lastKind(chain: Chain, again: boolean): InvoiceKind | undefined {
  return again ? chain.documents.filter(d => d.colour === 'blue' && d.state === 'issued').at(-1)?.content.kind : undefined
}
