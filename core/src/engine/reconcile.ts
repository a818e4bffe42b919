import { type Fault, fault } from '../fault/fault.ts'
import { canonical } from '../invoice/canonical.ts'
import type { Content } from '../invoice/content.ts'
import type { Proposal, Proposed } from './propose.ts'
import type { Chain, DocumentRow } from './rows.ts'
import { isPending } from './state.ts'

export interface Reconciled {
  /** Pending rows that are no longer right. */
  readonly cancel: readonly string[]
  readonly create: readonly Proposed[]
  /** Everything a person should see; the first is the chain's hold. */
  readonly holds: readonly Fault[]
}

/**
 * Compares what should exist with the rows not yet submitted: equal ones stay, others are replaced. What the authority rejected is not sent again
 * unless the content changed or a person pressed retry (never an endless loop). An unchanged waiting row whose hold
 * has fallen is replaced, so that it moves on; a row that a person released stays released.
 */
export function reconcile(proposal: Extract<Proposal, { is: 'proposal' }>, chain: Chain): Reconciled {
  const pending = chain.documents.filter(d => isPending(d.state))
  const kept = new Set<string>()
  const create: Proposed[] = []
  const holds: Fault[] = [...proposal.holds]
  for (const wanted of proposal.documents) {
    const same = pending.find(d => !kept.has(d.id) && isSame(d, wanted))
    const dead = chain.retry ? undefined : rejectedTwin(chain, wanted.content)
    if (same) kept.add(same.id)
    else if (dead) holds.push(dead.rejectedFaults?.[0] ?? fault('REJECTED', '', { code: '-', message: '-' }))
    else create.push(wanted)
  }
  return { cancel: pending.filter(d => !kept.has(d.id)).map(d => d.id), create, holds }
}

function isSame(row: DocumentRow, wanted: Proposed): boolean {
  const released = row.state === 'queued' && (wanted.hold === undefined || wanted.hold.code.startsWith('WAITS_'))
  const stillHeld = row.state === 'waiting' && row.hold?.code === wanted.hold?.code
  return (released || stillHeld) && row.of === wanted.of && text(row.content) === text(wanted.content)
}

const rejectedTwin = (chain: Chain, content: Content): DocumentRow | undefined =>
  chain.documents.findLast(d => d.state === 'rejected' && text(d.content) === text(content))

const text = (content: Content): string => canonical(content)
