import type { Knex } from 'knex'
import type { Dialect } from './dialect.ts'
import * as initial from './migrations/0001-initial.ts'

/** Forward only, in order; what has run is never edited. */
const MIGRATIONS = [initial] as const

/** Brings the schema up to date. Any number of processes may call it at once: one does the work, the others wait and find it done. */
export async function migrate(db: Knex, dialect: Dialect): Promise<string[]> {
  return db.transaction(async trx => {
    await dialect.lockMigrations(trx)
    await trx.raw('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, notes text NOT NULL)')
    const done = new Set((await trx('migrations').select('name')).map(r => String(r.name)))
    const missing = MIGRATIONS.filter(m => !done.has(m.name))
    for (const migration of missing) {
      await migration.up(trx, dialect)
      await trx('migrations').insert({ name: migration.name, notes: migration.notes })
    }
    return missing.map(m => m.name)
  })
}
