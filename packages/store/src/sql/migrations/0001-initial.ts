import type { WorkKind } from '@openfapiao/core'
import type { Knex } from 'knex'
import type { Dialect } from '../dialect.ts'
import { isWorkSql, WORK } from '../rows.ts'

export const name = '0001-initial'
export const notes = 'Everything the engine remembers. Events cannot be changed or removed: triggers refuse it.'

/** Columns of one kind by name. */
interface Table {
  readonly key: readonly string[]
  /** Text that is always there. */
  readonly words: readonly string[]
  /** Text that may be missing. */
  readonly maybe?: readonly string[]
  readonly numbers?: readonly string[]
  readonly maybeNumbers?: readonly string[]
  readonly unique?: readonly (readonly string[])[]
  readonly index?: readonly (readonly string[])[]
}

const TABLES: Readonly<Record<string, Table>> = {
  hints: {
    key: ['id'],
    words: ['id', 'state', 'source', 'connector', 'store', 'topic', 'dedupe_key'],
    maybe: ['hold', 'ref', 'headers', 'body', 'note', 'order_key'],
    numbers: ['due_at', 'received_at'],
    unique: [['dedupe_key', 'connector', 'store']],
    index: [['order_key']],
  },
  orders: {
    key: ['key'],
    words: ['key', 'platform', 'store', 'order_id', 'seller', 'link', 'snapshot', 'allocations'],
    maybe: ['contact', 'request', 'request_contact', 'hold', 'email_index', 'mobile_index'],
    numbers: ['version', 'retry', 'created_at'],
    unique: [['platform', 'store', 'order_id'], ['link']],
    index: [['store', 'created_at', 'key'], ['created_at', 'key'], ['email_index'], ['mobile_index']],
  },
  documents: {
    key: ['id'],
    words: ['id', 'state', 'order_key', 'colour', 'seller', 'gateway', 'lane', 'store', 'content', 'content_hash', 'why', 'warnings', 'origin'],
    maybe: ['hold', 'of_id', 'reason', 'serial', 'body', 'body_hash', 'number', 'issued_at', 'rejected'],
    numbers: ['due_at', 'created_at'],
    maybeNumbers: ['submitted_at', 'last_submitted_at'],
    unique: [
      ['gateway', 'seller', 'serial'],
      ['seller', 'number'],
    ],
    index: [['order_key'], ['number'], ['store', 'state', 'created_at', 'id'], ['state', 'created_at', 'id'], ['created_at', 'id']],
  },
  covers: {
    key: ['document_id', 'position'],
    words: ['document_id', 'order_key', 'line_id'],
    maybe: ['quantity'],
    numbers: ['position', 'line', 'gross_fen'],
    index: [['order_key']],
  },
  files: {
    key: ['id'],
    words: ['id', 'state', 'document_id', 'format', 'number', 'lane'],
    maybe: ['hold', 'hash'],
    numbers: ['due_at'],
    unique: [['document_id', 'format']],
  },
  deliveries: {
    key: ['id'],
    words: ['id', 'state', 'order_key', 'document_id', 'channel', 'to', 'locale', 'wants'],
    maybe: ['hold', 'receipt'],
    numbers: ['due_at'],
    maybeNumbers: ['sent_at'],
    index: [['document_id'], ['order_key']],
  },
  lanes: { key: ['lane'], words: ['lane'], maybe: ['need', 'detail'], numbers: ['failures'], maybeNumbers: ['since', 'retry_at'] },
  requests: { key: ['key'], words: ['key', 'order_key', 'input'], maybe: ['request'], index: [['order_key']] },
  events: {
    key: ['seller', 'seq'],
    words: ['seller', 'bytes', 'prev', 'hash', 'type', 'subject'],
    numbers: ['seq'],
    index: [['subject', 'seller', 'seq']],
  },
  heads: { key: ['seller'], words: ['seller', 'hash'], numbers: ['seq', 'at'] },
  interaction_subjects: { key: ['subject', 'interaction_id'], words: ['subject'], numbers: ['interaction_id'] },
  vault: { key: ['key'], words: ['key', 'value'] },
  locks: { key: ['key'], words: ['key', 'token'], numbers: ['until'] },
}

export async function up(db: Knex, dialect: Dialect): Promise<void> {
  for (const [table, columns] of Object.entries(TABLES)) await db.schema.createTable(table, t => make(t, columns, dialect))
  await db.schema.createTable('interactions', t => {
    t.increments('id')
    make(t, { key: [], words: ['operation', 'subjects', 'request', 'answer'], numbers: ['at', 'status', 'took_ms'] }, dialect)
  })
  for (const kind of Object.keys(WORK) as WorkKind[]) await makeWork(db, kind)
  await db.raw('CREATE INDEX orders_held ON orders (created_at, key) WHERE hold IS NOT NULL')
  for (const statement of dialect.appendOnly('events')) await db.raw(statement)
}

function make(t: Knex.CreateTableBuilder, { key, words, maybe, numbers, maybeNumbers, unique, index }: Table, dialect: Dialect): void {
  for (const column of words) t.specificType(column, dialect.text).notNullable()
  for (const column of maybe ?? []) t.specificType(column, dialect.text)
  for (const column of numbers ?? []) t.bigInteger(column).notNullable()
  for (const column of maybeNumbers ?? []) t.bigInteger(column)
  if (key.length > 0) t.primary([...key])
  for (const columns of unique ?? []) t.unique([...columns])
  for (const columns of index ?? []) t.index([...columns])
}

/** What every work row carries (`lease_until` 0: free), and indexes of nothing but the work: they stay small while the tables grow for years. */
async function makeWork(db: Knex, kind: WorkKind): Promise<void> {
  const { table } = WORK[kind]
  await db.schema.alterTable(table, t => {
    t.integer('attempts').notNullable().defaultTo(0)
    t.integer('fence').notNullable().defaultTo(0)
    t.bigInteger('lease_until').notNullable().defaultTo(0)
  })
  await db.raw(`CREATE INDEX ${table}_work ON ${table} (due_at, id) WHERE ${isWorkSql(kind)}`)
  await db.raw(`CREATE INDEX ${table}_held ON ${table} (due_at, id) WHERE hold IS NOT NULL`)
}
