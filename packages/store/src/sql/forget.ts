import { type NewEvent, type OrderRef, orderKey } from '@openfapiao/core'
import type { Knex } from 'knex'
import type { Append, Sql } from './context.ts'
import type { Raw } from './rows.ts'

/** Contact data, raw hints and delivery addresses go; what tax law keeps (titles, content, files) stays (domain.md 9). */
export async function forget(
  sql: Sql,
  trx: Knex.Transaction,
  refs: readonly OrderRef[],
  events: readonly NewEvent[],
  now: number,
  append: Append,
): Promise<void> {
  const keys = refs.map(orderKey)
  const rows: Raw[] = await trx('orders').whereIn('key', keys)
  for (const row of rows) await forgetOrder(sql, trx, row, now)
  await trx('requests').whereIn('order_key', keys).update({ request: null })
  await trx('deliveries')
    .whereIn('order_key', keys)
    .update({ to: sql.seal('') })
  await trx('hints').whereIn('order_key', keys).update({ body: null, headers: null })
  await append(events)
}

async function forgetOrder(sql: Sql, trx: Knex.Transaction, row: Raw, now: number): Promise<void> {
  const { key, order, request } = sql.read.order(row)
  const { contact: _, ...kept } = order
  const asked = request ? { ...request, contact: undefined } : undefined
  await trx('orders')
    .where({ key })
    .update({
      snapshot: sql.seal(JSON.stringify(kept)),
      request: asked ? sql.seal(JSON.stringify(asked)) : null,
      email_index: null,
      mobile_index: null,
      touched_at: now,
    })
}
