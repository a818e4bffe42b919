import type { Outcome, Sealed } from '@openfapiao/core'
import type { Reply } from './caller.ts'
import { type Connection, unsaid, whyOf } from './connection.ts'
import { findOne } from './find.ts'
import { bodySchema, memoryOf } from './memory.ts'
import { blocked } from './verdict.ts'

/**
 * Sends one by one; one outcome per serial, in the same order. What needs a person, or a connection that is down, stops the rest: they come back with the same
 * outcome, unsent.
 */
export async function submitAll(sealed: readonly Sealed[], connection: Connection): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const one of sealed) {
    const last = outcomes.at(-1)
    outcomes.push(last && (last.is === 'blocked' || last.is === 'unsent') ? last : await submitOne(one, connection))
  }
  return outcomes
}

/** Blue and red go through the same interface. Kind and sums are kept before the first byte leaves: asking needs them. */
async function submitOne(one: Sealed, connection: Connection): Promise<Outcome> {
  const { message, ...sums } = bodySchema.parse(JSON.parse(one.body))
  await memoryOf(connection.vault, connection.taxNumber).keepSealed(one.serial, sums)
  const call = { interfaceCode: 'ele.encrypt.simpleInvoiceIssue', operation: one.colour === 'red' ? 'red' : 'issue', subjects: [one.serial], message }
  const reply = await connection.ask(call)
  switch (reply.is) {
    case 'ok':
    case 'pending':
      return { is: 'pending', why: 'accepted' }
    case 'unreached':
      return { is: 'unsent', why: reply.why }
    case 'repeated':
      return { is: 'unknown', why: '9994: this serial is known; it is asked for' }
    case 'dead':
      return refused(one, reply, connection)
    default:
      return unsaid(reply)
  }
}

/** Refused: dead only if the serial is not known, since an earlier call may have been taken. A refusal for login or quota waits for a person. */
async function refused({ serial, colour }: Sealed, reply: Extract<Reply, { is: 'dead' }>, connection: Connection): Promise<Outcome> {
  if (reply.need !== undefined) return blocked(reply.need, whyOf(reply))
  const seen = await findOne({ serial, colour }, connection)
  if (seen.is === 'absent') return { is: 'rejected', faults: [reply.fault] }
  return seen.is === 'unknown' ? { is: 'unknown', why: `${reply.why}, and the serial cannot be asked for: ${seen.why}` } : seen
}
