export type Driver = 'better-sqlite3' | 'sqlite3'
/** `write`: the store's own connection. `read`: one more beside it, whose transactions only look. */
export type Use = 'write' | 'read'

/** The part of a driver's connection that is used here: `pragma`, `prepare`, `inTransaction` of better-sqlite3, `run` and `all` of sqlite3. */
export interface Connection {
  readonly inTransaction?: boolean
  pragma?(text: string): unknown
  exec?(text: string): unknown
  prepare?(text: string): object
  run?(text: string, done: (error: Error | null) => void): unknown
  all?(text: string, ...rest: unknown[]): unknown
}

/**
 * Waiting first, since even switching to WAL may meet another process; then durable at every commit (performance.md 1). The wait is short because
 * better-sqlite3 blocks the thread meanwhile; the committer tries again.
 */
const PRAGMAS = ['busy_timeout = 250', 'journal_mode = WAL', 'synchronous = FULL', 'wal_autocheckpoint = 1000']

/** So often a busy database is asked again while a connection is made ready, with a pause of 50 ms at most between. */
const TRIES = 100

/** Statements kept ready: the store has some sixty texts, multi-row inserts of different length among them. */
const STATEMENTS = 256

/**
 * Makes a fresh connection what the store needs. knex begins transactions with a plain BEGIN, which takes the write lock late: a transaction that read
 * first then fails the moment another process wrote. BEGIN IMMEDIATE takes it at once and waits.
 */
export async function prepared(connection: Connection, driver: Driver, use: Use): Promise<void> {
  for (const pragma of PRAGMAS) await patiently(() => (driver === 'sqlite3' ? run(connection, `PRAGMA ${pragma}`) : connection.pragma?.(pragma)))
  if (use === 'read') return
  if (driver === 'sqlite3') beginAtOnce(connection)
  else keepStatements(connection)
}

function beginAtOnce(connection: Connection): void {
  const all = connection.all?.bind(connection)
  connection.all = (text, ...rest) => all?.(immediate(text), ...rest)
}

/** knex prepares every statement anew each time; most of the store's texts repeat. */
function keepStatements(connection: Connection): void {
  const prepare = connection.prepare?.bind(connection)
  const kept = new Map<string, object>()
  connection.prepare = text => {
    // A commit that failed (disk full) may leave its transaction open, and no other could ever begin.
    if (text === BEGIN && connection.inTransaction) connection.exec?.('ROLLBACK')
    const known = kept.get(text)
    if (known) return known
    const statement = prepare?.(immediate(text)) ?? {}
    if (kept.size >= STATEMENTS) kept.delete(kept.keys().next().value ?? '')
    kept.set(text, statement)
    return statement
  }
}

const BEGIN = 'BEGIN;'
const immediate = (text: string): string => (text === BEGIN ? 'BEGIN IMMEDIATE;' : text)

function run(connection: Connection, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.run?.(text, error => {
      error ? reject(error) : resolve()
    })
  })
}

async function patiently(work: () => unknown): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      const busy = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
      if (!busy || attempt >= TRIES) throw error
      await new Promise(resolve => {
        setTimeout(resolve, 50 * Math.random())
      })
    }
  }
}
