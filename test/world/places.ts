import type { Store } from '@openfapiao/core'
import { memoryStore, postgresStore, sqliteStore } from '@openfapiao/store'
import pg from 'pg'
import { startPostgres } from '../../packages/store/test/postgres.ts'
import { digest } from './house.ts'

/** Where worlds are lived: gives each an empty store and takes it away again. */
export interface Place {
  /** Things that happen in a world here; databases are slower than memory. */
  readonly steps: number
  use<T>(world: (store: Store, idle: () => boolean) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function openPlace(name: string): Promise<Place> {
  switch (name) {
    case 'memory':
      return { steps: 30, use: world => world(memoryStore({ digest }), () => true), close: async () => undefined }
    case 'sqlite':
      return sqlitePlace()
    case 'postgres':
      return postgresPlace()
    default:
      throw new Error(`no such store: ${name}. There are: memory sqlite postgres`)
  }
}

const DATABASE_STEPS = 12

/** A fresh file-less database for each world, through the same code as a file. */
function sqlitePlace(): Place {
  return {
    steps: DATABASE_STEPS,
    use: async world => {
      const store = sqliteStore({ file: ':memory:', digest })
      await store.migrate()
      return lived(store, world)
    },
    close: async () => undefined,
  }
}

/** One server for all worlds, a schema for each. What is lost when the machine loses its power is not the question here, so commits do not wait for the disk. */
async function postgresPlace(): Promise<Place> {
  const server = await startPostgres()
  await run(server.connection, 'ALTER DATABASE postgres SET synchronous_commit = off')
  let worlds = 0
  return {
    steps: DATABASE_STEPS,
    use: async world => {
      const schema = `w${++worlds}`
      const store = postgresStore({ connection: server.connection, schema, digest, connections: 4 })
      await store.migrate()
      try {
        return await lived(store, world)
      } finally {
        await run(server.connection, `DROP SCHEMA ${schema} CASCADE`)
      }
    },
    close: server.close,
  }
}

async function run(connection: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: connection })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Counts calls that are under way, so that the world's clock stands still until the database has answered. */
async function lived<T>(store: Store, world: (store: Store, idle: () => boolean) => Promise<T>): Promise<T> {
  let open = 0
  const counted = new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return async (...args: unknown[]) => {
        open++
        try {
          return await Reflect.apply(value, target, args)
        } finally {
          open--
        }
      }
    },
  })
  try {
    return await world(counted, () => open === 0)
  } finally {
    await store.close()
  }
}
