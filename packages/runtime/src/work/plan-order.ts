import {
  type Admission,
  type Chain,
  type ConnectorSession,
  canonical,
  convert,
  type Fault,
  fault,
  type NewDocument,
  type NewEvent,
  type NewHint,
  type Order,
  type OrderAnswer,
  type OrderRef,
  type OrderRow,
  type Proposal,
  type Proposed,
  propose,
  type Reconciled,
  reconcile,
  supplyDate,
} from '@openfapiao/core'
import type { Context, OpenLane } from '../context.ts'
import { admittedEvents } from '../events.ts'
import type { StorePart } from '../parts.ts'
import { newId, newLink } from '../random.ts'
import { holdAfter } from './standing-hold.ts'

/** Two planners may meet; the one that loses looks and plans again. */
const TRIES = 5

/** What became of looking at one order. */
export type Looked =
  | { readonly is: 'planned'; readonly note: string }
  | { readonly is: 'later'; readonly why: string; readonly afterSeconds?: number }
  | { readonly is: 'held'; readonly hold: Fault }

export interface Planning {
  readonly session: ConnectorSession
  readonly context: Context
  /** A buyer's request is behind it, which may be older than the order's row. */
  readonly asked: boolean
}

/**
 * The order as it is now → what should exist → one admission. Doing it again changes nothing. The chain's version is read *before* the order is: a worker
 * that was stopped between the two finds the chain moved on, and looks again instead of writing an old picture over a newer one.
 */
export async function planOrder(ref: OrderRef, planning: Planning): Promise<Looked> {
  const { context, session, asked } = planning
  const part = context.storeOf(ref)
  if (!part) return wrongSetting('stores', `no store "${ref.platform}/${ref.store}"`)
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const row = await context.store.order(ref)
    const seller = row?.seller ?? part.seller
    if (!context.sellers.some(s => s.key === seller)) return wrongSetting('sellers', `no seller "${seller}"`)
    const answer = await session.order(ref)
    if (answer.is !== 'order') return unanswered(ref, answer)
    const order = convert(answer.order, part.policy, row?.order.conversion)
    const planned = row === undefined && asked ? await firstRow(order, part, context) : await admitOnce(order, row, part, context)
    if (planned !== 'stale') return { is: 'planned', note: `${ref.id}: ${planned}` }
  }
  return { is: 'later', why: 'other workers are planning this order', afterSeconds: 1 }
}

const wrongSetting = (setting: string, why: string): Looked => ({ is: 'held', hold: fault('SETTING_INVALID', '', { setting, why }) })

function unanswered({ id }: OrderRef, answer: Exclude<OrderAnswer, { is: 'order' }>): Looked {
  switch (answer.is) {
    case 'later':
      return answer
    case 'missing':
      return { is: 'held', hold: fault('ORDER_MISSING', '', { id }) }
    case 'faulty':
      return { is: 'held', hold: answer.faults[0] ?? fault('ORDER_UNREADABLE', '', { why: '-' }) }
  }
}

type Planned = 'admitted' | 'unchanged' | 'outOfScope' | 'wait'

/** A request waits in the store for its order's row: that is made first, without documents, so that the planning sees what was asked. */
async function firstRow(order: Order, part: StorePart, context: Context): Promise<'stale'> {
  const bare = {
    version: 0,
    order,
    seller: part.seller,
    link: newLink(context.io),
    allocations: [],
    hold: null,
    cancel: [],
    documents: [],
    events: [],
  }
  await context.store.admit(bare, context.io.now())
  return 'stale'
}

async function admitOnce(order: Order, row: OrderRow | undefined, part: StorePart, context: Context): Promise<Planned | 'stale'> {
  const chain = row?.chain ?? { ref: order.ref, version: 0, documents: [], allocations: [] }
  // A store that moved to another seller keeps its old orders with the one that sold them: its invoices can be reversed by nobody else.
  const lane = context.laneOf(row?.seller ?? part.seller)
  const proposal = proposeFor(order, chain, { part, lane }, context)
  if (proposal.is === 'wait') return proposal.why === 'submitted' ? 'wait' : 'outOfScope'
  const reconciled = reconcile(proposal, chain)
  if (row && isUnchanged(row, order, reconciled)) return 'unchanged'
  return context.store.admit(admission(order, row, { proposal, reconciled, chain, lane }, context), context.io.now())
}

/** The one call that worker and preview share, with the code list in force on the day of supply. */
export function proposeFor(order: Order, chain: Chain, { part, lane }: { part: StorePart; lane: OpenLane }, context: Context): Proposal {
  const settings = { seller: lane.part.seller, policy: part.policy, taxMap: part.taxMap }
  const edition = context.editions?.on(supplyDate(order)) ?? context.edition
  return propose({ order, chain, settings, traits: lane.traits, edition, now: context.io.now() })
}

function isUnchanged({ chain, order: known }: OrderRow, order: Order, { cancel, create, holds }: Reconciled): boolean {
  const hold = holdAfter(holds, chain)
  const sameHold = chain.hold?.code === hold?.code && chain.hold?.path === hold?.path
  return cancel.length === 0 && create.length === 0 && sameHold && chain.retry !== true && canonical(known) === canonical(order)
}

interface Decided {
  readonly proposal: Extract<Proposal, { is: 'proposal' }>
  readonly reconciled: Reconciled
  readonly chain: Chain
  readonly lane: OpenLane
}

function admission(order: Order, row: OrderRow | undefined, { proposal, reconciled, chain, lane }: Decided, context: Context): Admission {
  const seller = lane.part.key
  const documents = reconciled.create.map(d => newDocument(d, lane, context))
  const events: NewEvent[] = admittedEvents({
    order,
    seller,
    version: chain.version + 1,
    holds: reconciled.holds,
    cancel: reconciled.cancel,
    documents,
    hadHold: chain.hold,
    request: chain.request,
    at: context.io.now(),
  })
  return {
    version: chain.version,
    order,
    seller,
    link: row?.link ?? newLink(context.io),
    request: chain.request,
    allocations: proposal.allocations,
    hold: holdAfter(reconciled.holds, chain) ?? null,
    cancel: reconciled.cancel,
    documents,
    hints: documents.flatMap(d => laterHints(d, order)),
    events,
  }
}

function newDocument(d: Proposed, lane: OpenLane, context: Context): NewDocument {
  const { faults, content, hold, ...rest } = d
  return {
    ...rest,
    id: newId(context.io),
    state: hold ? 'waiting' : 'queued',
    hold,
    seller: lane.part.key,
    gateway: lane.gateway.identifier,
    content,
    contentHash: context.digest(canonical(content)),
    warnings: faults,
  }
}

/** A row that waits for a date is planned again on that date. */
function laterHints(d: NewDocument, { ref }: Order): NewHint[] {
  if (d.hold?.code !== 'WAITS_FOR_WINDOW') return []
  return [{ source: 'replan', connector: ref.platform, store: ref.store, topic: 'window', dedupeKey: `window:${d.id}`, ref, dueAt: d.dueAt }]
}
