import { canonical, isPending, type NewHint, type OrderRow, orderKey } from '@openfapiao/core'
import type { Context } from '../context.ts'
import type { ReplanFilter, StorePart } from '../parts.ts'
import { newId } from '../random.ts'

const PAGE = 200

/** Looks again at every order that is held or has something waiting. Answers how many hints that made. */
export async function replan({ platform, store }: ReplanFilter, context: Context): Promise<number> {
  const round = newId(context.io)
  let made = 0
  let cursor: string | undefined
  do {
    const page = await context.store.orders({ store, limit: PAGE, cursor })
    const waiting = page.rows.filter(row => isWaiting(row) && (platform === undefined || row.order.ref.platform === platform))
    await Promise.all(waiting.map(row => context.store.accept(hintFor(row, round), context.io.now())))
    made += waiting.length
    cursor = page.cursor
  } while (cursor !== undefined)
  return made
}

const isWaiting = ({ chain }: OrderRow): boolean => chain.hold !== undefined || chain.documents.some(d => isPending(d.state))

const hintFor = ({ order: { ref } }: OrderRow, round: string): NewHint => ({
  source: 'replan',
  connector: ref.platform,
  store: ref.store,
  topic: 'replan',
  dedupeKey: `replan:${round}:${orderKey(ref)}`,
  ref,
})

/**
 * A store whose policy, map, seller or editions are not those of the last look: what waits in it is planned anew, so that a mended map or a switch from
 * shadow to live needs no further command. The mark is set afterwards; a crash between only plans twice.
 */
export async function replanChanged(context: Context): Promise<void> {
  for (const part of context.stores) {
    const key = `settings/${part.platform}/${part.store}`
    const mark = markOf(part, context)
    if ((await context.vault.get(key)) === mark) continue
    await replan(part, context)
    await context.vault.set(key, mark)
  }
}

function markOf({ policy, taxMap, seller: key }: StorePart, { digest, edition, editions, sellers }: Context): string {
  const lists = editions?.mark() ?? edition.version
  return digest(canonical({ policy, taxMap, seller: sellers.find(s => s.key === key)?.seller, edition: lists }))
}
