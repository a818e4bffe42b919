import type { Outcome, Sealed } from '@openfapiao/core'
import type { Reply } from './caller.ts'
import { INTERFACE } from './codes.ts'
import { type Connection, unsaid } from './connection.ts'
import { findOne } from './find.ts'

/**
 * Sends one by one; one outcome per serial, in the same order. What needs a person, or a connection that is down, stops the rest: they come back with the same
 * outcome, unsent.
 */
export async function submitAll(sealed: readonly Sealed[], connection: Connection): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const one of sealed) {
    const last = outcomes.at(-1)
    outcomes.push(last?.is === 'blocked' || last?.is === 'unsent' ? last : await submitOne(one, connection))
  }
  return outcomes
}

/** Accepted is not issued. The serial that comes back is plain, although its page calls it encrypted (gateways.md 7.1): it is not looked into. */
async function submitOne(one: Sealed, connection: Connection): Promise<Outcome> {
  if (one.colour === 'void') throw new Error('no void was ever sealed for this interface')
  const operation = one.colour === 'red' ? 'red' : 'issue'
  const reply = await connection.ask({ interfaceCode: INTERFACE[one.colour], operation, subjects: [one.serial], message: one.body })
  switch (reply.is) {
    case 'ok':
      return { is: 'pending', why: 'accepted' }
    case 'unreached':
      return { is: 'unsent', why: reply.why }
    case 'refused':
      return refused(one, reply, connection)
    default:
      return unsaid(reply)
  }
}

/** Believed only if nobody knows the serial: an earlier call may have been taken. */
async function refused(one: Sealed, { fault }: Extract<Reply, { is: 'refused' }>, connection: Connection): Promise<Outcome> {
  const seen = await findOne(one, connection)
  if (seen.is === 'absent') return { is: 'rejected', faults: [fault] }
  return seen.is === 'unknown' ? { is: 'unknown', why: `${fault.en}; and the serial cannot be asked for: ${seen.why}` } : seen
}
