import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cipherOf } from '@openfapiao/gm'
import { afterAll, beforeAll, describe } from 'vitest'
import { memoryStore, postgresStore, sqliteStore } from '../src/index.ts'
import { storeBattery } from './battery.ts'
import { digest } from './examples.ts'
import { startPostgres } from './postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'openfapiao-store-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
const options = { digest, cipher: cipherOf({ keys: [{ id: 'k1', secret: randomBytes(32) }], indexSecret: randomBytes(32) }) }
let files = 0

storeBattery('memory', async () => memoryStore({ digest }))

for (const driver of ['better-sqlite3', 'sqlite3'] as const) {
  storeBattery(`SQLite through ${driver}`, async () => {
    const store = sqliteStore({ file: join(folder, `${driver}-${++files}.db`), driver, ...options })
    await store.migrate()
    return store
  })
}

describe('with a real PostgreSQL server', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(async () => {
    await server?.close()
  })
  storeBattery('PostgreSQL', async () => {
    const store = postgresStore({ connection: server.connection, schema: `s${++files}`, connections: 4, ...options })
    await store.migrate()
    return store
  })
})
