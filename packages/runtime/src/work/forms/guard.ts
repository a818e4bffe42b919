import { type Change, type DocumentRow, fault } from '@openfapiao/core'
import type { Context } from '../../context.ts'
import { struck } from '../guarded.ts'
import type { LaneTurn, Settled } from '../lane.ts'
import { lookAtForms, type Seen } from './look.ts'

/** A red waits so long beside somebody else's form before the forms are looked at again. */
const FORM_REST_SECONDS = 600

export interface Cleared {
  readonly free: readonly DocumentRow[]
  readonly stopped: readonly Change<'document'>[]
}

/**
 * Before a red leaves, the forms of its blue are looked up (design section 6): where the buyer or the bureau's page was first, ours is not sent. Forms that
 * cannot be asked for stop nothing.
 */
export async function cleared(rows: readonly DocumentRow[], { context, mayCall }: Pick<LaneTurn, 'context' | 'mayCall'>): Promise<Cleared> {
  const free: DocumentRow[] = []
  const stopped: Change<'document'>[] = []
  for (const row of rows) {
    const way = row.colour === 'red' && mayCall() ? await lookBefore(row, context) : 'clear'
    if (typeof way === 'object') stopped.push(way)
    else if (way === 'open' || way === 'made') stopped.push(rested(row, context))
    else free.push(row)
  }
  return { free, stopped }
}

async function lookBefore(row: DocumentRow, context: Context): Promise<Seen | Change<'document'>> {
  try {
    return await seenOf(row, context)
  } catch (error) {
    return struck('document', row, error, context)
  }
}

async function seenOf({ of }: DocumentRow, context: Context): Promise<Seen> {
  const blue = of === undefined ? undefined : await context.store.document(of)
  return blue ? lookAtForms(blue, context) : 'unasked'
}

const rested = ({ id, fence }: DocumentRow, { io }: Context): Change<'document'> => ({
  kind: 'document',
  id,
  fence,
  set: { dueAt: io.now() + FORM_REST_SECONDS * 1000 },
  events: [],
})

/**
 * The same before a red is sent *again*: absent, while the blue was reversed by somebody else, goes to a person; beside an open form of the buyer it waits.
 * The answer is the settlement that then stands; `resend` is gone from it.
 */
export async function recleared(asked: Settled, { context }: Pick<LaneTurn, 'context'>): Promise<Settled> {
  const { row, settlement } = asked
  if (settlement.resend !== true || row.colour !== 'red') return asked
  const seen = await seenOf(row, context)
  if (seen === 'clear' || seen === 'unasked') return asked
  const { resend: _, ...rest } = settlement
  const wait = { dueAt: context.io.now() + FORM_REST_SECONDS * 1000 }
  const set = seen === 'made' ? { hold: fault('ABSENT', '', { serial: row.serial ?? '' }) } : settlement.set.hold ? settlement.set : wait
  return { ...asked, settlement: { ...rest, set } }
}
