import { randomBytes } from 'node:crypto'
import type { NewHint, Request } from '@openfapiao/core'
import { wrote } from '../audit/facts.ts'
import { hintColumns, keyOf, requestColumns, requestInput } from '../columns.ts'
import type { Sql, Unit } from './context.ts'
import { text } from './rows.ts'
import { sealed } from './sealing.ts'
import { insertRows, listOf, select, updateRows } from './statements.ts'

export interface Accepted {
  readonly id: string
  readonly duplicate: boolean
}
export interface Incoming {
  readonly hint: NewHint
  readonly now: number
}

/** One insert decides for all of them: a known delivery inserts nothing and answers the row that is there. */
export async function accept(sql: Sql, unit: Unit, incoming: readonly Incoming[]): Promise<Accepted[]> {
  const rows = incoming.map(({ hint, now }) => ({ id: randomBytes(12).toString('hex'), ...sealed(sql.cipher, 'hints', hintColumns(hint, now)) }))
  // In one order everywhere, so that two groups with the same deliveries cannot wait for each other.
  const sorted = [...rows].sort((a, b) => (dedupeOf(a) < dedupeOf(b) ? -1 : 1))
  const made = await insertRows(unit.trx, 'hints', sorted, 'ON CONFLICT (connector, store, dedupe_key) DO NOTHING RETURNING id')
  const fresh = new Set(made.map(r => text(r.id)))
  if (fresh.size > 0) unit.wake()
  const known =
    fresh.size === rows.length
      ? new Map<string, string>()
      : await alreadyThere(
          unit,
          rows.filter(r => !fresh.has(r.id)),
        )
  return rows.map(r => (fresh.has(r.id) ? { id: r.id, duplicate: false } : { id: known.get(dedupeOf(r)) ?? '', duplicate: true }))
}

async function alreadyThere(unit: Unit, rows: readonly Readonly<Record<string, unknown>>[]): Promise<Map<string, string>> {
  const keys = rows.map(r => text(r.dedupe_key))
  const found = await select(unit.trx, `SELECT id, connector, store, dedupe_key FROM hints WHERE dedupe_key IN ${listOf(keys)}`, keys)
  return new Map(found.map(r => [dedupeOf(r), text(r.id)]))
}

const dedupeOf = (r: Readonly<Record<string, unknown>>): string => JSON.stringify([r.connector, r.store, r.dedupe_key])

export async function acceptAll(sql: Sql, unit: Unit, hints: readonly NewHint[] | undefined, now: number): Promise<void> {
  if (hints && hints.length > 0)
    await accept(
      sql,
      unit,
      hints.map(hint => ({ hint, now })),
    )
}

/** One key, one input: a repeat is known, the same key for something else is refused. */
export async function requestOne(sql: Sql, unit: Unit, request: Request, hint: NewHint, now: number): Promise<'made' | 'known' | 'conflict'> {
  const { trx } = unit
  const order = keyOf(request.order)
  const input = sql.ink.keyed(requestInput(request))
  // Whoever admits the order for the first time takes the same lock, so one of the two sees what the other wrote.
  await sql.dialect.lockKey(trx, order)
  const made = await insertRows(trx, 'requests', [{ key: request.key, order_key: order, input }], 'ON CONFLICT (key) DO NOTHING RETURNING key')
  if (made.length === 0) {
    const [known] = await select(trx, 'SELECT input FROM requests WHERE key = ?', [request.key])
    return known?.input === input ? 'known' : 'conflict'
  }
  if (!(await askOrder(sql, unit, request, now))) await keepForLater(sql, unit, request)
  await acceptAll(sql, unit, [hint], now)
  return 'made'
}

async function askOrder(sql: Sql, unit: Unit, request: Request, now: number): Promise<boolean> {
  const key = keyOf(request.order)
  const columns = requestColumns(request)
  const set = { ...sealed(sql.cipher, 'orders', columns), 'version+': 1 }
  const [order] = await updateRows(unit.trx, 'orders', set, 'WHERE key = ? RETURNING seller, version', [key])
  if (!order) return false
  const facts = wrote('orders', key, { ...columns, version: Number(order.version) }, sql.ink)
  unit.append([], [{ seller: text(order.seller), subject: key, wrote: [facts], type: 'request.made' }], now)
  return true
}

/** For an order that is not known yet; the last one asked is kept. */
async function keepForLater(sql: Sql, { trx }: Unit, request: Request): Promise<void> {
  await updateRows(trx, 'requests', { request: null }, 'WHERE order_key = ?', [keyOf(request.order)])
  const columns = sealed(sql.cipher, 'requests', { request: JSON.stringify(request) })
  await updateRows(trx, 'requests', columns, 'WHERE key = ?', [request.key])
}
