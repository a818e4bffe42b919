import type { Interaction } from '@openfapiao/core'
import type { Knex } from 'knex'
import type { Unit } from './context.ts'
import { type Raw, text } from './rows.ts'
import { insertRows } from './statements.ts'

export async function record({ trx }: Unit, { at, operation, subjects, request, answer, status, tookMs }: Interaction): Promise<void> {
  const row = { at, operation, subjects: JSON.stringify(subjects), request, answer, status, took_ms: tookMs }
  const [made] = await insertRows(trx, 'interactions', [row], 'RETURNING id')
  const links = [...new Set(subjects)].map(subject => ({ subject, interaction_id: Number(made?.id) }))
  await insertRows(trx, 'interaction_subjects', links)
}

export async function interactionsOf(db: Knex, subject: string): Promise<Interaction[]> {
  const rows: Raw[] = await db('interactions')
    .join('interaction_subjects', 'interactions.id', 'interaction_subjects.interaction_id')
    .where({ subject })
    .orderBy('interactions.id')
    .select('interactions.*')
  return rows.map(r => ({
    at: Number(r.at),
    operation: text(r.operation),
    subjects: JSON.parse(text(r.subjects)),
    request: text(r.request),
    answer: text(r.answer),
    status: Number(r.status),
    tookMs: Number(r.took_ms),
  }))
}
