import { canonical, type NewHint, orderKey, type Request } from '@openfapiao/core'
import type { Knex } from 'knex'
import type { Sql } from './context.ts'
import { jsonOrNull } from './rows.ts'

export interface Accepted {
  readonly id: string
  readonly duplicate: boolean
}

/** One insert decides: a known delivery inserts nothing and answers the row that is there. */
export async function acceptOne(sql: Sql, trx: Knex.Transaction, hint: NewHint, now: number): Promise<Accepted> {
  const id = sql.newId()
  const key = { connector: hint.connector, store: hint.store, dedupe_key: hint.dedupeKey }
  const made = await trx('hints')
    .insert({ ...columns(sql, hint, now), id, ...key })
    .onConflict(['connector', 'store', 'dedupe_key'])
    .ignore()
    .returning('id')
  if (made.length > 0) {
    await sql.notify(trx)
    return { id, duplicate: false }
  }
  const known = await trx('hints').where(key).first('id')
  return { id: String(known?.id), duplicate: true }
}

function columns(sql: Sql, hint: NewHint, now: number): Record<string, unknown> {
  return {
    source: hint.source,
    topic: hint.topic,
    ref: jsonOrNull(hint.ref),
    order_key: hint.ref ? orderKey(hint.ref) : null,
    headers: hint.headers ? sql.seal(JSON.stringify(hint.headers)) : null,
    body: hint.body ? sql.seal(Buffer.from(hint.body).toString('base64')) : null,
    state: 'queued',
    due_at: hint.dueAt ?? now,
    received_at: now,
  }
}

/** One key, one input: a repeat is known, the same key for something else is refused. */
export async function requestOne(
  sql: Sql,
  trx: Knex.Transaction,
  request: Request,
  hint: NewHint,
  now: number,
): Promise<'made' | 'known' | 'conflict'> {
  const { at: _, ...input } = request
  const text = sql.cipher ? sql.cipher.index(canonical(input)) : canonical(input)
  const key = orderKey(request.order)
  const made = await trx('requests')
    .insert({ key: request.key, order_key: key, input: text, request: sql.seal(JSON.stringify(request)) })
    .onConflict('key')
    .ignore()
    .returning('key')
  if (made.length === 0) return (await trx('requests').where({ key: request.key }).first('input'))?.input === text ? 'known' : 'conflict'
  await trx('orders')
    .where({ key })
    .update({ request: sql.seal(JSON.stringify(request)), touched_at: now, version: trx.raw('version + 1') })
  await acceptOne(sql, trx, hint, now)
  return 'made'
}
