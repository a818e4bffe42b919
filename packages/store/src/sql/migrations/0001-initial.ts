import type { Knex } from 'knex'
import type { Dialect } from '../dialect.ts'

export const name = '0001-initial'
export const notes = 'Everything the engine remembers. Events cannot be changed or removed: triggers refuse it.'

/** What every work row carries. `lease_until` 0: free. */
function work(t: Knex.CreateTableBuilder): void {
  t.text('id').primary()
  t.bigInteger('due_at').notNullable()
  t.integer('attempts').notNullable().defaultTo(0)
  t.integer('fence').notNullable().defaultTo(0)
  t.bigInteger('lease_until').notNullable().defaultTo(0)
  t.text('state').notNullable()
  t.text('hold')
}

/** Columns by table, in the order of their making. */
const TABLES: Readonly<Record<string, (t: Knex.CreateTableBuilder) => void>> = {
  hints(t) {
    work(t)
    for (const column of ['source', 'connector', 'store', 'topic', 'dedupe_key']) t.text(column).notNullable()
    for (const column of ['ref', 'headers', 'body', 'note', 'order_key']) t.text(column)
    t.bigInteger('received_at').notNullable()
    t.unique(['connector', 'store', 'dedupe_key'])
    t.index(['state', 'due_at'])
    t.index(['order_key'])
  },
  orders(t) {
    t.text('key').primary()
    for (const column of ['platform', 'store', 'order_id', 'seller']) t.text(column).notNullable()
    t.text('link').notNullable().unique()
    t.integer('version').notNullable()
    for (const column of ['snapshot', 'request', 'allocations', 'hold', 'email_index', 'mobile_index']) t.text(column)
    t.boolean('retry').notNullable().defaultTo(false)
    t.bigInteger('touched_at').notNullable()
    t.unique(['platform', 'store', 'order_id'])
    t.index(['store', 'touched_at', 'key'])
    t.index(['touched_at', 'key'])
    t.index(['email_index'])
  },
  documents(t) {
    work(t)
    for (const column of ['order_key', 'colour', 'seller', 'gateway', 'lane', 'store', 'content', 'content_hash', 'why', 'warnings', 'origin'])
      t.text(column).notNullable()
    for (const column of ['of_id', 'reason', 'serial', 'body', 'body_hash', 'number', 'issued_at', 'rejected']) t.text(column)
    t.bigInteger('created_at').notNullable()
    t.bigInteger('submitted_at')
    t.bigInteger('last_submitted_at')
    t.unique(['gateway', 'seller', 'serial'])
    t.unique(['seller', 'number'])
    t.index(['order_key'])
    t.index(['state', 'due_at'])
    t.index(['store', 'state', 'created_at', 'id'])
    t.index(['created_at', 'id'])
  },
  covers(t) {
    t.text('document_id').notNullable()
    t.integer('position').notNullable()
    t.text('order_key').notNullable()
    t.text('line_id').notNullable()
    t.integer('line').notNullable()
    t.text('quantity')
    t.bigInteger('gross_fen').notNullable()
    t.primary(['document_id', 'position'])
    t.index(['order_key'])
  },
  files(t) {
    work(t)
    for (const column of ['document_id', 'format', 'number', 'lane']) t.text(column).notNullable()
    t.text('hash')
    t.unique(['document_id', 'format'])
    t.index(['state', 'due_at'])
  },
  deliveries(t) {
    work(t)
    for (const column of ['order_key', 'document_id', 'channel', 'to', 'locale', 'wants']) t.text(column).notNullable()
    t.bigInteger('sent_at')
    t.text('receipt')
    t.index(['document_id'])
    t.index(['order_key'])
    t.index(['state', 'due_at'])
  },
  lanes(t) {
    t.text('lane').primary()
    t.text('need')
    t.text('detail')
    t.bigInteger('since')
    t.bigInteger('retry_at')
    t.integer('failures').notNullable().defaultTo(0)
  },
  requests(t) {
    t.text('key').primary()
    t.text('order_key').notNullable()
    t.text('input').notNullable()
    t.text('request')
  },
  events(t) {
    t.text('seller').notNullable()
    t.integer('seq').notNullable()
    for (const column of ['bytes', 'prev', 'hash', 'type', 'subject']) t.text(column).notNullable()
    t.primary(['seller', 'seq'])
    t.index(['subject'])
  },
  heads(t) {
    t.text('seller').primary()
    t.integer('seq').notNullable()
    t.text('hash').notNullable()
    t.bigInteger('at').notNullable()
  },
  interactions(t) {
    t.increments('id')
    t.bigInteger('at').notNullable()
    t.text('operation').notNullable()
    t.text('request').notNullable()
    t.text('answer').notNullable()
    t.integer('status').notNullable()
    t.integer('took_ms').notNullable()
  },
  interaction_subjects(t) {
    t.text('subject').notNullable()
    t.integer('interaction_id').notNullable()
    t.primary(['subject', 'interaction_id'])
  },
  vault(t) {
    t.text('key').primary()
    t.text('value').notNullable()
  },
  locks(t) {
    t.text('key').primary()
    t.text('token').notNullable()
    t.bigInteger('until').notNullable()
  },
}

export async function up(db: Knex, dialect: Dialect): Promise<void> {
  for (const [table, columns] of Object.entries(TABLES)) await db.schema.createTable(table, columns)
  for (const statement of dialect.appendOnly('events')) await db.raw(statement)
}
