import { type Change, isDocumentState, type LaneRow, mayGo, orderKey } from '@openfapiao/core'
import type { Knex } from 'knex'
import type { Append, Sql } from './context.ts'
import { acceptOne } from './intake.ts'
import { json, jsonOrNull, text, WORK } from './rows.ts'

/** One change: the row, and everything that goes with it. false if the fence is no longer the caller's; an arrow that does not exist throws. */
export async function applyOne(sql: Sql, trx: Knex.Transaction, change: Change, now: number, append: Append): Promise<boolean> {
  const { table } = WORK[change.kind]
  const query = trx(table).where({ id: change.id, fence: change.fence })
  const row = await (sql.dialect.forUpdate ? query.forUpdate().first('state') : query.first('state'))
  if (!row) return false
  refuseWrongArrow(change, text(row.state))
  await trx(table)
    .where({ id: change.id, fence: change.fence })
    .update({ ...columns(change), lease_until: 0 })
  await follow(sql, trx, change, now)
  await append(change.events)
  return true
}

function refuseWrongArrow(change: Change, from: string): void {
  const to = change.set.state
  if (change.kind !== 'document' || to === undefined || !isDocumentState(to) || !isDocumentState(from) || to === from) return
  if (!mayGo(from, to)) throw new Error(`document ${change.id} may not go from ${from} to ${to}`)
}

/** Names of the patch → columns; what is undefined stays as it is, a hold of null is cleared. */
const COLUMNS: Readonly<Record<string, readonly [string, (value: unknown) => unknown]>> = {
  dueAt: ['due_at', Number],
  state: ['state', text],
  note: ['note', text],
  ref: ['ref', jsonOrNull],
  number: ['number', text],
  issuedAt: ['issued_at', text],
  rejectedFaults: ['rejected', jsonOrNull],
  lastSubmittedAt: ['last_submitted_at', Number],
  hash: ['hash', text],
  sentAt: ['sent_at', Number],
  receipt: ['receipt', text],
  hold: ['hold', jsonOrNull],
}

function columns({ set }: Change): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(set).flatMap(([name, value]) => {
      if (value === undefined) return []
      const column = COLUMNS[name]
      if (!column) throw new Error(`no column for "${name}"`)
      return [[column[0], column[1](value)]]
    }),
  )
}

async function follow(sql: Sql, trx: Knex.Transaction, change: Change, now: number): Promise<void> {
  if (change.chainHold)
    await trx('orders')
      .where({ key: orderKey(change.chainHold.ref) })
      .update({ hold: jsonOrNull(change.chainHold.hold), touched_at: now, version: trx.raw('version + 1') })
  for (const hint of change.hints ?? []) await acceptOne(sql, trx, hint, now)
  const files = (change.files ?? []).map(f => ({
    id: f.id,
    document_id: f.documentId,
    format: f.format,
    number: f.number,
    lane: f.lane,
    due_at: f.dueAt,
    state: 'due',
  }))
  if (files.length > 0) await trx('files').insert(files).onConflict(['document_id', 'format']).ignore()
  const deliveries = (change.deliveries ?? []).map(d => ({
    id: d.id,
    order_key: orderKey(d.order),
    document_id: d.documentId,
    channel: d.channel,
    to: sql.seal(d.to),
    locale: d.locale,
    wants: JSON.stringify(d.wants),
    due_at: d.dueAt,
    state: 'queued',
  }))
  if (deliveries.length > 0) await trx('deliveries').insert(deliveries)
  if (change.wakeDeliveriesOf !== undefined) await wake(trx, change.wakeDeliveriesOf, now)
  if (change.lane) await putLane(trx, change.lane)
}

/** Deliveries whose wanted formats are all stored become due. */
async function wake(trx: Knex.Transaction, documentId: string, now: number): Promise<void> {
  const stored = (await trx('files').where({ document_id: documentId, state: 'stored' }).select('format')).map(f => text(f.format))
  const waiting = await trx('deliveries').where({ document_id: documentId, state: 'queued' }).where('due_at', '>', now).select('id', 'wants')
  const ready = waiting.filter(d => json<string[]>(text(d.wants)).every(w => stored.includes(w))).map(d => text(d.id))
  if (ready.length > 0) await trx('deliveries').whereIn('id', ready).update({ due_at: now })
}

export async function putLane(trx: Knex.Transaction, { lane, need, detail, since, retryAt, failures }: LaneRow): Promise<void> {
  const row = { lane, need: need ?? null, detail: detail ?? null, since: since ?? null, retry_at: retryAt ?? null, failures }
  await trx('lanes').insert(row).onConflict('lane').merge()
}
