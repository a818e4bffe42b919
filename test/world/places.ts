import type { Blobs, Store } from '@openfapiao/core'
import { type Auditable, memoryStore, postgresStore, sqliteStore, verify } from '@openfapiao/store'
import pg from 'pg'
import { startPostgres } from '../../packages/store/test/postgres.ts'
import { breath, type Idle } from './clock.ts'
import { digest } from './house.ts'

/** What a world stands on. */
export interface Ground {
  readonly store: Store
  readonly idle: Idle
  /** Holds rows and files against the audit chain at the end; what it finds, in words. */
  readonly audit: (blobs: Blobs) => Promise<string[]>
}

/** Where worlds are lived: gives each an empty store and takes it away again. */
export interface Place {
  /** Things that happen in a world here; databases are slower than memory. */
  readonly steps: number
  /** Worlds that are lived at once: a server has idle hands, a process has not. */
  readonly atOnce: number
  use<T>(world: (ground: Ground) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export const STORES: readonly string[] = ['memory', 'sqlite', 'postgres']

export async function openPlace(name: string): Promise<Place> {
  switch (name) {
    case 'memory':
      return {
        steps: 30,
        atOnce: 1,
        use: world => world({ store: memoryStore({ digest }), idle: async () => undefined, audit: async () => [] }),
        close: async () => undefined,
      }
    case 'sqlite':
      return sqlitePlace()
    case 'postgres':
      return postgresPlace()
    default:
      throw new Error(`no such store: ${name}`)
  }
}

const DATABASE_STEPS = 8

/** A fresh file-less database for each world, through the same code as a file. */
function sqlitePlace(): Place {
  return {
    steps: DATABASE_STEPS,
    atOnce: 1,
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
    atOnce: 4,
    use: async world => {
      const schema = `w${++worlds}`
      const store = postgresStore({ connection: server.connection, schema, digest, connections: 3 })
      await store.migrate()
      return lived(store, world)
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

/** Knows of every call that is under way, so that the world's clock stands still until the database has answered. */
async function lived<T>(store: Auditable, world: (ground: Ground) => Promise<T>): Promise<T> {
  const open = new Set<Promise<unknown>>()
  const watched = new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        const call = Promise.resolve(Reflect.apply(value, target, args)).finally(() => open.delete(call))
        open.add(call)
        return call
      }
    },
  })
  const idle: Idle = async () => {
    while (open.size > 0) {
      await Promise.allSettled(open)
      await breath()
    }
  }
  try {
    return await world({ store: watched, idle, audit: blobs => findingsOf(store, blobs) })
  } finally {
    await store.close()
  }
}

async function findingsOf(store: Auditable, blobs: Blobs): Promise<string[]> {
  const { findings } = await verify(store, { blobs })
  return findings.map(({ table, id, fault }) => `the audit finds ${fault.code} at ${table} ${id}: ${fault.en}`)
}
