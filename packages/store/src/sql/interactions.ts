import type { Interaction } from '@openfapiao/core'
import type { Knex } from 'knex'
import { type Raw, text } from './rows.ts'

export async function record(trx: Knex.Transaction, { at, operation, subjects, request, answer, status, tookMs }: Interaction): Promise<void> {
  const [made]: Raw[] = await trx('interactions').insert({ at, operation, request, answer, status, took_ms: tookMs }).returning('id')
  const rows = [...new Set(subjects)].map(subject => ({ subject, interaction_id: Number(made?.id) }))
  if (rows.length > 0) await trx('interaction_subjects').insert(rows)
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
    subjects: [subject],
    request: text(r.request),
    answer: text(r.answer),
    status: Number(r.status),
    tookMs: Number(r.took_ms),
  }))
}
