import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import knex, { type Knex } from 'knex'
import { describe, expect, test } from 'vitest'
import { sqliteStore, verify } from '../src/index.ts'
import { sqlite } from '../src/sql/dialect.ts'
import { migrate } from '../src/sql/migrate.ts'
import { sqlStore } from '../src/sql/store.ts'
import { admission, another, ask, change, digest, hint, intent, NOW, ref } from './examples.ts'
import { cipher, freshSqlite, ownFolder } from './stores.ts'

const folder = ownFolder()
const inMemory = (): Knex =>
  knex({ client: 'better-sqlite3', connection: { filename: ':memory:' }, useNullAsDefault: true, pool: { min: 1, max: 1 } })

describe.each(['better-sqlite3', 'sqlite3'] as const)('SQLite through %s', driver => {
  test('is durable at every commit, in a log that readers do not wait for', async () => {
    const store = await freshSqlite(folder, { driver })
    const pragma = async (name: string) => (await store.view(view => view.select(`PRAGMA ${name}`, [])))[0]?.[name]
    expect([await pragma('journal_mode'), await pragma('synchronous')]).toEqual(['wal', 2])
    await store.close()
  })
  test('is copied whole while others write, and the copy is a store', async () => {
    const store = await freshSqlite(folder, { driver, cipher })
    await store.admit(admission(), NOW)
    const to = `${store.file}.backup`
    const writing = Array.from({ length: 50 }, (_, i) => store.admit(another(`b${i}`), NOW))
    await Promise.all([store.backup(to), ...writing])
    expect(existsSync(`${to}.part`)).toBe(false)
    const copy = sqliteStore({ file: to, driver, digest, cipher })
    expect((await copy.order(ref))?.order.contact).toEqual({ email: 'buyer@example.com' })
    expect((await verify(copy)).findings).toEqual([])
    await copy.close()
    await store.close()
  })
  test('is never copied over something', async () => {
    const store = await freshSqlite(folder, { driver })
    const before = readFileSync(store.file)
    await expect(store.backup(store.file)).rejects.toThrow('is there already')
    expect(readFileSync(store.file).equals(before)).toBe(true)
    await store.close()
  })
  test('keeps what it was given when it is closed at once', async () => {
    const store = await freshSqlite(folder, { driver })
    const accepted = Promise.all(Array.from({ length: 100 }, (_, i) => store.accept(hint({ dedupeKey: `c${i}` }), NOW)))
    await store.close()
    await accepted
    const again = sqliteStore({ file: store.file, driver, digest })
    expect((await again.backlog()).hint).toBe(100)
    await again.close()
  })
  test('serves a second store on the same file', async () => {
    const one = await freshSqlite(folder, { driver })
    const two = sqliteStore({ file: one.file, driver, digest })
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => (i % 2 ? one : two).admit(another(`s${i >> 1}`, { documents: [], link: `l${i >> 1}` }), NOW)),
    )
    expect(answers.filter(a => a === 'admitted')).toHaveLength(30)
    expect((await verify(one)).findings).toEqual([])
    await one.close()
    await two.close()
  })
  test('lives in memory too, for trials', async () => {
    const store = sqliteStore({ file: ':memory:', driver, digest })
    await store.migrate()
    await store.admit(admission(), NOW)
    expect(await verify(store)).toMatchObject({ findings: [], events: 2 })
    await store.close()
  })
})

