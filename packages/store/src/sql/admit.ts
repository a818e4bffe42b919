import { type Admission, canonical, type NewDocument, type NewEvent, type NewHint, type OrderRef, orderKey } from '@openfapiao/core'
import type { Knex } from 'knex'
import type { Append, Sql } from './context.ts'
import { acceptOne } from './intake.ts'
import { jsonOrNull } from './rows.ts'

/** Version compared and raised in one statement: of two planners one finds nothing to update and plans again. */
export async function admitOne(sql: Sql, trx: Knex.Transaction, a: Admission, now: number, append: Append): Promise<'admitted' | 'stale'> {
  if (a.cancel.length > 0 && !(await arePending(trx, a.cancel, sql.dialect.forUpdate))) return 'stale'
  const moved = a.version === 0 ? await firstOrder(sql, trx, a, now) : await nextOrder(sql, trx, a, now)
  if (!moved) return 'stale'
  if (a.cancel.length > 0)
    await trx('documents')
      .whereIn('id', a.cancel)
      .update({ state: 'cancelled', lease_until: 0, fence: trx.raw('fence + 1') })
  for (const d of a.documents) await insertDocument(trx, d, a.order.ref, now)
  for (const hint of a.hints ?? []) await acceptOne(sql, trx, hint, now)
  if (a.documents.length > 0) await sql.notify(trx)
  await append(a.events)
  return 'admitted'
}

async function arePending(trx: Knex.Transaction, ids: readonly string[], forUpdate: string): Promise<boolean> {
  const query = trx('documents').whereIn('id', ids).whereIn('state', ['waiting', 'queued']).select('id')
  const rows = await (forUpdate ? query.forUpdate() : query)
  return rows.length === ids.length
}

async function firstOrder(sql: Sql, trx: Knex.Transaction, a: Admission, now: number): Promise<boolean> {
  const { platform, store, id } = a.order.ref
  const key = orderKey(a.order.ref)
  const request = a.request
    ? sql.seal(JSON.stringify(a.request))
    : ((await trx('requests').where({ order_key: key }).first('request'))?.request ?? null)
  const made = await trx('orders')
    .insert({ key, platform, store, order_id: id, seller: a.seller, link: a.link, version: 1, ...snapshot(sql, a, now), request })
    .onConflict('key')
    .ignore()
    .returning('key')
  return made.length > 0
}

async function nextOrder(sql: Sql, trx: Knex.Transaction, a: Admission, now: number): Promise<boolean> {
  const changed = await trx('orders')
    .where({ key: orderKey(a.order.ref), version: a.version })
    .update({ ...snapshot(sql, a, now), version: a.version + 1 })
  return changed > 0
}

function snapshot(sql: Sql, { order, allocations, hold }: Admission, now: number): Record<string, unknown> {
  const index = (value: string | undefined) => (value && sql.cipher ? sql.cipher.index(value) : null)
  return {
    snapshot: sql.seal(JSON.stringify(order)),
    allocations: JSON.stringify(allocations),
    hold: jsonOrNull(hold),
    retry: false,
    touched_at: now,
    email_index: index(order.contact?.email),
    mobile_index: index(order.contact?.mobile),
  }
}

async function insertDocument(trx: Knex.Transaction, d: NewDocument, order: OrderRef, now: number): Promise<void> {
  await trx('documents').insert({
    id: d.id,
    order_key: orderKey(order),
    colour: d.colour,
    of_id: d.of ?? null,
    reason: d.reason ?? null,
    state: d.state,
    hold: jsonOrNull(d.hold),
    seller: d.seller,
    gateway: d.gateway,
    lane: `${d.seller}/${d.gateway}`,
    store: order.store,
    content: canonical(d.content),
    content_hash: d.contentHash,
    why: JSON.stringify(d.why),
    warnings: JSON.stringify(d.warnings),
    origin: 'ours',
    due_at: d.dueAt,
    created_at: now,
  })
  const covers = d.covers.map((c, position) => ({
    document_id: d.id,
    position,
    order_key: orderKey(c.order),
    line_id: c.lineId,
    line: c.line,
    quantity: c.quantity ?? null,
    gross_fen: c.grossFen,
  }))
  for (let i = 0; i < covers.length; i += 500) await trx('covers').insert(covers.slice(i, i + 500))
}

export async function retryOne(
  sql: Sql,
  trx: Knex.Transaction,
  ref: OrderRef,
  hint: NewHint,
  events: readonly NewEvent[],
  now: number,
  append: Append,
): Promise<boolean> {
  const found = await trx('orders')
    .where({ key: orderKey(ref) })
    .update({ retry: true, touched_at: now, version: trx.raw('version + 1') })
  if (found === 0) return false
  await acceptOne(sql, trx, hint, now)
  await append(events)
  return true
}
