import type { DocumentRow } from '@openfapiao/core'
import type { Context, OpenLane } from '../../context.ts'
import { LEASE_SECONDS } from '../../lease.ts'
import type { StorePart } from '../../parts.ts'
import { blueHeld } from './form-hold.ts'
import { lookAtForms } from './look.ts'

const DAY_MS = 86_400_000
const DAYS = 90
/** Orders held, of which those held for a form are looked at first. */
const HELD_MOST = 200
/** Blues of one store that one round asks about at most, however fast the gateway may be asked. */
const MOST = 50

/**
 * Looks for reds that buyers or the bureau's page made: store by store what forms hold and a few blues a round, newest first, and from the beginning again once the youngest days
 * are through. As many as the gateway may be asked in the time of a round (`askAfterSeconds`). Older blues are looked at when a red of ours is to be sent.
 */
export async function sweepForms(context: Context): Promise<void> {
  const { formsDays = DAYS } = context.worker ?? {}
  if (formsDays <= 0) return
  const shut = new Set((await context.store.lanes()).filter(l => l.need !== undefined).map(l => l.lane))
  const open = context.stores
    .map(part => ({ part, lane: context.laneOf(part.seller) }))
    .filter(({ lane }) => lane.session.forms && !shut.has(lane.lane))
  await Promise.all(open.map(({ part, lane }) => sweepSafely(part, lane, formsDays, context)))
}

async function sweepSafely(part: StorePart, lane: OpenLane, days: number, context: Context): Promise<void> {
  const { platform, store } = part
  const key = `forms/${platform}/${store}`
  const token = await context.store.lock(key, LEASE_SECONDS, context.io.now())
  if (token === undefined) return
  try {
    await sweepStore(part, key, { lane, days }, context)
  } catch (error) {
    context.io.log.warn('a look at red forms did not finish', { platform, store, why: error instanceof Error ? error.message : String(error) })
  } finally {
    await context.store.unlock(key, token)
  }
}

async function sweepStore(
  { platform, store }: StorePart,
  key: string,
  { lane, days }: { readonly lane: OpenLane; readonly days: number },
  context: Context,
): Promise<void> {
  const { vault, io } = context
  const since = io.now() - days * DAY_MS
  const cursor = await vault.get(key)
  const page = await context.store.documents({ store, state: 'issued', colour: 'blue', since, limit: budgetOf(lane, context), cursor })
  const held = await heldBlues(store, context)
  const until = io.now() + (LEASE_SECONDS * 1000) / 2
  for (const blue of [...held, ...page.rows.filter(b => !held.some(h => h.id === b.id))]) {
    if (blue.order.platform === platform && io.now() < until) await lookAtForms(blue, context)
  }
  await vault.set(key, page.cursor)
}

/** However old they are: what a form held, the end of that form releases. */
async function heldBlues(store: string, context: Context): Promise<DocumentRow[]> {
  const { rows } = await context.store.orders({ store, held: true, limit: HELD_MOST })
  return rows.flatMap(({ chain }) => chain.documents.filter(d => d.id === blueHeld(chain)))
}

function budgetOf({ traits }: OpenLane, { worker }: Context): number {
  const seconds = worker?.sweepSeconds ?? 600
  return Math.min(MOST, Math.max(1, Math.floor(seconds / Math.max(1, traits.askAfterSeconds))))
}
