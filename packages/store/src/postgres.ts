import knex from 'knex'
import pg from 'pg'
import type { Auditable } from './audit/view.ts'
import { postgres } from './sql/dialect.ts'
import { type SqlOptions, sqlStore } from './sql/store.ts'

export interface PostgresOptions extends SqlOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly connection: string
  /** Own schema, made if missing. Default `openfapiao`. */
  readonly schema?: string
  /** Connections of this process. Default 10. */
  readonly connections?: number
}

export interface PostgresStore extends Auditable {
  /** Calls back when any process added work. A hint to look early; polling is the truth. Answers a function that stops it. */
  onWork(listener: () => void): Promise<() => Promise<void>>
}

const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,62}$/

/** For more than one machine: any number of servers and workers share it. Throws RangeError on a schema name that is no plain identifier. */
export function postgresStore({ connection, schema = 'openfapiao', connections = 10, ...options }: PostgresOptions): PostgresStore {
  if (!SCHEMA_NAME.test(schema)) throw new RangeError(`not a plain schema name: "${schema}"`)
  const channel = `${schema}_work`
  const db = knex({ client: 'pg', connection, searchPath: [schema], pool: { min: 0, max: connections } })
  const store = sqlStore(db, postgres, options, {
    notify: async trx => {
      await trx.raw('SELECT pg_notify(?, ?)', [channel, ''])
    },
    viewing: work => db.transaction(work, { isolationLevel: 'repeatable read', readOnly: true }),
  })
  return {
    ...store,
    migrate: async () => {
      await db.raw('CREATE SCHEMA IF NOT EXISTS ??', [schema]).catch(ignoreRace)
      await store.migrate()
    },
    onWork: listener => listen(connection, channel, listener),
  }
}

/** Two processes making the schema at the same instant: one of them is told that it is there already. */
function ignoreRace(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== '23505' && code !== '42P06') throw error
}

async function listen(connection: string, channel: string, listener: () => void): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: connection })
  client.on('notification', listener)
  // A dropped listener costs only the hint; the poll goes on.
  client.on('error', () => undefined)
  await client.connect()
  await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
  return () => client.end()
}
