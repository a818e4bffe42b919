import { mkdirSync } from 'node:fs'
import { open as openFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import knex, { type Knex } from 'knex'
import type { Auditable } from './audit/view.ts'
import { syncFolder } from './blobs.ts'
import { sqlite } from './sql/dialect.ts'
import { type SqlOptions, sqlStore } from './sql/store.ts'
import { type Connection, type Driver, prepared, type Use } from './sqlite/connection.ts'

export interface SqliteOptions extends SqlOptions {
  /** Path of the database file, on a local disk; `:memory:` for a throw-away one. */
  readonly file: string
  /** `better-sqlite3` (default, binaries in the package) or `sqlite3` (to be installed by hand; the same store). */
  readonly driver?: Driver
}

export interface SqliteStore extends Auditable {
  /**
   * Writes a whole, consistent and compact copy to `to` while others go on writing; durable when it resolves, and under that name only when complete.
   * Throws if `to` is there already. better-sqlite3 blocks the thread meanwhile, so a busy server is backed up by a process of its own.
   */
  backup(to: string): Promise<void>
}

const require = createRequire(import.meta.url)

/** Throws where the driver is not installed, before knex loads it. */
const INSTALLED: Readonly<Record<Driver, () => string>> = {
  'better-sqlite3': () => require.resolve('better-sqlite3'),
  sqlite3: () => require.resolve('sqlite3'),
}

/** The embedded default: one file. Only the chosen driver is loaded; throws if it is not installed. */
export function sqliteStore({ file, driver = 'better-sqlite3', ...options }: SqliteOptions): SqliteStore {
  INSTALLED[driver]()
  const inMemory = file === ':memory:'
  if (!inMemory) mkdirSync(dirname(file), { recursive: true })
  const db = open(file, driver, 'write')
  const beside = <T>(work: (other: Knex) => Promise<T>): Promise<T> => (inMemory ? work(db) : briefly(file, driver, work))
  const store = sqlStore(db, sqlite, options, { viewing: work => beside(other => other.transaction(work)) })
  return { ...store, backup: to => beside(other => copy(other, to)) }
}

function open(file: string, driver: Driver, use: Use): Knex {
  const afterCreate = (connection: Connection, done: (error: Error | null, connection: Connection) => void): void => {
    prepared(connection, driver, use).then(
      () => {
        done(null, connection)
      },
      (error: Error) => {
        done(error, connection)
      },
    )
  }
  return knex({ client: driver, connection: { filename: file }, useNullAsDefault: true, pool: { min: 1, max: 1, afterCreate } })
}

/** A second connection for as long as `work` takes, so that the store's own stays free. */
async function briefly<T>(file: string, driver: Driver, work: (other: Knex) => Promise<T>): Promise<T> {
  const other = open(file, driver, 'read')
  try {
    return await work(other)
  } finally {
    await other.destroy()
  }
}

/** VACUUM INTO flushes nothing, so the copy is flushed before it gets its name. */
async function copy(db: Knex, to: string): Promise<void> {
  await refuseExisting(to)
  const aside = `${to}.part`
  await rm(aside, { force: true })
  await db.raw('VACUUM INTO ?', [aside])
  const file = await openFile(aside, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, to)
  await syncFolder(dirname(to))
}

async function refuseExisting(to: string): Promise<void> {
  const there = await openFile(to, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (!there) return
  await there.close()
  throw new Error(`${to} is there already; a backup never overwrites`)
}
