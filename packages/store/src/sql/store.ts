import type { Cipher, Digest, Store } from '@openfapiao/core'
import type { Knex } from 'knex'
import { inkOf } from '../audit/facts.ts'
import type { Auditable } from '../audit/view.ts'
import { keyOf } from '../columns.ts'
import { each } from '../each.ts'
import { admitOne, retryOne } from './admit.ts'
import { applyOne, putLane } from './apply.ts'
import { type Notify, transactions } from './chain.ts'
import { claimFrom, intendOne } from './claim.ts'
import { type Batch, committer } from './committer.ts'
import type { Sql } from './context.ts'
import type { Dialect } from './dialect.ts'
import { forget } from './forget.ts'
import { type Accepted, accept, type Incoming, requestOne } from './intake.ts'
import { interactionsOf, record } from './interactions.ts'
import { migrate } from './migrate.ts'
import { backlog, documentById, documentPage, eventsAfter, headOf, heldRows, orderPage, orderWhere, rowsOf, sellersOf } from './queries.ts'
import { rearm } from './rearm.ts'
import { laneOf, reader } from './rows.ts'
import { select } from './statements.ts'
import { keeping } from './vault.ts'

export interface SqlOptions {
  readonly digest: Digest
  /** Seals what is sensitive at rest; left out only in tests. */
  readonly cipher?: Cipher
}

/** What a database adds of its own. */
export interface Around {
  readonly notify?: Notify
  /** A transaction that only reads, on one unchanging view. */
  readonly viewing: <T>(work: (trx: Knex) => Promise<T>) => Promise<T>
}

/** The store on either database: all writing goes through one group committer, all reading straight to the pool. */
export function sqlStore(db: Knex, dialect: Dialect, { digest, cipher }: SqlOptions, { notify = nothing, viewing }: Around): Auditable {
  const commit = committer(transactions(db, dialect, digest, notify), dialect.writers)
  const sql: Sql = { db, dialect, read: reader(cipher), cipher, ink: inkOf(digest, cipher), commit }
  return {
    migrate: () => migrate(db, dialect),
    close: async () => {
      await commit.idle()
      await db.destroy()
    },
    ...reading(sql),
    ...keeping(sql),
    ...writing(sql),
    record: interaction => commit.one(unit => record(unit, interaction)),
    interactions: subject => interactionsOf(db, subject),
    view: work => viewing(trx => work({ select: (text, bindings) => select(trx, text, bindings), digest, cipher })),
  }
}

const nothing = async (): Promise<void> => undefined

type Reading = Pick<
  Store,
  | 'order'
  | 'orderByLink'
  | 'orders'
  | 'documents'
  | 'document'
  | 'files'
  | 'deliveries'
  | 'held'
  | 'lanes'
  | 'backlog'
  | 'sellers'
  | 'events'
  | 'head'
>

function reading(sql: Sql): Reading {
  const { db, read } = sql
  return {
    order: ref => orderWhere(sql, { key: keyOf(ref) }),
    orderByLink: link => orderWhere(sql, { link }),
    orders: filter => orderPage(sql, filter),
    documents: filter => documentPage(sql, filter),
    document: id => documentById(sql, id),
    files: async ids => (await rowsOf(db, 'files', ids)).map(read.file),
    deliveries: async ids => (await rowsOf(db, 'deliveries', ids)).map(read.delivery),
    held: kind => heldRows(sql, kind),
    lanes: async () => (await db('lanes').orderBy('lane')).map(laneOf),
    backlog: () => backlog(sql),
    sellers: () => sellersOf(db),
    events: (seller, afterSeq, limit) => eventsAfter(sql, seller, afterSeq, limit),
    head: seller => headOf(db, seller),
  }
}

type Writing = Pick<Store, 'accept' | 'admit' | 'request' | 'retryOrder' | 'claim' | 'intend' | 'apply' | 'rearm' | 'forget' | 'setLane'>

function writing(sql: Sql): Writing {
  const { commit } = sql
  const acceptAll: Batch<Incoming, Accepted> = (unit, incoming) => accept(sql, unit, incoming)
  return {
    accept: (hint, now) => commit.many(acceptAll, { hint, now }),
    admit: (admission, now) => commit.one(unit => admitOne(sql, unit, admission, now)),
    request: (request, hint, now) => commit.one(unit => requestOne(sql, unit, request, hint, now)),
    retryOrder: (ref, hint, events, now) => commit.one(unit => retryOne(sql, unit, ref, hint, events, now)),
    claim: (kind, ask) => commit.one(unit => claimFrom(sql, unit, kind, ask)),
    intend: intents => each(intents, intent => commit.one(unit => intendOne(sql, unit, intent))),
    apply: (changes, now) => each(changes, change => commit.one(unit => applyOne(sql, unit, change, now))),
    rearm: (kind, ids, events, now) => commit.one(unit => rearm(sql, unit, kind, ids, events, now)),
    forget: (refs, events, now) => commit.one(unit => forget(sql, unit, refs, events, now)),
    setLane: (lane, events, now) =>
      commit.one(async unit => {
        await putLane(unit, lane)
        unit.append(events, [], now)
      }),
  }
}
