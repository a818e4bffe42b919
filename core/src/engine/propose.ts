import { type Fault, isError } from '../fault/fault.ts'
import type { Traits } from '../gateway/traits.ts'
import { compose, contentOf, coversOf, whyOf } from '../invoice/compose.ts'
import type { Content, Reason } from '../invoice/content.ts'
import type { BlueDraft, RedDraft } from '../invoice/draft.ts'
import { ledgerOf } from '../invoice/ledger.ts'
import { composeRed, redPortions } from '../invoice/red.ts'
import { split } from '../invoice/split.ts'
import { negate } from '../money/decimal.ts'
import type { Order } from '../order/order.ts'
import type { Seller } from '../party/seller.ts'
import { check } from '../rules/check.ts'
import type { Edition } from '../tax/tax-code.ts'
import type { TaxMap } from '../tax/tax-map.ts'
import { plan } from './plan.ts'
import type { Allocation, Chain, Cover, Hold } from './rows.ts'
import type { Policy } from './settings.ts'
import { supplyDate } from './supply-date.ts'
import { whenToIssue } from './when-to-issue.ts'

export interface ProposeInput {
  readonly order: Order
  readonly chain: Chain
  readonly settings: { readonly seller: Seller; readonly policy: Policy; readonly taxMap: TaxMap }
  readonly traits: Traits
  readonly edition: Edition
  readonly now: number
}

/** One document that should exist, composed and checked. `hold`: why it waits; `dueAt`: until when. */
export interface Proposed {
  readonly colour: 'blue' | 'red'
  readonly of?: string
  readonly reason?: Reason
  readonly content: Content
  readonly covers: readonly Cover[]
  readonly why: readonly string[]
  readonly faults: readonly Fault[]
  readonly hold?: Hold
  readonly dueAt: number
}

export type Proposal =
  | { readonly is: 'wait'; readonly why: 'submitted' | 'outOfScope' | 'off' }
  | {
      readonly is: 'proposal'
      readonly documents: readonly Proposed[]
      readonly holds: readonly Fault[]
      readonly allocations: readonly Allocation[]
    }

/** plan → map → compose → split → check: the one path from an order to its documents, for worker and preview alike. */
export function propose(input: ProposeInput): Proposal {
  const { order, chain, settings, traits } = input
  const planned = plan({ order, chain, policy: settings.policy, traits, now: input.now })
  if (planned.is === 'wait') return planned
  const reds: Proposed[] = []
  for (const red of planned.reds) reds.push(proposeRed(red, input, reds))
  const blue = planned.blue ? proposeBlue(planned.blue, input) : { documents: [], holds: [] }
  return { is: 'proposal', documents: [...reds, ...blue.documents], holds: [...planned.holds, ...blue.holds], allocations: planned.allocations }
}

function proposeBlue(draft: BlueDraft, input: ProposeInput): { documents: Proposed[]; holds: Fault[] } {
  const { order, settings, traits } = input
  const made = compose(draft, inclusive(order, settings.policy), {
    ...settings,
    edition: input.edition,
    taxpayer: settings.seller.kind,
    date: supplyDate(order),
    priceDecimals: traits.priceDecimals,
    priceTextMax: traits.priceTextMax,
  })
  if (made.is === 'faulty') return { documents: [], holds: [...made.faults] }
  const { items, head, faults } = made.composed
  const documents = split(items, draft.kind, { linesMax: traits.linesMax, totalMaxFen: settings.policy.invoiceMaxFen }).map(part => {
    const content = contentOf({ ...head, kind: part.kind }, part.items)
    return held({ colour: 'blue', content, covers: coversOf(order, part.items), why: whyOf(part.items), faults, dueAt: 0 }, input)
  })
  return { documents, holds: [] }
}

/** Where the platform knew no tax, the store's policy has said that prices contain it (else the plan holds). */
const inclusive = (order: Order, policy: Policy): Order =>
  order.pricesIncludeTax === undefined && policy.pricesContainTax === true ? { ...order, pricesIncludeTax: true } : order

/** `before`: reds of this same proposal; what they take of the blue is taken. */
function proposeRed(draft: RedDraft, input: ProposeInput, before: readonly Proposed[]): Proposed {
  const { chain, order, traits } = input
  const blue = chain.documents.find(d => d.id === draft.of)
  if (blue?.number === undefined || blue.issuedAt === undefined) throw new Error(`red planned for a blue that is not issued: ${draft.of}`)
  const reds = [...chain.documents.filter(d => d.state === 'issued'), ...before].filter(d => d.of === blue.id).map(d => d.content)
  const content = composeRed(
    { content: blue.content, number: blue.number, issuedAt: blue.issuedAt },
    draft.reason,
    redPortions(draft, ledgerOf(blue.content, reds, traits)),
  )
  const covers = draft.lines.map(l => ({
    order: order.ref,
    lineId: l.lineId,
    line: l.line,
    grossFen: -l.grossFen,
    ...(l.quantity === undefined ? {} : { quantity: negate(l.quantity) }),
  }))
  const why = content.lines.map(l => `blue ${blue.number} line ${l.blueLine}`)
  return held({ colour: 'red', of: blue.id, reason: draft.reason, content, covers, why, faults: [], dueAt: 0 }, input)
}

/** Checks the content; the first error holds it, else the store's policy may (reds never wait: the refund has happened). */
function held(document: Proposed, { settings, traits, edition, order, chain, now }: ProposeInput): Proposed {
  const found = check(document.content, { ...traits, edition, taxpayer: settings.seller.kind })
  const faults = [...document.faults, ...found]
  const error = faults.find(isError)
  if (error) return { ...document, faults, hold: error, dueAt: now }
  const when = document.colour === 'red' ? { dueAt: now } : whenToIssue(order, chain, settings.policy, now)
  return { ...document, faults, ...when }
}
