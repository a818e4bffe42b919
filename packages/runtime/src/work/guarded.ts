import { type Change, fault, ladderSeconds, type Rows, type WorkKind } from '@openfapiao/core'
import type { Context } from '../context.ts'

/** What a thrown bug makes of a row: parked with the reason, everything kept, retried by a person. */
const PARKED = { hint: { state: 'held' }, document: {}, file: { state: 'held' }, delivery: { state: 'held' } } as const

/** Throws in a row before a person is called: a connection that dropped heals by itself, a bug does not. */
const STRIKES = 3
/** Rows that other workers finished leave their count behind; far more of them than rows in hand are forgotten. */
const REMEMBERED = 10_000

/** Runs one row's work; a throw concerns that row alone. */
export async function guarded<K extends WorkKind>(kind: K, row: Rows[K], work: () => Promise<Change<K>>, context: Context): Promise<Change<K>> {
  try {
    return await work()
  } catch (error) {
    return struck(kind, row, error, context)
  }
}

/** A row whose work threw, or whose change the store refused: again in a while, and after three times parked with the reason. */
export function struck<K extends WorkKind>(kind: K, row: Pick<Rows[K], 'id' | 'fence'>, error: unknown, context: Context): Change<K> {
  const { counts, changes } = context.strikes
  const count = (counts.get(row.id) ?? 0) + 1
  context.io.log.error(`working a ${kind} threw`, { id: row.id, strike: count, why: error instanceof Error ? error.stack : String(error) })
  if (counts.size > REMEMBERED) counts.clear()
  const change = count < STRIKES ? again(kind, row, count, context) : parked(kind, row, error)
  changes.add(change)
  if (count < STRIKES) counts.set(row.id, count)
  else counts.delete(row.id)
  return change
}

/** Worked and written: what happened before no longer counts. */
export function forgiven(change: Change, { strikes: { counts, changes } }: Context): void {
  if (!changes.has(change)) counts.delete(change.id)
}

function again<K extends WorkKind>(kind: K, { id, fence }: Pick<Rows[K], 'id' | 'fence'>, count: number, { io }: Context): Change<K> {
  return { kind, id, fence, set: { dueAt: io.now() + ladderSeconds(count, 0) * 1000 }, events: [] }
}

function parked<K extends WorkKind>(kind: K, { id, fence }: Pick<Rows[K], 'id' | 'fence'>, error: unknown): Change<K> {
  const why = error instanceof Error ? error.message : String(error)
  return { kind, id, fence, set: { ...PARKED[kind], hold: fault('BUG', '', { why }) }, events: [] }
}
