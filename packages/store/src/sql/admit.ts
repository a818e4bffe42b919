import type { Admission, NewDocument, NewEvent, NewHint, OrderRef, Request } from '@openfapiao/core'
import type { Told } from '../audit/explained.ts'
import { wrote, wroteNew } from '../audit/facts.ts'
import { type Columns, coverColumns, coveredOrders, documentColumns, keyOf, orderIdentity, orderSnapshot, requestColumns } from '../columns.ts'
import { adoptAll } from './adopt.ts'
import type { Sql, Unit } from './context.ts'
import { acceptAll } from './intake.ts'
import { json, text } from './rows.ts'
import { opened, sealed } from './sealing.ts'
import { insertRows, listOf, select, updateRows } from './statements.ts'

/** Version compared and raised in one statement: of two planners one finds nothing to update and plans again. */
export async function admitOne(sql: Sql, unit: Unit, a: Admission, now: number): Promise<'admitted' | 'stale'> {
  if (!(await arePending(sql, unit, a.cancel))) return 'stale'
  const order = a.version === 0 ? await firstOrder(sql, unit, a, now) : await nextOrder(sql, unit, a)
  if (!order) return 'stale'
  const cancelled = await cancel(sql, unit, a.cancel)
  const inserted = await insert(sql, unit, a.documents, a.order.ref, now)
  const adopted = await adoptAll(sql, unit, a, now)
  const others = await joined(sql, unit, a)
  await acceptAll(sql, unit, a.hints, now)
  if (a.documents.length > 0) unit.wake()
  unit.append(a.events, [order, ...cancelled, ...inserted, ...adopted, ...others], now)
  return 'admitted'
}

async function arePending({ dialect }: Sql, { trx }: Unit, cancel: readonly string[]): Promise<boolean> {
  const ids = [...new Set(cancel)]
  if (ids.length === 0) return true
  const pending = `SELECT id FROM documents WHERE id IN ${listOf(ids)} AND state IN ('waiting', 'queued')${dialect.forUpdate}`
  return (await select(trx, pending, ids)).length === ids.length
}

async function firstOrder(sql: Sql, unit: Unit, a: Admission, now: number): Promise<Told | undefined> {
  const key = keyOf(a.order.ref)
  await sql.dialect.lockKey(unit.trx, key)
  const waiting = await waitingRequest(sql, unit, key)
  const request = a.request ?? waiting
  const columns = { ...orderIdentity(a), ...orderSnapshot(a), ...(request ? requestColumns(request) : {}), version: 1, created_at: now }
  const row = { key, ...sealed(sql.cipher, 'orders', columns), ...indexes(sql, a) }
  const made = await insertRows(unit.trx, 'orders', [row], 'ON CONFLICT (key) DO NOTHING RETURNING key')
  if (made.length === 0) return undefined
  if (waiting) await updateRows(unit.trx, 'requests', { request: null }, 'WHERE order_key = ?', [key])
  return { seller: a.seller, subject: key, wrote: [wroteNew('orders', key, columns, sql.ink)], type: 'order.planned' }
}

async function waitingRequest(sql: Sql, { trx }: Unit, key: string): Promise<Request | undefined> {
  const [row] = await select(trx, 'SELECT request FROM requests WHERE order_key = ? AND request IS NOT NULL', [key])
  return row && json<Request>(opened(sql.cipher, row.request))
}

async function nextOrder(sql: Sql, unit: Unit, a: Admission): Promise<Told | undefined> {
  const key = keyOf(a.order.ref)
  const columns = { ...orderSnapshot(a), version: a.version + 1 }
  const set = { ...sealed(sql.cipher, 'orders', columns), ...indexes(sql, a) }
  const [row] = await updateRows(unit.trx, 'orders', set, 'WHERE key = ? AND version = ? RETURNING seller', [key, a.version])
  return row && { seller: text(row.seller), subject: key, wrote: [wrote('orders', key, columns, sql.ink)], type: 'order.planned' }
}

/** Blind indexes, for finding a buyer's orders without opening every row. */
function indexes({ cipher }: Sql, { order: { contact } }: Admission): Columns {
  const index = (value: string | undefined) => (value && cipher ? cipher.index(value) : null)
  return { email_index: index(contact?.email?.trim().toLowerCase()), mobile_index: index(contact?.mobile?.trim()) }
}

/** A cancelled row leaves nothing behind: its lease is void and its fence raised, so whoever holds it is refused. */
async function cancel({ ink }: Sql, { trx }: Unit, ids: readonly string[]): Promise<Told[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const set = { state: 'cancelled', lease_until: 0, 'fence+': 1 }
  const rows = await updateRows(trx, 'documents', set, `WHERE id IN ${listOf(wanted)} RETURNING id, seller`, wanted)
  const sellers = new Map(rows.map(r => [text(r.id), text(r.seller)]))
  return wanted.map(id => ({
    seller: sellers.get(id) ?? '',
    subject: id,
    wrote: [wrote('documents', id, { state: 'cancelled' }, ink)],
    type: 'document.cancelled',
  }))
}

async function insert({ ink }: Sql, { trx }: Unit, documents: readonly NewDocument[], order: OrderRef, now: number): Promise<Told[]> {
  const rows = documents.map(d => ({ id: d.id, ...documentColumns(d, order, now) }))
  const covers = documents.flatMap(coverColumns)
  await insertRows(trx, 'documents', rows)
  await insertRows(trx, 'covers', covers)
  return documents.map((d, i) => ({
    seller: d.seller,
    subject: d.id,
    wrote: [
      wroteNew('documents', d.id, rows[i] ?? {}, ink),
      ...covers.filter(c => c.document_id === d.id).map(c => wroteNew('covers', `${d.id}#${c.position}`, c, ink)),
    ],
    type: 'document.admitted',
  }))
}

/** Orders whose lines these documents cover too: their chains have moved as well. */
async function joined({ ink }: Sql, { trx }: Unit, a: Admission): Promise<Told[]> {
  const own = keyOf(a.order.ref)
  const keys = [...new Set(coveredOrders(a))].filter(key => key !== own).sort()
  const told: Told[] = []
  for (const key of keys) told.push(...(await raise(trx, key, {}, ink)))
  return told
}

/** Every change of a chain raises its version, so that whoever planned from the one before plans again. */
export async function raise(trx: Unit['trx'], key: string, set: Columns, ink: Sql['ink']): Promise<Told[]> {
  const rows = await updateRows(trx, 'orders', { ...set, 'version+': 1 }, 'WHERE key = ? RETURNING seller, version', [key])
  return rows.map(r => ({ seller: text(r.seller), subject: key, wrote: [wrote('orders', key, { ...set, version: Number(r.version) }, ink)] }))
}

export async function retryOne(sql: Sql, unit: Unit, ref: OrderRef, hint: NewHint, events: readonly NewEvent[], now: number): Promise<boolean> {
  const told = await raise(unit.trx, keyOf(ref), { retry: 1 }, sql.ink)
  if (told.length === 0) return false
  await acceptAll(sql, unit, [hint], now)
  unit.append(
    events,
    told.map(t => ({ ...t, type: 'order.retried' as const })),
    now,
  )
  return true
}
