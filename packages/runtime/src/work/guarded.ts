import { type Change, fault, type Rows, type WorkKind } from '@openfapiao/core'
import type { Context } from '../context.ts'

/** What a thrown bug makes of a row: parked with the reason, everything kept, retried by a person. */
const PARKED = { hint: { state: 'held' }, document: {}, file: { state: 'held' }, delivery: { state: 'held' } } as const

/** Runs one row's work; a throw parks that row alone. */
export async function guarded<K extends WorkKind>(kind: K, row: Rows[K], work: () => Promise<Change<K>>, { io }: Context): Promise<Change<K>> {
  try {
    return await work()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    io.log.error(`a ${kind} was parked`, { id: row.id, why: error instanceof Error ? error.stack : why })
    return { kind, id: row.id, fence: row.fence, set: { ...PARKED[kind], hold: fault('BUG', '', { why }) }, events: [] }
  }
}
