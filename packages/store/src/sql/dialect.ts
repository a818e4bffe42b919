import type { Knex } from 'knex'
import { select } from './statements.ts'

/** Everything in which the two databases differ, as data. The rest of `sql/` never asks which one it is. */
export interface Dialect {
  /** Type of a text column: compared byte by byte, whatever the locale of the server. */
  readonly text: string
  /** Goes behind a table whose work is looked for: SQLite has no statistics and would take another index. */
  byWork(table: string): string
  /** Goes behind the inner select of a claim, so that workers pass each other by. */
  readonly skipLocked: string
  /** Goes behind a select of a row that is about to be changed in the same transaction. */
  readonly forUpdate: string
  /** Groups that may commit at once. */
  readonly writers: number
  /** Statements that make a table refuse to be changed. */
  appendOnly(table: string): string[]
  /** Holds off every other process until the transaction ends. */
  lockMigrations(trx: Knex.Transaction): Promise<void>
  /** Holds off everybody else who takes the same key, until the transaction ends. */
  lockKey(trx: Knex.Transaction, key: string): Promise<void>
}

const nothing = async (): Promise<void> => undefined

/** Transactions begin with `BEGIN IMMEDIATE` (sqlite.ts) and so hold the only write lock there is: nothing else needs locking. */
export const sqlite: Dialect = {
  text: 'text',
  byWork: table => ` INDEXED BY ${table}_work`,
  skipLocked: '',
  forUpdate: '',
  writers: 1,
  appendOnly: table =>
    ['UPDATE', 'DELETE'].map(
      verb =>
        `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} are append-only'); END`,
    ),
  lockMigrations: nothing,
  lockKey: nothing,
}

const MIGRATIONS_LOCK = 772_031
const KEYS_LOCK = 772_032

export const postgres: Dialect = {
  text: 'text COLLATE "C"',
  byWork: () => '',
  skipLocked: ' FOR UPDATE SKIP LOCKED',
  forUpdate: ' FOR UPDATE',
  writers: 4,
  appendOnly: table => [
    `CREATE FUNCTION ${table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${table} are append-only'; END $$`,
    `CREATE TRIGGER ${table}_no_change BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${table}_refuse()`,
    `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${table}_refuse()`,
  ],
  lockMigrations: async trx => {
    await select(trx, 'SELECT pg_advisory_xact_lock(?)', [MIGRATIONS_LOCK])
  },
  lockKey: async (trx, key) => {
    await select(trx, 'SELECT pg_advisory_xact_lock(?, hashtext(?))', [KEYS_LOCK, key])
  },
}
