import type { Change, ClaimAsk, DocumentRow, LaneRow, Rows, WorkKind } from '@openfapiao/core'
import type { Context } from '../context.ts'
import { LEASE_SECONDS } from '../lease.ts'
import { applyAll } from './applied.ts'
import { workDelivery } from './deliveries.ts'
import { workFile } from './files.ts'
import { guarded, struck } from './guarded.ts'
import { workHint } from './hints.ts'
import { workLane } from './lane.ts'
import { laneGone } from './lane-gone.ts'

/** One turn over each kind of work: claim what is due, work it, write what came of it. Answers how many rows were worked. */
export const turns: Readonly<Record<WorkKind, (context: Context) => Promise<number>>> = {
  hint: context => work('hint', row => workHint(row, context), context),
  document: workDocuments,
  file: context => work('file', row => workFile(row, context), context),
  delivery: context => work('delivery', row => workDelivery(row, context), context),
}

/** One turn of everything, in the order in which one thing leads to the next. */
export async function turn(context: Context): Promise<number> {
  let worked = 0
  for (const kind of ['hint', 'document', 'file', 'delivery'] as const) worked += await turns[kind](context)
  return worked
}

async function work<K extends Exclude<WorkKind, 'document'>>(kind: K, one: (row: Rows[K]) => Promise<Change<K>>, context: Context): Promise<number> {
  const rows = await context.store.claim(kind, askOf(context))
  await Promise.all(rows.map(async row => applyAll([await guarded(kind, row, () => one(row), context)], context)))
  return rows.length
}

/** Lane by lane: each has its own session, its own health and its own trouble. */
async function workDocuments(context: Context): Promise<number> {
  const rows = await context.store.claim('document', askOf(context))
  const known = rows.length > 0 ? await context.store.lanes() : []
  const byLane = Map.groupBy(rows, row => row.lane)
  await Promise.all([...byLane].map(([lane, mine]) => workLaneSafely(lane, mine, known, context)))
  return rows.length
}

async function workLaneSafely(lane: string, rows: readonly DocumentRow[], known: readonly LaneRow[], context: Context): Promise<void> {
  const changes = await laneChanges(lane, rows, known, context)
  await applyAll(changes, context)
}

/** A throw in a lane is a strike against each of its rows, those that were sent included; other lanes go on. */
async function laneChanges(
  lane: string,
  rows: readonly DocumentRow[],
  known: readonly LaneRow[],
  context: Context,
): Promise<readonly Change<'document'>[]> {
  const open = context.lanes.get(lane)
  if (!open) return rows.map(({ id, fence }) => ({ kind: 'document', id, fence, set: { hold: laneGone(lane) }, events: [] }))
  try {
    const health = known.find(l => l.lane === lane)
    return await workLane(rows, open, health, context)
  } catch (error) {
    return rows.map(row => struck('document', row, error, context))
  }
}

const askOf = ({ io, worker }: Context): ClaimAsk => ({
  now: io.now(),
  limit: worker?.batch ?? 32,
  leaseSeconds: worker?.leaseSeconds ?? LEASE_SECONDS,
  worker: worker?.name ?? 'worker',
})