describe('statements', () => {
  const counted = async () => {
    const db = inMemory()
    const store = sqlStore(db, sqlite, { digest }, { viewing: work => work(db) })
    await store.migrate()
    const said: string[] = []
    db.on('query', ({ sql }: { sql: string }) => said.push(sql))
    const during = async (work: () => Promise<unknown>): Promise<number> => {
      said.length = 0
      await work()
      return said.length
    }
    const plan = async (sql: string): Promise<string> =>
      (await db.raw(`EXPLAIN QUERY PLAN ${sql}`)).map((r: { detail: string }) => r.detail).join('; ')
    return { store, during, said, plan }
  }

  test('64 hints that arrive together are one insert in one transaction', async () => {
    const { store, during } = await counted()
    expect(await during(() => Promise.all(Array.from({ length: 64 }, (_, i) => store.accept(hint({ dedupeKey: `${i}` }), NOW))))).toBe(3)
    expect(await during(() => store.accept(hint({ dedupeKey: '1' }), NOW))).toBe(4)
    await store.close()
  })
  test('a batch is claimed by one statement, and finished by one for each row and five for all', async () => {
    const { store, during } = await counted()
    await Promise.all(Array.from({ length: 32 }, (_, i) => store.admit(another(`${i}`), NOW)))
    expect(await during(() => store.claim('document', ask({ limit: 32 })))).toBe(4)
    const rows = await store.claim('document', ask({ now: NOW + 60_000, limit: 32 }))
    expect(await during(() => store.intend(rows.map(r => intent({ id: r.id, fence: r.fence, serial: r.id }))))).toBe(32 + 5)
    const issued = rows.map(r => change({ kind: 'document', id: r.id, fence: r.fence, set: { state: 'issued', number: `n${r.id}` } }))
    expect(await during(() => store.apply(issued, NOW))).toBe(32 + 5)
    await store.close()
  })
  test.each(['hint', 'document', 'file', 'delivery'] as const)(
    'a %s is claimed through an index of nothing but the work, in its order',
    async kind => {
      const { store, said, plan } = await counted()
      await store.claim(kind, ask())
      const claim = said.find(sql => sql.includes('MATERIALIZED')) ?? ''
      const detail = await plan(claim.replaceAll('?', '5'))
      expect(detail).toMatch(/USING (COVERING )?INDEX \w+_work \(due_at<\?\)/)
      expect(detail).not.toMatch(/ORDER BY/)
      await store.close()
    },
  )
  test('pages and held rows are read in the order of an index', async () => {
    const { store, said, plan } = await counted()
    const cursor = '5~x'
    await store.documents({ cursor })
    await store.documents({ store: 's', state: 'issued', cursor })
    await store.orders({ cursor })
    await store.orders({ store: 's', cursor })
    await store.orders({ held: true, cursor })
    await store.held('hint')
    const pages = said.filter(sql => /order by/i.test(sql))
    expect(pages).toHaveLength(6)
    for (const sql of pages) {
      const detail = await plan(sql.replaceAll('?', "'5'").replaceAll("limit '5'", 'limit 5'))
      expect(detail, sql).not.toMatch(/ORDER BY/)
      if (sql.includes('created_at')) expect(detail, sql).toMatch(/created_at<\?/)
    }
    await store.close()
  })
})

describe('migrations', () => {
  const next = { name: '0002-next', notes: 'for the test', up: async (trx: Knex.Transaction) => void (await trx.raw('CREATE TABLE added (id text)')) }
  const bad = {
    ...next,
    name: '0003-bad',
    up: async (trx: Knex.Transaction) => void (await trx.raw('CREATE TABLE half (id text)').then(() => trx.raw('nonsense'))),
  }
  const initial = { name: '0001-initial', notes: '', up: async () => undefined }
  const tables = async (db: Knex) =>
    (await db('sqlite_master').where({ type: 'table' }).pluck('name')).filter((n: string) => ['added', 'half'].includes(n))

  test('run once, in order, whole or not at all', async () => {
    const db = inMemory()
    await migrate(db, sqlite)
    await migrate(db, sqlite, [initial, next])
    await migrate(db, sqlite, [initial, next])
    expect(await tables(db)).toEqual(['added'])
    await expect(migrate(db, sqlite, [initial, next, bad])).rejects.toThrow('nonsense')
    expect(await tables(db)).toEqual(['added'])
    expect(await db('migrations').orderBy('name').pluck('name')).toEqual(['0001-initial', '0002-next'])
    await db.destroy()
  })
  test('of a newer version are not touched by an older one', async () => {
    const db = inMemory()
    await migrate(db, sqlite)
    await migrate(db, sqlite, [initial, next])
    await expect(migrate(db, sqlite)).rejects.toThrow('0002-next')
    await db.destroy()
  })
})

test('a folder that is missing is made', async () => {
  const store = sqliteStore({ file: join(folder, 'deep', 'er', 'x.db'), digest })
  await store.migrate()
  await store.close()
  expect(existsSync(join(folder, 'deep', 'er', 'x.db'))).toBe(true)
})
