import type { Knex } from 'knex'

/** Everything in which the two databases differ, as data. The rest of `sql/` never asks which one it is. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres'
  /** Goes behind the inner select of a claim, so that workers pass each other by. */
  readonly skipLocked: string
  /** Goes behind a select of a row that is about to be changed in the same transaction. */
  readonly forUpdate: string
  /** Rows of one insert: SQLite binds at most 32 766 values. */
  readonly insertRows: number
  /** Writers that may commit at once. */
  readonly writers: number
  /** Statements that make a table refuse UPDATE and DELETE. */
  appendOnly(table: string): string[]
  /** Holds off every other process until the transaction ends. */
  lockMigrations(trx: Knex.Transaction): Promise<void>
}

export const sqlite: Dialect = {
  name: 'sqlite',
  skipLocked: '',
  forUpdate: '',
  insertRows: 500,
  writers: 1,
  appendOnly: table =>
    ['UPDATE', 'DELETE'].map(
      verb =>
        `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} are append-only'); END`,
    ),
  // `BEGIN IMMEDIATE` holds the only write lock there is; the transaction was begun with it.
  lockMigrations: async () => undefined,
}

export const postgres: Dialect = {
  name: 'postgres',
  skipLocked: ' FOR UPDATE SKIP LOCKED',
  forUpdate: ' FOR UPDATE',
  insertRows: 500,
  writers: 4,
  appendOnly: table => [
    `CREATE FUNCTION ${table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${table} are append-only'; END $$`,
    `CREATE TRIGGER ${table}_no_change BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${table}_refuse()`,
    `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${table}_refuse()`,
  ],
  lockMigrations: async trx => {
    await trx.raw('SELECT pg_advisory_xact_lock(772031)')
  },
}
