import type { Outcome, Sought } from '@openfapiao/core'
import { type Connection, outcomeOf, question } from './connection.ts'
import { type Read, readRow, type Said } from './decode.ts'
import { remember } from './known.ts'
import { afterFailure } from './recover.ts'

type Keys = Readonly<Record<'orderNos' | 'serialNos', readonly string[]>>

/** The result, or what the answer says instead: E9500 is absent. */
export async function query(by: Partial<Keys>, subjects: readonly string[], connection: Connection): Promise<{ readonly result: unknown } | Outcome> {
  const reply = await connection.ask(question('queryInvoiceResult', subjects, { ...by, isOfferInvoiceDetail: '0' }))
  if (reply.is !== 'reply') return outcomeOf(reply, 'find')
  if (reply.verdict.is === 'nothing') return { is: 'absent' }
  return reply.verdict.is === 'ok' ? { result: reply.result } : outcomeOf(reply, 'find')
}

/** Issued invoices are remembered by number, so that their files can be asked for. */
export async function outcomeOfRow(said: Extract<Said, { is: 'row' }>, colour: Sought['colour'], connection: Connection): Promise<Outcome> {
  const read: Read = readRow(said, colour)
  if (read.is === 'failed') return afterFailure(read.why, said.row, connection)
  if (read.is === 'issued') await remember(said.row, connection)
  return read
}
