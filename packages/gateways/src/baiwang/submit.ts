import type { Outcome, Sealed } from '@openfapiao/core'
import { z } from 'zod'
import { failSchema, formAcceptedSchema, issueSchema } from './answers.ts'
import type { Reply } from './caller.ts'
import { type Connection, unsaid, whyOf } from './connection.ts'
import { issuedIn, serialIn, stateOutcome } from './decode.ts'
import { findInvoice } from './find.ts'
import { findRed } from './find-red.ts'
import { memoryOf } from './memory.ts'
import { verdictOf } from './verdict.ts'
import { submitVoid, voided } from './void.ts'

/**
 * Sends one by one; one outcome per serial, in the same order. What needs a person, or a connection that is down, stops the rest: they come back with the same
 * outcome, unsent.
 */
export async function submitAll(sealed: readonly Sealed[], connection: Connection): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const one of sealed) {
    const last = outcomes.at(-1)
    outcomes.push(last && stops(last) ? last : await submitOne(one, connection))
  }
  return outcomes
}

const stops = ({ is }: Outcome): boolean => is === 'blocked' || is === 'unsent'

async function submitOne(one: Sealed, connection: Connection): Promise<Outcome> {
  const reply = await send(one, connection)
  if (reply.is === 'ok') return accepted(one, reply.response, connection)
  if (reply.is === 'unreached') return { is: 'unsent', why: reply.why }
  return reply.is === 'dead' || reply.is === 'red' ? refused(one, reply, connection) : unsaid(reply)
}

const isForm = ({ colour }: Sealed, { config }: Connection): boolean => colour === 'red' && config.carrier === 'digital'

function send(one: Sealed, connection: Connection): Promise<Reply> {
  const { serial, colour, body } = one
  if (colour === 'void') return submitVoid(one, connection)
  return isForm(one, connection)
    ? connection.ask({ method: 'baiwang.output.redinvoice.add', version: '7.0', operation: 'red', subjects: [serial], body })
    : connection.ask({ method: 'baiwang.output.invoice.issue', version: '6.0', operation: 'issue', subjects: [serial], body })
}

function accepted(one: Sealed, response: unknown, connection: Connection): Promise<Outcome> {
  if (one.colour === 'void') return voided(one.serial, response, connection)
  return isForm(one, connection) ? formAccepted(one.serial, response, connection) : issued(one, response, connection)
}

/** An issue is answered at once (gateways.md 5.1). Sums that the answer does not tell are asked for. */
async function issued(one: Sealed, response: unknown, connection: Connection): Promise<Outcome> {
  const { serial } = one
  const { success, fail } = issueSchema.safeParse(response).data ?? { success: [], fail: [] }
  const [row, ...more] = success
  if (row === undefined) return failed(one, fail, connection)
  if (more.length > 0 || (serialIn(row) ?? serial) !== serial) return { is: 'unknown', why: 'the answer to an issue speaks of other invoices' }
  const said = issuedIn(row, connection.config)
  if (said?.is === 'issued') return said
  return said ? findInvoice(serial, connection) : { is: 'unknown', why: 'issued, but the number is unreadable' }
}

/** `fail` comes with a message and, as far as is known, without a code: then nothing is proven. */
async function failed(one: Sealed, fail: readonly unknown[], connection: Connection): Promise<Outcome> {
  const mine = fail.map(row => failSchema.safeParse(row).data).find(row => (row?.serialNo ?? one.serial) === one.serial)
  if (!mine) return { is: 'unknown', why: 'unreadable answer to an issue' }
  const verdict = verdictOf({ code: mine.code ?? '', message: mine.message ?? '' })
  if (verdict.is === 'dead') return refused(one, verdict, connection)
  return verdict.is === 'blocked' ? verdict : { is: 'unknown', why: `failed: ${mine.code ?? 'no code'} ${mine.message ?? ''}`.trim() }
}

async function formAccepted(serial: string, response: unknown, connection: Connection): Promise<Outcome> {
  const [form, ...more] = z.array(formAcceptedSchema).safeParse(response).data ?? []
  if (!form || more.length > 0) return { is: 'unknown', why: 'unreadable answer to a red form' }
  const outcome = stateOutcome(form.confirmState, connection.askFormSeconds)
  if (outcome.is !== 'rejected') await memoryOf(connection.vault, 'form', connection.taxNumber).keep(serial, form.redConfirmUuid)
  return outcome
}

const blueSchema = z.object({ originalInvoiceNo: z.string() })

/**
 * What the provider says to a serial that it has had before is not known, so a refusal is believed only once the query, or the forms of the blue, show that
 * nothing came of an earlier call.
 */
async function refused(one: Sealed, reply: Extract<Reply, { is: 'dead' | 'red' }>, connection: Connection): Promise<Outcome> {
  const seen = await seenOf(one, connection)
  if (seen.is !== 'absent') return seen
  return reply.is === 'dead' || reply.spent ? { is: 'rejected', faults: [reply.fault] } : { is: 'unknown', why: whyOf(reply) }
}

function seenOf(one: Sealed, connection: Connection): Promise<Outcome> {
  const { serial, colour, body } = one
  if (colour === 'void') return Promise.resolve({ is: 'absent' })
  if (!isForm(one, connection)) return findInvoice(serial, connection)
  const { originalInvoiceNo: blueNumber } = blueSchema.parse(JSON.parse(body))
  return findRed({ serial, colour, blueNumber }, connection)
}
