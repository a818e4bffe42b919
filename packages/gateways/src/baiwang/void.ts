import type { Outcome, Sealed } from '@openfapiao/core'
import { z } from 'zod'
import { cancelledSchema, invoiceSchema } from './answers.ts'
import type { Reply } from './caller.ts'
import { VOIDED } from './codes.ts'
import type { Connection } from './connection.ts'
import { issuedIn } from './decode.ts'
import { memoryOf } from './memory.ts'
import { query } from './query.ts'

const bodySchema = z.object({ data: z.object({ invoiceCode: z.string(), invoiceNo: z.string() }) })

/** 税控 only (gateways.md 5). The cancel has no serial, so which invoice it is about is kept before it is sent. */
export async function submitVoid({ serial, body }: Sealed, connection: Connection): Promise<Reply> {
  const { invoiceCode, invoiceNo } = bodySchema.parse(JSON.parse(body)).data
  await memoryOf(connection.vault, 'void', connection.taxNumber).keep(serial, JSON.stringify({ data: { invoiceCode, invoiceNo } }))
  return connection.ask({ method: 'baiwang.output.invoice.cancel', version: '6.0', operation: 'void', subjects: [serial], body })
}

/** What is voided answers with its own number and sums, at the instant of the voiding. */
export async function voided(serial: string, response: unknown, connection: Connection): Promise<Outcome> {
  const cancelled = cancelledSchema.safeParse(response).data
  if (!cancelled) return { is: 'unknown', why: 'unreadable answer to a void' }
  const outcome = await findVoid(serial, connection)
  return outcome.is === 'issued' ? { ...outcome, issuedAt: cancelled.invalidDate } : outcome
}

/** By the number that was kept: voided, or still standing. */
export async function findVoid(serial: string, connection: Connection): Promise<Outcome> {
  const memory = memoryOf(connection.vault, 'void', connection.taxNumber)
  const kept = await memory.recall(serial)
  if (kept === undefined) return { is: 'unknown', why: 'a void has no serial on this wire, and which invoice it was about is not known any more' }
  const { invoiceCode, invoiceNo } = bodySchema.parse(JSON.parse(kept)).data
  const rows = await query({ invoiceCode, invoiceNo }, [serial], connection)
  if (rows.is === 'failed') return rows.outcome
  const row = rows.rows.find(one => isNumbered(one, invoiceCode, invoiceNo))
  const issued = issuedIn(row, connection.config)
  if (issued?.is !== 'issued') return { is: 'unknown', why: 'the invoice to be voided is not known, or its sums are unreadable' }
  return invoiceSchema.safeParse(row).data?.invoiceStatus === VOIDED ? issued : { is: 'absent' }
}

function isNumbered(row: unknown, invoiceCode: string, invoiceNo: string): boolean {
  const invoice = invoiceSchema.safeParse(row).data
  return invoice?.invoiceCode === invoiceCode && invoice.invoiceNo === invoiceNo
}
