import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cipher } from '@openfapiao/core'
import { cipherOf } from '@openfapiao/gm'
import { afterAll, beforeAll } from 'vitest'
import { type PostgresStore, postgresStore, type SqliteStore, sqliteStore } from '../src/index.ts'
import { digest } from './examples.ts'
import { startPostgres } from './postgres.ts'

export const cipher = cipherOf({ keys: [{ id: 'k1', secret: randomBytes(32) }], indexSecret: randomBytes(32) })

/** A folder of the calling test file, removed at its end. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'openfapiao-store-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

let count = 0

export interface OnFile extends SqliteStore {
  readonly file: string
}

/** A fresh, migrated store in a file of its own. */
export async function freshSqlite(folder: string, options: { driver?: 'better-sqlite3' | 'sqlite3'; cipher?: Cipher } = {}): Promise<OnFile> {
  const file = join(folder, `${++count}.db`)
  const store = sqliteStore({ file, digest, ...options })
  await store.migrate()
  return { ...store, file }
}

/** A real PostgreSQL server of the calling test file; every store gets a schema of its own. */
export function ownPostgres(): {
  readonly connection: () => string
  fresh(options?: { cipher?: Cipher; schema?: string }): Promise<PostgresStore & { readonly schema: string }>
} {
  let server: Awaited<ReturnType<typeof startPostgres>> | undefined
  beforeAll(async () => {
    server = await startPostgres()
  }, 180_000)
  afterAll(async () => {
    await server?.close()
  })
  const connection = () => server?.connection ?? ''
  return {
    connection,
    async fresh({ schema = `s${++count}`, ...options } = {}) {
      const store = postgresStore({ connection: connection(), schema, connections: 6, digest, ...options })
      await store.migrate()
      return { ...store, schema }
    },
  }
}
