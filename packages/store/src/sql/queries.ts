import {
  type Anchor,
  type ChainedEvent,
  type Cover,
  type DeliveryRow,
  type DocumentFilter,
  type DocumentRow,
  type FileRow,
  type HintRow,
  type OrderFilter,
  type OrderRow,
  orderKey,
  type Page,
  type WorkKind,
} from '@openfapiao/core'
import type { Knex } from 'knex'
import { cursorOf, keyFrom } from '../memory/page.ts'
import type { Sql } from './context.ts'
import { coverOf, isWorkSql, type OrderEntry, type Raw, text, WORK } from './rows.ts'
import { select } from './statements.ts'

const LIMIT = 50
const HELD_MOST = 1000

export async function coversOf(db: Knex, ids: readonly string[]): Promise<Map<string, Cover[]>> {
  const rows: Raw[] = ids.length === 0 ? [] : await db('covers').whereIn('document_id', ids).orderBy(['document_id', 'position'])
  return new Map([...Map.groupBy(rows, r => text(r.document_id))].map(([id, mine]) => [id, mine.map(coverOf)]))
}

async function documentsOf(sql: Sql, rows: readonly Raw[]): Promise<DocumentRow[]> {
  const covers = await coversOf(
    sql.db,
    rows.map(r => text(r.id)),
  )
  return rows.map(r => sql.read.document(r, covers.get(text(r.id)) ?? []))
}

export async function orderWhere(sql: Sql, where: Readonly<Record<string, string>>): Promise<OrderRow | undefined> {
  const row: Raw | undefined = await sql.db('orders').where(where).first()
  if (!row) return undefined
  const [one] = await withDocuments(sql, [sql.read.order(row)])
  return one
}

/** The chain of an order: its own documents, and those of other orders that cover lines of it. */
async function withDocuments(sql: Sql, entries: readonly OrderEntry[]): Promise<OrderRow[]> {
  if (entries.length === 0) return []
  const keys = entries.map(e => e.key)
  const covering = sql.db('covers').whereIn('order_key', keys).select('document_id')
  const rows: Raw[] = await sql.db('documents').whereIn('order_key', keys).orWhereIn('id', covering).orderBy(['created_at', 'id'])
  const documents = await documentsOf(sql, rows)
  return entries.map(({ key, order, seller, link, version, allocations, hold, request, retry }) => {
    const mine = documents.filter(d => orderKey(d.order) === key || d.covers.some(c => orderKey(c.order) === key))
    return { order, seller, link, chain: { ref: order.ref, version, documents: mine, allocations, hold, request, retry } }
  })
}

export async function orderPage(sql: Sql, f: OrderFilter): Promise<Page<OrderRow>> {
  const limit = f.limit ?? LIMIT
  const query = sql
    .db('orders')
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'key', order: 'desc' },
    ])
    .limit(limit + 1)
  if (f.store !== undefined) query.where({ store: f.store })
  if (f.held !== undefined) f.held ? query.whereNotNull('hold') : query.whereNull('hold')
  after(query, f.cursor, ['created_at', 'key'])
  const rows: Raw[] = await query
  const page = rows.slice(0, limit)
  return { rows: await withDocuments(sql, page.map(sql.read.order)), cursor: next(rows, limit, ['created_at', 'key']) }
}

export async function documentPage(sql: Sql, f: DocumentFilter): Promise<Page<DocumentRow>> {
  const limit = f.limit ?? LIMIT
  const query = sql
    .db('documents')
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1)
  for (const [column, value] of Object.entries({ store: f.store, state: f.state, colour: f.colour, number: f.number }))
    if (value !== undefined) query.where(column, value)
  if (f.since !== undefined) query.where('created_at', '>=', f.since)
  after(query, f.cursor, ['created_at', 'id'])
  const rows: Raw[] = await query
  return { rows: await documentsOf(sql, rows.slice(0, limit)), cursor: next(rows, limit, ['created_at', 'id']) }
}

/** Keyset: strictly behind the last pair shown. The first condition alone lets an index begin there; the second one keeps to the pair. */
function after(query: Knex.QueryBuilder, cursor: string | undefined, [instant, id]: readonly [string, string]): void {
  if (cursor === undefined) return
  const [at, last] = keyFrom(cursor)
  query.where(instant, '<=', at).where(q => q.where(instant, '<', at).orWhere(id, '<', last))
}

function next(rows: readonly Raw[], limit: number, [instant, id]: readonly [string, string]): string | undefined {
  const last = rows[limit - 1]
  return rows.length > limit && last ? cursorOf([Number(last[instant]), text(last[id])]) : undefined
}

export async function documentById(sql: Sql, id: string): Promise<DocumentRow | undefined> {
  const rows: Raw[] = await sql.db('documents').where({ id })
  return (await documentsOf(sql, rows))[0]
}

export async function heldRows(sql: Sql, kind: 'hint' | 'file' | 'delivery'): Promise<(HintRow | FileRow | DeliveryRow)[]> {
  const rows: Raw[] = await sql.db(WORK[kind].table).whereNotNull('hold').orderBy(['due_at', 'id']).limit(HELD_MOST)
  return rows.map(row => sql.read.row[kind](row))
}

/** Files or deliveries of some documents. */
export function rowsOf(db: Knex, table: 'files' | 'deliveries', documentIds: readonly string[]): Promise<Raw[]> {
  return db(table).whereIn('document_id', documentIds).orderBy('id')
}

export async function backlog({ db, dialect }: Sql): Promise<Record<WorkKind, number>> {
  const count = async (kind: WorkKind): Promise<number> => {
    const { table } = WORK[kind]
    const [row] = await select(db, `SELECT count(*) AS n FROM ${table}${dialect.byWork(table)} WHERE ${isWorkSql(kind)}`, [])
    return Number(row?.n ?? 0)
  }
  const [hint, document, file, delivery] = await Promise.all([count('hint'), count('document'), count('file'), count('delivery')])
  return { hint, document, file, delivery }
}

export async function eventsAfter(sql: Sql, seller: string, afterSeq: number, limit: number): Promise<ChainedEvent[]> {
  const rows: Raw[] = await sql.db('events').where({ seller }).where('seq', '>', afterSeq).orderBy('seq').limit(limit)
  return rows.map(r => ({ seller, seq: Number(r.seq), bytes: text(r.bytes), prev: text(r.prev), hash: text(r.hash) }))
}

export async function sellersOf(db: Knex): Promise<string[]> {
  const rows: Raw[] = await db('heads').where('seq', '>', 0).select('seller').orderBy('seller')
  return rows.map(r => text(r.seller))
}

export async function headOf(db: Knex, seller: string): Promise<Anchor | undefined> {
  const row: Raw | undefined = await db('heads').where({ seller }).first()
  return row && Number(row.seq) > 0 ? { seller, seq: Number(row.seq), hash: text(row.hash), at: Number(row.at) } : undefined
}
