import type { ClaimAsk, Intent, Rows, WorkKind } from '@openfapiao/core'
import { wrote } from '../audit/facts.ts'
import { intentColumns } from '../columns.ts'
import type { Sql, Unit } from './context.ts'
import { coversOf } from './queries.ts'
import { isWorkSql, type Raw, text, WORK } from './rows.ts'
import { select, updateRows } from './statements.ts'

const SHUT = 'AND lane NOT IN (SELECT lane FROM lanes WHERE need IS NOT NULL AND (retry_at IS NULL OR retry_at > ?))'

/**
 * One statement claims a batch: due, unleased, unheld, of open lanes; the fence grows with each claim. The same code for every kind of work. MATERIALIZED:
 * PostgreSQL might run a plain subselect more than once and then claims more than it was asked for.
 */
export async function claimFrom<K extends WorkKind>(sql: Sql, { trx }: Unit, kind: K, { now, limit, leaseSeconds }: ClaimAsk): Promise<Rows[K][]> {
  const { table, laned } = WORK[kind]
  const from = `${table}${sql.dialect.byWork(table)}`
  const due = `SELECT id FROM ${from} WHERE ${isWorkSql(kind)} AND due_at <= ? AND lease_until <= ? ${laned ? SHUT : ''} ORDER BY due_at, id LIMIT ?`
  const rows = await select(
    trx,
    `WITH due AS MATERIALIZED (${due}${sql.dialect.skipLocked})
     UPDATE ${table} SET fence = fence + 1, attempts = attempts + 1, lease_until = ? WHERE id IN (SELECT id FROM due) RETURNING *`,
    [now, now, ...(laned ? [now] : []), limit, now + leaseSeconds * 1000],
  )
  const sorted = rows.sort((a, b) => Number(a.due_at) - Number(b.due_at) || (text(a.id) < text(b.id) ? -1 : 1))
  return kind === 'document' ? withCovers(sql, trx, sorted, kind) : sorted.map(sql.read.row[kind])
}

async function withCovers<K extends WorkKind>(sql: Sql, trx: Unit['trx'], rows: readonly Raw[], kind: K): Promise<Rows[K][]> {
  const covers = await coversOf(
    trx,
    rows.map(r => text(r.id)),
  )
  return rows.map(r => ({ ...sql.read.row[kind](r), covers: covers.get(text(r.id)) ?? [] }))
}

/** queued → submitted with serial and body, if the fence is still the caller's. */
export async function intendOne({ ink }: Sql, unit: Unit, intent: Intent): Promise<boolean> {
  const { id, fence, at, events } = intent
  const columns = intentColumns(intent)
  const [row] = await updateRows(unit.trx, 'documents', columns, "WHERE id = ? AND fence = ? AND state = 'queued' RETURNING seller", [id, fence])
  if (!row) return false
  const facts = wrote('documents', id, columns, ink)
  unit.append(events, [{ seller: text(row.seller), subject: id, wrote: [facts], type: 'document.submitted' }], at)
  return true
}
