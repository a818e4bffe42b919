import { describe } from 'vitest'
import { memoryStore } from '../src/index.ts'
import { storeBattery } from './battery.ts'
import { digest } from './examples.ts'
import { cipher, freshSqlite, ownFolder, ownPostgres } from './stores.ts'

const folder = ownFolder()

storeBattery('memory', async () => memoryStore({ digest }))
for (const driver of ['better-sqlite3', 'sqlite3'] as const) storeBattery(`SQLite through ${driver}`, () => freshSqlite(folder, { driver, cipher }))

describe('with a real PostgreSQL server', () => {
  const server = ownPostgres()
  storeBattery('PostgreSQL', () => server.fresh({ cipher }))
})
