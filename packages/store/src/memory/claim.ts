import type { ClaimAsk, DocumentRow, Intent, Rows, WorkKind } from '@openfapiao/core'
import { ACTIVE } from '../arrows.ts'
import { wrote } from '../audit/facts.ts'
import { intentColumns } from '../columns.ts'
import type { Tables } from './tables.ts'

export function claimFrom<K extends WorkKind>(t: Tables, kind: K, { now, limit, leaseSeconds }: ClaimAsk): Rows[K][] {
  const table = t.tableOf(kind)
  const due = [...table.values()]
    .filter(r => isDue(t, kind, r, now))
    .sort(byDue)
    .slice(0, limit)
  return due.map(row => {
    const claimed = { ...row, fence: row.fence + 1, attempts: row.attempts + 1 }
    table.set(row.id, claimed)
    t.leases.set(`${kind}/${row.id}`, now + leaseSeconds * 1000)
    return claimed
  })
}

export const byDue = (a: Rows[WorkKind], b: Rows[WorkKind]): number => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1)

/** Work to be done, now or later: an active state and nothing that holds it. */
export const isWork = (kind: WorkKind, row: Rows[WorkKind]): boolean => {
  const active: readonly string[] = ACTIVE[kind]
  return active.includes(row.state) && row.hold === undefined
}

function isDue<K extends WorkKind>(t: Tables, kind: K, row: Rows[K], now: number): boolean {
  if (!isWork(kind, row) || row.dueAt > now) return false
  return (t.leases.get(`${kind}/${row.id}`) ?? 0) <= now && (!('lane' in row) || isOpen(t, row.lane, now))
}

/** A lane with a need is shut until its `retryAt`; without one until a person opens it. */
function isOpen(t: Tables, name: string, now: number): boolean {
  const lane = t.lanes.get(name)
  return lane?.need === undefined || (lane.retryAt !== undefined && lane.retryAt <= now)
}

/** queued → submitted, serial and body frozen, if the fence is still the caller's. A serial used before is a bug and throws. */
export function intendOne(t: Tables, intent: Intent): boolean {
  const row = t.documents.get(intent.id)
  if (row?.fence !== intent.fence || row.state !== 'queued') return false
  if ([...t.documents.values()].some(d => d.serial === intent.serial && d.seller === row.seller && d.gateway === row.gateway))
    throw new Error(`serial ${intent.serial} was used before`)
  const { serial, body, bodyHash, at } = intent
  const submitted: DocumentRow = { ...row, state: 'submitted', serial, body, bodyHash, submittedAt: at, lastSubmittedAt: at }
  t.documents.set(row.id, submitted)
  const told = { seller: row.seller, subject: row.id, wrote: [wrote('documents', row.id, intentColumns(intent), t.ink)] }
  t.append(intent.events, [{ ...told, type: 'document.submitted' }], at)
  return true
}
