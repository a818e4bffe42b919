import type { Outcome } from '@openfapiao/core'
import type { Row } from './answers.ts'
import { passingNeed } from './codes.ts'
import { type Connection, outcomeOf, question } from './connection.ts'
import { quotaTrouble, sessionTrouble } from './ready.ts'

/** Seconds until an order whose retries of the day are used up is looked at again. */
const RETRY_LATER = 3600

/**
 * An issue that failed for a cause that passes. While the cause stands a person is called; once it is gone there is proof that nothing was issued, so the same body
 * goes again under the same order: `submit` then meets E9106 and retries it (`retried`).
 */
export async function afterFailure(failCause: string, { exTaxAmount }: Row, connection: Connection): Promise<Outcome> {
  const need = passingNeed(failCause)
  const stands = need === 'quota' ? await quotaTrouble(exTaxAmount ?? 1, connection) : await sessionTrouble(connection)
  if (stands === undefined) return { is: 'absent', proven: true }
  return stands.is === 'unsent' ? { is: 'unknown', why: stands.why } : stands
}

/** 开票重试: the same order once more, 20 times a day at most (gateways.md 4.4). */
export async function retried(orderno: string, connection: Connection): Promise<Outcome> {
  const reply = await connection.ask(question('reInvoice', [orderno], { orderno }))
  if (reply.is !== 'reply') return reply.is === 'unreached' ? { is: 'unknown', why: reply.why } : outcomeOf(reply, 'submit')
  if (reply.verdict.is === 'retryLimit') return { is: 'pending', why: 'E9613: retried 20 times today', askAfterSeconds: RETRY_LATER }
  return reply.verdict.is === 'ok' ? { is: 'pending', why: 'retried' } : outcomeOf(reply, 'submit')
}
