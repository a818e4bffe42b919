import type { Change, LaneRow, WorkKind } from '@openfapiao/core'
import { refuseWrongArrow, statesBefore } from '../arrows.ts'
import type { Told } from '../audit/explained.ts'
import { wrote } from '../audit/facts.ts'
import { type Columns, keyOf, patchColumns } from '../columns.ts'
import { raise } from './admit.ts'
import type { Sql, Unit } from './context.ts'
import { addDeliveries, addFiles, documentTold } from './follow.ts'
import { acceptAll } from './intake.ts'
import { json, type Raw, text, WORK } from './rows.ts'
import { insertRows, listOf, select, updateRows } from './statements.ts'

/** One change: the row, and everything that goes with it. false if the fence is no longer the caller's; an arrow that does not exist throws. */
export async function applyOne(sql: Sql, unit: Unit, change: Change, now: number): Promise<boolean> {
  const columns = patchColumns(change.set)
  const row = await changeRow(unit, change, columns)
  if (!row) return refused(unit, change)
  const told = [...(await rowTold(sql, unit, change.kind, row, columns)), ...(await follow(sql, unit, change, now))]
  unit.append(change.events, told, now)
  return true
}

/** Fence and arrow are part of the statement that moves the row. */
async function changeRow({ trx }: Unit, change: Change, columns: Columns): Promise<Raw | undefined> {
  const { table, subject } = WORK[change.kind]
  const from = statesBefore(change)
  const where = `WHERE id = ? AND fence = ?${from ? ` AND state IN ${listOf(from)}` : ''} RETURNING id, ${subject}`
  const [row] = await updateRows(trx, table, { ...columns, lease_until: 0 }, where, [change.id, change.fence, ...(from ?? [])])
  return row
}

async function refused({ trx }: Unit, change: Change): Promise<false> {
  const { table } = WORK[change.kind]
  const [row] = await select(trx, `SELECT state FROM ${table} WHERE id = ? AND fence = ?`, [change.id, change.fence])
  if (row) refuseWrongArrow(change, text(row.state))
  return false
}

/** What the chain is told of a work row: nothing of hints, nothing when only its schedule moved. */
export async function rowTold(sql: Sql, unit: Unit, kind: WorkKind, row: Raw, columns: Columns): Promise<Told[]> {
  if (kind === 'hint') return []
  const facts = wrote(WORK[kind].table, text(row.id), columns, sql.ink)
  if (Object.keys(facts.set).length === 0) return []
  if (kind === 'document') return [{ seller: text(row.seller), subject: text(row.id), wrote: [facts] }]
  return documentTold(unit, text(row.document_id), [facts])
}

async function follow(sql: Sql, unit: Unit, change: Change, now: number): Promise<Told[]> {
  await acceptAll(sql, unit, change.hints, now)
  const told = [
    ...(await holdChain(sql, unit, change)),
    ...(await addFiles(sql, unit, change.files)),
    ...(await addDeliveries(sql, unit, change.deliveries)),
  ]
  if (change.wakeDeliveriesOf !== undefined) await wake(unit, change.wakeDeliveriesOf, now)
  if (change.lane) await putLane(unit, change.lane)
  return told
}

async function holdChain({ ink }: Sql, { trx }: Unit, { chainHold }: Change): Promise<Told[]> {
  if (!chainHold) return []
  const type = chainHold.hold ? 'order.held' : 'order.released'
  const told = await raise(trx, keyOf(chainHold.ref), patchColumns({ hold: chainHold.hold }), ink)
  return told.map(t => ({ ...t, type }))
}

/** Deliveries whose wanted formats are all stored become due. */
async function wake(unit: Unit, documentId: string, now: number): Promise<void> {
  const { trx } = unit
  const stored = (await select(trx, "SELECT format FROM files WHERE document_id = ? AND state = 'stored'", [documentId])).map(f => text(f.format))
  const waiting = await select(trx, "SELECT id, wants FROM deliveries WHERE document_id = ? AND state = 'queued' AND due_at > ?", [documentId, now])
  const ready = waiting.filter(d => json<string[]>(text(d.wants)).every(w => stored.includes(w))).map(d => text(d.id))
  if (ready.length === 0) return
  await updateRows(trx, 'deliveries', { due_at: now }, `WHERE id IN ${listOf(ready)}`, ready)
  unit.wake()
}

export async function putLane({ trx }: Unit, { lane, need, detail, since, retryAt, failures }: LaneRow): Promise<void> {
  const row = { lane, need: need ?? null, detail: detail ?? null, since: since ?? null, retry_at: retryAt ?? null, failures }
  const set = ['need', 'detail', 'since', 'retry_at', 'failures'].map(c => `${c} = excluded.${c}`).join(', ')
  await insertRows(trx, 'lanes', [row], `ON CONFLICT (lane) DO UPDATE SET ${set}`)
}
