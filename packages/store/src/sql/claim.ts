import type { ClaimAsk, Intent, Rows, WorkKind } from '@openfapiao/core'
import type { Knex } from 'knex'
import { select } from './committer.ts'
import type { Append, Sql } from './context.ts'
import { coversOf } from './queries.ts'
import { type Raw, text, WORK } from './rows.ts'

/** One statement claims a batch: due, unleased, unheld, of open lanes; the fence grows with each claim. The same code for every kind of work. */
export async function claimFrom<K extends WorkKind>(
  sql: Sql,
  trx: Knex.Transaction,
  kind: K,
  { now, limit, leaseSeconds }: ClaimAsk,
): Promise<Rows[K][]> {
  const { table, active } = WORK[kind]
  const laned = kind === 'document' || kind === 'file'
  const shut = laned ? 'AND lane NOT IN (SELECT lane FROM lanes WHERE need IS NOT NULL AND (retry_at IS NULL OR retry_at > ?))' : ''
  const inner = `SELECT id FROM ${table} WHERE state IN (${active.map(() => '?').join(', ')}) AND due_at <= ? AND lease_until <= ? AND hold IS NULL ${shut} ORDER BY due_at, id LIMIT ?${sql.dialect.skipLocked}`
  const { rows } = await select(
    trx,
    `UPDATE ${table} SET fence = fence + 1, attempts = attempts + 1, lease_until = ? WHERE id IN (${inner}) RETURNING *`,
    [now + leaseSeconds * 1000, ...active, now, now, ...(laned ? [now] : []), limit],
  )
  const sorted = rows.sort((a, b) => Number(a.due_at) - Number(b.due_at) || (text(a.id) < text(b.id) ? -1 : 1))
  return kind === 'document' ? withCovers(sql, trx, sorted, kind) : sorted.map(sql.read.row[kind])
}

async function withCovers<K extends WorkKind>(sql: Sql, trx: Knex.Transaction, rows: readonly Raw[], kind: K): Promise<Rows[K][]> {
  const covers = await coversOf(
    trx,
    rows.map(r => text(r.id)),
  )
  return rows.map(r => ({ ...sql.read.row[kind](r), covers: covers.get(text(r.id)) ?? [] }))
}

/** queued → submitted with serial and body, if the fence is still the caller's. */
export async function intendOne(trx: Knex.Transaction, intent: Intent, append: Append): Promise<boolean> {
  const { id, fence, serial, body, bodyHash, at } = intent
  const changed = await trx('documents')
    .where({ id, fence, state: 'queued' })
    .update({ state: 'submitted', serial, body, body_hash: bodyHash, submitted_at: at, last_submitted_at: at })
  if (changed === 0) return false
  await append(intent.events)
  return true
}
