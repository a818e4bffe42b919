import type { Fault } from '../fault/fault.ts'
import type { Traits } from '../gateway/traits.ts'
import { convert } from '../order/convert.ts'
import type { Order } from '../order/order.ts'
import type { Edition } from '../tax/tax-code.ts'
import { type Proposed, propose } from './propose.ts'
import type { Allocation, Chain, DocumentRow } from './rows.ts'
import type { Settings } from './settings.ts'

export interface PreviewInput {
  readonly order: Order
  readonly settings: Settings
  readonly traits: Traits
  readonly edition: Edition
  /** Milliseconds: the moment the preview pretends to be. */
  readonly now: number
}

export interface Preview {
  readonly documents: readonly Proposed[]
  readonly holds: readonly Fault[]
}

/**
 * What would be made of an order: the blue as it was paid, then refund by refund the reds (and re-issues), as if each document had been issued in between.
 * The very same `propose` as the worker's, on a chain that exists only here.
 */
export function preview(asked: PreviewInput): Preview {
  const input = { ...asked, order: convert(asked.order, asked.settings.policy) }
  const refunds = [...input.order.refunds].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1))
  const steps = refunds.map((_, i) => refunds.slice(0, i + 1))
  return [[], ...steps].reduce<State>((state, refunds) => settled(state, { ...input, order: { ...input.order, refunds } }), EMPTY)
}

interface State extends Preview {
  readonly rows: readonly DocumentRow[]
  readonly allocations: readonly Allocation[]
}
const EMPTY: State = { documents: [], holds: [], rows: [], allocations: [] }

/** More rounds than any order needs: a full red and its re-issue are two. */
const ROUNDS = 4

function settled(state: State, input: PreviewInput): State {
  let next = state
  for (let round = 0; round < ROUNDS; round++) {
    const made = step(next, input)
    if (made === next) return next
    next = made
  }
  throw new Error(`preview of ${input.order.number} does not settle`)
}

function step(state: State, input: PreviewInput): State {
  const chain: Chain = { ref: input.order.ref, version: 0, documents: state.rows, allocations: state.allocations }
  const proposal = propose({ ...input, chain })
  if (proposal.is === 'wait') return state
  const holds = [...state.holds, ...proposal.holds.filter(h => !state.holds.some(known => known.code === h.code && known.path === h.path))]
  if (proposal.documents.length === 0) return holds.length === state.holds.length ? state : { ...state, holds }
  const rows = proposal.documents.map((d, i) => pretendIssued(d, state.rows.length + i, input))
  return { documents: [...state.documents, ...proposal.documents], holds, rows: [...state.rows, ...rows], allocations: proposal.allocations }
}

function pretendIssued(document: Proposed, index: number, { order, now }: PreviewInput): DocumentRow {
  return {
    ...document,
    id: `preview-${index}`,
    order: order.ref,
    state: 'issued',
    origin: 'ours',
    seller: '',
    gateway: '',
    lane: '',
    contentHash: '',
    warnings: [],
    createdAt: now,
    attempts: 0,
    fence: 0,
    number: String(index + 1).padStart(20, '0'),
    issuedAt: new Date(now).toISOString(),
  }
}
