import { type Admission, type DocumentRow, isPending, type OrderRow, type Proposed } from '@openfapiao/core'
import type { Context, OpenLane } from '../../context.ts'
import { proposeFor } from '../plan-order.ts'

/** An issued blue whose red forms were just asked for. `row` was read *before* the question, so a chain that moved meanwhile makes every admission stale. */
export interface Found {
  readonly blue: DocumentRow
  readonly row: OrderRow
  readonly lane: OpenLane
  readonly context: Context
}

/** The chain as it is: what every admission of this folder begins from. */
export const unchanged = ({ order, chain, seller, link }: OrderRow): Admission => ({
  version: chain.version,
  order,
  seller,
  link,
  request: chain.request,
  allocations: chain.allocations,
  hold: chain.hold ?? null,
  cancel: [],
  documents: [],
  events: [],
})

export const pendingIds = (documents: readonly DocumentRow[]): string[] => documents.filter(d => isPending(d.state)).map(d => d.id)

/** Reds of this blue that we would make ourselves now. */
export function plannedReds({ blue, row, lane, context }: Found): readonly Proposed[] {
  const part = context.storeOf(row.order.ref)
  const proposal = part && proposeFor(row.order, row.chain, { part, lane }, context)
  return proposal?.is === 'proposal' ? proposal.documents.filter(d => d.of === blue.id) : []
}
