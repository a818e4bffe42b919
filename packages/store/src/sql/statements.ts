import type { Knex } from 'knex'
import type { Columns, Value } from '../columns.ts'
import type { Raw } from './rows.ts'

/** Bound values of one statement: SQLite takes 32 766, PostgreSQL 65 535. */
const BINDINGS = 30_000

/** Rows of a raw statement, whichever way the driver wraps them. */
export async function select(db: Knex, sql: string, bindings: readonly Knex.RawBinding[]): Promise<Raw[]> {
  const answer: unknown = await db.raw(sql, bindings)
  if (Array.isArray(answer)) return answer
  return isAnswer(answer) ? answer.rows : []
}

const isAnswer = (answer: unknown): answer is { rows: Raw[] } => typeof answer === 'object' && answer !== null && 'rows' in answer

/**
 * Inserts rows of the same columns in as few statements as their values allow; answers what `tail` returns. Plain text rather than the builder: it
 * is the hot path, and the same text is a prepared statement the next time.
 */
export async function insertRows(db: Knex, table: string, rows: readonly Columns[], tail = ''): Promise<Raw[]> {
  const [first] = rows
  if (!first) return []
  const names = Object.keys(first)
  const most = Math.floor(BINDINGS / names.length)
  const returned: Raw[] = []
  for (let i = 0; i < rows.length; i += most) {
    const some = rows.slice(i, i + most)
    const places = some.map(() => `(${names.map(() => '?').join(', ')})`).join(', ')
    const values = some.flatMap(row => names.map(name => row[name] ?? null))
    returned.push(...(await select(db, `INSERT INTO ${table} (${names.map(quoted).join(', ')}) VALUES ${places} ${tail}`, values)))
  }
  return returned
}

/** Updates and answers what `tail` (WHERE … RETURNING …) returns. A column ending in `+` is raised by the value. */
export function updateRows(db: Knex, table: string, set: Columns, tail: string, bindings: readonly Value[]): Promise<Raw[]> {
  const assign = Object.keys(set).map(name => (name.endsWith('+') ? raise(name.slice(0, -1)) : `${quoted(name)} = ?`))
  return select(db, `UPDATE ${table} SET ${assign.join(', ')} ${tail}`, [...Object.values(set), ...bindings])
}

const raise = (name: string): string => `${quoted(name)} = ${quoted(name)} + ?`

/** `(?, ?, ?)` for an IN. */
export const listOf = (values: readonly unknown[]): string => `(${values.map(() => '?').join(', ')})`

const quoted = (name: string): string => `"${name}"`
