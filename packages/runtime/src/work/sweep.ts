import type { OrderRef } from '@openfapiao/core'
import { shanghaiDate } from '@openfapiao/core'
import type { Context, OpenConnector } from '../context.ts'
import { LEASE_SECONDS } from '../lease.ts'

/** Pages of one sweep; what is left comes with the next. */
const PAGES = 50

/** Asks every connector for what changed since its cursor and makes hints of it: lost webhooks stop mattering. Answers how many were new. */
export async function sweepAll(context: Context): Promise<number> {
  const sweeps = [...context.open.values()].flatMap(open => open.session.stores().map(store => sweepSafely(open, store, context)))
  const counts = await Promise.all(sweeps)
  return counts.reduce((a, b) => a + b, 0)
}

/** A store whose platform does not answer stops no other; it is swept again with the next round. */
async function sweepSafely(open: OpenConnector, store: string, context: Context): Promise<number> {
  try {
    return await sweepStore(open, store, context)
  } catch (error) {
    context.io.log.warn('a sweep did not finish', {
      connector: open.connector.identifier,
      store,
      why: error instanceof Error ? error.message : String(error),
    })
    return 0
  }
}

/** One worker sweeps a store at a time; the others do not wait for it. */
async function sweepStore(open: OpenConnector, store: string, { store: rows, vault, io }: Context): Promise<number> {
  const { connector, session } = open
  if (!session.changedSince) return 0
  const key = `sweep/${connector.identifier}/${store}`
  const token = await rows.lock(key, LEASE_SECONDS, io.now())
  if (token === undefined) return 0
  try {
    let made = 0
    for (let page = 0; page < PAGES; page++) {
      const { refs, cursor, more } = await session.changedSince(store, await vault.get(key))
      for (const ref of refs) made += await hintFor(ref, { connector: connector.identifier, store, cursor }, { rows, io })
      await vault.set(key, cursor)
      if (!more) return made
    }
    return made
  } finally {
    await rows.unlock(key, token)
  }
}

interface Swept {
  readonly connector: string
  readonly store: string
  readonly cursor: string
}

/**
 * The orders at a cursor's edge come again with each sweep: known until the day is over, then looked at once more, since an order may have changed
 * within the very second of the edge.
 */
async function hintFor(
  ref: OrderRef,
  { connector, store, cursor }: Swept,
  { rows, io }: { rows: Context['store']; io: Context['io'] },
): Promise<number> {
  const dedupeKey = `sweep:${ref.id}:${cursor}:${shanghaiDate(io.now())}`
  const { duplicate } = await rows.accept({ source: 'sweep', connector, store, topic: 'sweep', dedupeKey, ref }, io.now())
  return duplicate ? 0 : 1
}
