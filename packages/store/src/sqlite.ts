import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Store } from '@openfapiao/core'
import knex from 'knex'
import { sqlite } from './sql/dialect.ts'
import { type SqlOptions, sqlStore } from './sql/store.ts'

export interface SqliteOptions extends SqlOptions {
  /** Path of the database file; `:memory:` for a throw-away one. */
  readonly file: string
  /** `better-sqlite3` (default, binaries in the package) or `sqlite3` (to be installed by hand; the same store). */
  readonly driver?: 'better-sqlite3' | 'sqlite3'
}

/** Durable, waiting rather than failing, and cheap to read while written (performance.md 1). */
const PRAGMAS = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 10000', 'wal_autocheckpoint = 1000']

/** The embedded default: one file, one process that writes. Only the chosen driver is loaded. */
export function sqliteStore({ file, driver = 'better-sqlite3', ...options }: SqliteOptions): Store {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const db = knex({
    client: driver,
    connection: { filename: file },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (connection: Connection, done: Done) => {
        prepare(connection, driver).then(
          () => {
            done(null, connection)
          },
          (error: Error) => {
            done(error, connection)
          },
        )
      },
    },
  })
  return sqlStore(db, sqlite, options)
}

type Done = (error: Error | null, connection: Connection) => void
interface Connection {
  pragma?(text: string): unknown
  run?(text: string, done: (error: Error | null) => void): unknown
}

async function prepare(connection: Connection, driver: string): Promise<void> {
  for (const pragma of PRAGMAS) {
    if (driver === 'better-sqlite3') connection.pragma?.(pragma)
    else
      await new Promise<void>((resolve, reject) => {
        connection.run?.(`PRAGMA ${pragma}`, error => {
          error ? reject(error) : resolve()
        })
      })
  }
}
