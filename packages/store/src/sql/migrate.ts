import type { Knex } from 'knex'
import type { Dialect } from './dialect.ts'
import * as initial from './migrations/0001-initial.ts'
import { insertRows, select } from './statements.ts'

/** One step of the schema: its name never changes, and what has run is never edited. */
export interface Migration {
  readonly name: string
  readonly notes: string
  up(trx: Knex.Transaction, dialect: Dialect): Promise<void>
}

const MIGRATIONS: readonly Migration[] = [initial]

/**
 * Brings the schema up to date, in order, forward only. Any number of processes may call it at once: one does the work, the others wait and find it done.
 * Throws when the database knows a step that this program does not: it was written by a newer one.
 */
export async function migrate(db: Knex, dialect: Dialect, migrations = MIGRATIONS): Promise<void> {
  await db.transaction(async trx => {
    await dialect.lockMigrations(trx)
    await trx.raw('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, notes text NOT NULL)')
    const done = (await select(trx, 'SELECT name FROM migrations', [])).map(r => String(r.name))
    const newer = done.filter(name => !migrations.some(m => m.name === name))
    if (newer.length > 0) throw new Error(`the database was migrated by a newer version (${newer.join(', ')}); run that one`)
    for (const migration of migrations.filter(m => !done.includes(m.name))) await run(migration, trx, dialect)
  })
}

async function run(migration: Migration, trx: Knex.Transaction, dialect: Dialect): Promise<void> {
  await migration.up(trx, dialect)
  await insertRows(trx, 'migrations', [{ name: migration.name, notes: migration.notes }])
}
