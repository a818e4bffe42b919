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
    const change = await work()
    context.strikes.delete(row.id)
    return change
  } catch (error) {
    return struck(kind, row, error, context)
  }
}

/** A row whose work threw: again in a while, and after three times parked with the reason. */
export function struck<K extends WorkKind>(kind: K, { id, fence }: Pick<Rows[K], 'id' | 'fence'>, error: unknown, context: Context): Change<K> {
  const { io, strikes } = context
  const count = (strikes.get(id) ?? 0) + 1
  io.log.error(`working a ${kind} threw`, { id, strike: count, why: error instanceof Error ? error.stack : String(error) })
  if (strikes.size > REMEMBERED) strikes.clear()
  if (count < STRIKES) {
    strikes.set(id, count)
    return { kind, id, fence, set: { dueAt: io.now() + ladderSeconds(count, 0) * 1000 }, events: [] }
  }
  strikes.delete(id)
  const why = error instanceof Error ? error.message : String(error)
  return { kind, id, fence, set: { ...PARKED[kind], hold: fault('BUG', '', { why }) }, events: [] }
}
