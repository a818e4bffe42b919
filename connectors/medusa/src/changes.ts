import type { Changed, OrderRef } from '@openfapiao/core'
import { z } from 'zod'
import { type ChangedRow, type MedusaHost, SOURCES, type Source } from './host.ts'
import { IDENTIFIER } from './identifier.ts'

/** Looked at again each time: a row may become visible a little after its `updated_at`. */
const OVERLAP_MS = 5 * 60_000
const TAKE = 200
const DAY_MS = 86_400_000

/** `since`: every change before it has been seen. `page`: where a sweep of several pages stands. */
const placeSchema = z.object({ since: z.number(), page: z.object({ at: z.number(), skip: z.number() }).optional() })
type Place = z.output<typeof placeSchema>
const cursorSchema = z.object({ orders: placeSchema, money: placeSchema })

export interface Sweep {
  readonly store: string
  readonly firstSweepDays: number
}

/** Orders whose row or money changed since the cursor. Throws where the host does not answer; the cursor then stays. */
export async function changedSince({ store, firstSweepDays }: Sweep, given: string | undefined, host: MedusaHost, now: number): Promise<Changed> {
  const start: Place = { since: now - firstSweepDays * DAY_MS }
  const cursor = given === undefined ? { orders: start, money: start } : cursorSchema.parse(JSON.parse(given))
  const pages = await Promise.all(SOURCES.map(source => pageOf(source, cursor[source], host)))
  const ids = [...new Set(pages.flatMap(p => p.rows.flatMap(r => r.order ?? [])))]
  const next = Object.fromEntries(SOURCES.map((source, i) => [source, pages[i]?.place]))
  const refs = ids.map<OrderRef>(id => ({ platform: IDENTIFIER, store, id }))
  return { refs, cursor: JSON.stringify(next), more: pages.some(p => p.place.page !== undefined) }
}

/** The host's clock alone moves the place. Rows of the same instant as the page's first are skipped by number, all others by their instant. */
async function pageOf(source: Source, { since, page }: Place, host: MedusaHost): Promise<{ rows: readonly ChangedRow[]; place: Place }> {
  const from = page?.at ?? since - OVERLAP_MS
  const skip = page?.skip ?? 0
  const rows = await host.changed(source, { from: new Date(from).toISOString(), skip, take: TAKE })
  const last = rows.at(-1)
  const at = last === undefined ? from : Date.parse(last.at)
  if (rows.length < TAKE) return { rows, place: { since: Math.max(since, at) } }
  return { rows, place: { since, page: at === from ? { at, skip: skip + TAKE } : { at, skip: 0 } } }
}
