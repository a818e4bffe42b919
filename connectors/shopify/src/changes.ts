import type { Changed, Io, OrderRef } from '@openfapiao/core'
import { z } from 'zod'
import type { Ask } from './admin/admin.ts'
import { CHANGED } from './admin/queries.ts'
import type { StoreConfig } from './config.ts'
import { IDENTIFIER } from './identifier.ts'
import { gid, instant } from './normalise/values.ts'

/** Looked at again each time: an order may become visible a little after its `updated_at` (platforms.md 1.9). */
const OVERLAP_MS = 5 * 60_000

/** Pages of one search; the platform ends a search at 25 000 rows (platforms.md 1.9), so the window is moved on before. */
const MOST_PAGES = 200

const DAY_MS = 86_400_000

/** `since`: every change before it has been seen. `after`, `page`, `high`: where a search over several pages stands. */
const cursorSchema = z.object({
  since: z.number(),
  search: z.object({ after: z.string(), page: z.number(), high: z.number() }).optional(),
})
type Cursor = z.output<typeof cursorSchema>

const pageSchema = z.object({
  orders: z.object({
    nodes: z.array(z.object({ id: gid, updatedAt: instant.transform(at => Date.parse(at)) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  }),
})

/**
 * Orders changed since the cursor, by `updated_at` (refunds and edits move it too). No answer from the platform: nothing found and the cursor
 * stays, so that the next sweep asks again.
 */
export async function changedSince(store: StoreConfig, given: string | undefined, ask: Ask, io: Io): Promise<Changed> {
  const cursor = given === undefined ? firstCursor(store, io) : cursorSchema.parse(JSON.parse(given))
  const from = new Date(cursor.since - OVERLAP_MS).toISOString()
  const variables = { query: `updated_at:>='${from}'`, after: cursor.search?.after }
  const reply = await ask(store, { operation: 'changed', query: CHANGED, variables, subjects: [] })
  const page = reply.is === 'data' ? pageSchema.safeParse(reply.data) : undefined
  if (!page?.success) {
    io.log.warn('a sweep found no answer', { shop: store.shop, why: reply.is === 'data' ? 'the answer cannot be read' : reply.why })
    return { refs: [], cursor: JSON.stringify(cursor), more: false }
  }
  const { nodes, pageInfo } = page.data.orders
  const refs = nodes.map<OrderRef>(({ id }) => ({ platform: IDENTIFIER, store: store.shop, id }))
  const next = moved(
    cursor,
    nodes.map(n => n.updatedAt),
    pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined,
  )
  return { refs, cursor: JSON.stringify(next), more: next.search !== undefined || pageInfo.hasNextPage }
}

const firstCursor = ({ firstSweepDays }: StoreConfig, io: Io): Cursor => ({ since: io.now() - firstSweepDays * DAY_MS })

/** The platform's clock alone moves the cursor. A search that has become long starts anew from where it has come, if that is further on. */
function moved({ since, search }: Cursor, times: readonly number[], after: string | undefined): Cursor {
  const high = Math.max(since, search?.high ?? since, ...times)
  const page = (search?.page ?? 0) + 1
  const restarts = page >= MOST_PAGES && high - OVERLAP_MS > since
  return after === undefined || restarts ? { since: high } : { since, search: { after, page, high } }
}
