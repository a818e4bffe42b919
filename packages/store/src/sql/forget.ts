import type { NewEvent, OrderRef, Request } from '@openfapiao/core'
import { keyOf } from '../columns.ts'
import type { Sql, Unit } from './context.ts'
import { json, text } from './rows.ts'
import { opened, sealed } from './sealing.ts'
import { listOf, select, updateRows } from './statements.ts'

const ERASED = { contact: null, request_contact: null, email_index: null, mobile_index: null }

/** Orders of one statement; far below what SQLite binds. */
const MOST = 500

/** Contact data, raw hints and delivery addresses go; what tax law keeps (titles, content, files) stays (domain.md 9). */
export async function forget(sql: Sql, unit: Unit, refs: readonly OrderRef[], events: readonly NewEvent[], now: number): Promise<void> {
  const all = refs.map(keyOf)
  for (let i = 0; i < all.length; i += MOST) await forgetSome(sql, unit, all.slice(i, i + MOST))
  unit.append(events, [], now)
}

async function forgetSome(sql: Sql, { trx }: Unit, keys: readonly string[]): Promise<void> {
  const mine = listOf(keys)
  await updateRows(trx, 'orders', ERASED, `WHERE key IN ${mine}`, keys)
  await updateRows(trx, 'deliveries', sealed(sql.cipher, 'deliveries', { to: '' }), `WHERE order_key IN ${mine}`, keys)
  await updateRows(trx, 'hints', { body: null, headers: null }, `WHERE order_key IN ${mine}`, keys)
  await forgetRequests(sql, trx, keys)
}

/** A request that still waits for its order keeps its title and loses its contact. */
async function forgetRequests(sql: Sql, trx: Unit['trx'], keys: readonly string[]): Promise<void> {
  const waiting = await select(trx, `SELECT key, request FROM requests WHERE order_key IN ${listOf(keys)} AND request IS NOT NULL`, keys)
  for (const row of waiting) {
    const { contact: _, ...kept } = json<Request>(opened(sql.cipher, row.request))
    const columns = sealed(sql.cipher, 'requests', { request: JSON.stringify(kept) })
    await updateRows(trx, 'requests', columns, 'WHERE key = ?', [text(row.key)])
  }
}
