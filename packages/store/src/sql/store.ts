import { randomBytes } from 'node:crypto'
import type { Cipher, Digest, NewEvent, Store, WorkKind } from '@openfapiao/core'
import type { Knex } from 'knex'
import { admitOne, retryOne } from './admit.ts'
import { applyOne, putLane } from './apply.ts'
import { claimFrom, intendOne } from './claim.ts'
import { committer } from './committer.ts'
import type { Sql } from './context.ts'
import type { Dialect } from './dialect.ts'
import { forget } from './forget.ts'
import { acceptOne, requestOne } from './intake.ts'
import { interactionsOf, record } from './interactions.ts'
import { migrate } from './migrate.ts'
import { documentById, documentPage, eventsAfter, heldRows, keyOf, orderBy, orderPage } from './queries.ts'
import { laneOf, type Raw, reader, text, WORK } from './rows.ts'

export interface SqlOptions {
  readonly digest: Digest
  /** Seals what is sensitive at rest; left out only in tests. */
  readonly cipher?: Cipher
}

/** The store on either database: all writing goes through one group committer, all reading straight to the pool. */
export function sqlStore(db: Knex, dialect: Dialect, { digest, cipher }: SqlOptions, notify: Sql['notify'] = async () => undefined): Store {
  const commit = committer(db, dialect, digest)
  const seal = cipher ? (plain: string) => cipher.seal(plain) : (plain: string) => plain
  const sql: Sql = { db, dialect, read: reader(cipher), seal, cipher, commit, newId: () => randomBytes(12).toString('hex'), notify }
  return {
    migrate: async () => {
      await migrate(db, dialect)
    },
    close: () => db.destroy(),
    accept: (hint, now) => commit(trx => acceptOne(sql, trx, hint, now)),
    order: ref => orderBy(sql, keyOf(ref)),
    orderByLink: link => orderBy(sql, { link }),
    orders: filter => orderPage(sql, filter),
    admit: (admission, now) => commit((trx, append) => admitOne(sql, trx, admission, now, append)),
    request: (request, hint, now) => commit(trx => requestOne(sql, trx, request, hint, now)),
    retryOrder: (ref, hint, events, now) => commit((trx, append) => retryOne(sql, trx, ref, hint, events, now, append)),
    claim: (kind, ask) => commit(trx => claimFrom(sql, trx, kind, ask)),
    intend: intents => Promise.all(intents.map(intent => commit((trx, append) => intendOne(trx, intent, append)))),
    apply: (changes, now) => Promise.all(changes.map(change => commit((trx, append) => applyOne(sql, trx, change, now, append)))),
    rearm: (kind, ids, events, now) => rearm(sql, kind, ids, events, now),
    forget: (refs, events, now) => commit((trx, append) => forget(sql, trx, refs, events, now, append)),
    documents: filter => documentPage(sql, filter),
    document: id => documentById(sql, id),
    files: async ids => (await db('files').whereIn('document_id', ids)).map((r: Raw) => sql.read.file(r)),
    deliveries: async ids => (await db('deliveries').whereIn('document_id', ids)).map((r: Raw) => sql.read.delivery(r)),
    held: kind => heldRows(sql, kind),
    lanes: async () => (await db('lanes')).map(laneOf),
    setLane: (lane, events) =>
      commit(async (trx, append) => {
        await putLane(trx, lane)
        await append(events)
      }),
    backlog: () => backlog(db),
    record: interaction => commit(trx => record(trx, interaction)),
    interactions: subject => interactionsOf(db, subject),
    sellers: async () => (await db('heads').select('seller').orderBy('seller')).map((r: Raw) => text(r.seller)),
    events: (seller, afterSeq, limit) => eventsAfter(sql, seller, afterSeq, limit),
    head: seller => headOf(db, seller),
    vaultGet: async key => {
      const row: Raw | undefined = await db('vault').where({ key }).first('value')
      return row ? openWith(cipher, text(row.value)) : undefined
    },
    vaultSet: (key, value) => commit(trx => vaultSet(sql, trx, key, value)),
    vaultKeys: async prefix => (await db('vault').select('key').orderBy('key')).map((r: Raw) => text(r.key)).filter(k => k.startsWith(prefix)),
    lock: (key, leaseSeconds, now) => commit(trx => lock(trx, key, leaseSeconds, now)),
    unlock: (key, token) =>
      commit(async trx => {
        await trx('locks').where({ key, token }).delete()
      }),
  }
}

const openWith = (cipher: Cipher | undefined, value: string): string => (cipher ? cipher.open(value) : value)

async function vaultSet(sql: Sql, trx: Knex.Transaction, key: string, value: string | undefined): Promise<void> {
  if (value === undefined) await trx('vault').where({ key }).delete()
  else
    await trx('vault')
      .insert({ key, value: sql.seal(value) })
      .onConflict('key')
      .merge()
}

/** Free, or lapsed: one statement, so two cannot both have it. */
async function lock(trx: Knex.Transaction, key: string, leaseSeconds: number, now: number): Promise<string | undefined> {
  const token = randomBytes(12).toString('hex')
  const row = { key, token, until: now + leaseSeconds * 1000 }
  await trx('locks').insert(row).onConflict('key').merge().where('locks.until', '<=', now)
  const held: Raw | undefined = await trx('locks').where({ key }).first('token')
  return held?.token === token ? token : undefined
}

function rearm(sql: Sql, kind: WorkKind, ids: readonly string[], events: readonly NewEvent[], now: number): Promise<number> {
  const back = { hint: 'queued', file: 'due', delivery: 'queued', document: undefined }[kind]
  return sql.commit(async (trx, append) => {
    const changed = await trx(WORK[kind].table)
      .whereIn('id', ids)
      .update({ hold: null, due_at: now, attempts: 0, ...(back ? { state: back } : {}) })
    await append(events)
    await sql.notify(trx)
    return changed
  })
}

async function backlog(db: Knex): Promise<Record<WorkKind, number>> {
  const count = async (kind: WorkKind): Promise<number> => {
    const row: Raw | undefined = await db(WORK[kind].table)
      .whereIn('state', [...WORK[kind].active])
      .whereNull('hold')
      .count({ n: '*' })
      .first()
    return Number(row?.n ?? 0)
  }
  const [hint, document, file, delivery] = await Promise.all([count('hint'), count('document'), count('file'), count('delivery')])
  return { hint, document, file, delivery }
}

async function headOf(db: Knex, seller: string) {
  const row: Raw | undefined = await db('heads').where({ seller }).first()
  return row && Number(row.seq) > 0 ? { seller, seq: Number(row.seq), hash: text(row.hash), at: Number(row.at) } : undefined
}
