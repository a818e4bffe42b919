import { type Change, fault, type HintRow, type OrderRef, type ReadHint } from '@openfapiao/core'
import type { Context } from '../context.ts'
import { hintEvents } from '../events.ts'
import { finished, held } from './hints.ts'

/** Orders blanked in one transaction. */
const AT_ONCE = 200

/** PIPL duties: erasing blanks contact data at once; an export is for a person, who has 30 days (platforms.md 1.8). Doing it twice changes nothing. */
export async function workPrivacy(row: HintRow, { duty, refs }: Extract<ReadHint, { is: 'privacy' }>, context: Context): Promise<Change<'hint'>> {
  if (duty === 'export') return held(row, context, fault('PRIVACY_EXPORT', '', { orders: refs.map(r => r.id).join(', ') || '-' }))
  const mine = duty === 'erase' ? refs : await ordersOf(row, context)
  for (let i = 0; i < mine.length; i += AT_ONCE) await context.store.forget(mine.slice(i, i + AT_ONCE), [], context.io.now())
  return finished(row, 'done', `erased ${mine.length}`, hintEvents(row, 'privacy.done', context, { duty, orders: mine.length }))
}

async function ordersOf(row: HintRow, { store }: Context): Promise<OrderRef[]> {
  const refs: OrderRef[] = []
  let cursor: string | undefined
  do {
    const page = await store.orders({ store: row.store, limit: 500, cursor })
    refs.push(...page.rows.map(r => r.order.ref).filter(r => r.platform === row.connector))
    cursor = page.cursor
  } while (cursor !== undefined)
  return refs
}
