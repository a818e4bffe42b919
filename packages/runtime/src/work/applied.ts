import type { Change, WorkKind } from '@openfapiao/core'
import type { Context } from '../context.ts'
import { forgiven, struck } from './guarded.ts'

/**
 * Writes what was worked. Each change stands for itself: one that the store refuses (a number that another document has, a step that does not exist) is
 * a strike against its own row and stops no other. A change whose fence is old is somebody else's row by now, and nothing happens.
 */
export async function applyAll<K extends WorkKind>(changes: readonly Change<K>[], context: Context): Promise<void> {
  await Promise.all(changes.map(change => applyOne(change, context)))
}

async function applyOne<K extends WorkKind>(change: Change<K>, context: Context): Promise<void> {
  try {
    await context.store.apply([change], context.io.now())
    forgiven(change, context)
  } catch (error) {
    await context.store.apply([struck(change.kind, change, error, context)], context.io.now())
  }
}
