import type { Outcome, Sealed } from '@openfapiao/core'
import { acceptedSchema } from './answers.ts'
import type { Reply } from './caller.ts'
import { type Connection, outcomeOf, question } from './connection.ts'
import { formOutcome, found } from './decode.ts'
import type { Call } from './envelope.ts'
import { find } from './find.ts'
import { INVOICES_PER_CALL } from './traits.ts'
import { type Tree, treeOf } from './wire.ts'

/** Characters of frozen bodies in one call: fronts limit their bodies, and a small batch that is lost is asked for faster. */
const CHARACTERS_PER_CALL = 2_000_000

/** Blues that share a call, or a single red or void. */
type Shipment = readonly [Sealed, ...Sealed[]]

/**
 * Sends blues together and the others one by one; one outcome per serial, in the same order. A refused field speaks of one invoice without saying which, so
 * a refused batch goes again one by one. What needs a person, or a connection that is down, stops the rest: they come back with the same outcome, unsent.
 */
export async function submitAll(sealed: readonly Sealed[], connection: Connection): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>()
  const queue = shipmentsOf(sealed)
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const outcome = await ship(next, connection)
    if (outcome === 'oneByOne') queue.unshift(...next.map((one): Shipment => [one]))
    else for (const { serial } of next) outcomes.set(serial, outcome)
    if (outcome !== 'oneByOne' && stops(outcome)) return sealed.map(({ serial }) => outcomes.get(serial) ?? outcome)
  }
  return sealed.map(({ serial }) => outcomes.get(serial) ?? { is: 'unknown', why: 'not sent' })
}

const stops = ({ is }: Outcome): boolean => is === 'blocked' || is === 'unsent'

function shipmentsOf(sealed: readonly Sealed[]): Shipment[] {
  const shipments: [Sealed, ...Sealed[]][] = []
  for (const one of sealed.filter(s => s.colour === 'blue')) {
    const last = shipments.at(-1)
    if (last && fits(last, one)) last.push(one)
    else shipments.push([one])
  }
  return [...shipments, ...sealed.filter(s => s.colour !== 'blue').map((one): Shipment => [one])]
}

const fits = (batch: Shipment, one: Sealed): boolean =>
  batch.length < INVOICES_PER_CALL && [...batch, one].reduce((sum, { body }) => sum + body.length, 0) <= CHARACTERS_PER_CALL

async function ship(shipment: Shipment, connection: Connection): Promise<Outcome | 'oneByOne'> {
  const reply = await connection.ask(callOf(shipment, connection))
  if (shipment.length > 1 && reply.is === 'reply' && reply.returncode === '01') return 'oneByOne'
  if (reply.is === 'reply' && reply.verdict.is === 'doubt') return doubtful(shipment[0], reply.verdict, connection)
  return outcomeOf(reply, {
    unreached: 'unsent',
    ok: message => accepted(message, shipment[0], connection),
    nothing: { is: 'unknown', why: 'returncode 04 in answer to a submit' },
  })
}

function callOf(shipment: Shipment, connection: Connection): Call {
  const subjects = shipment.map(({ serial }) => serial)
  const bodies = shipment.map(({ body }) => treeOf(body))
  switch (shipment[0].colour) {
    case 'blue':
      return question('issue', '/api/v1/invoices', subjects, connection, { fpList: bodies })
    case 'red':
      return { operation: 'red', path: '/api/v1/red-forms', subjects, body: bodies[0] ?? {} }
    case 'void':
      return { operation: 'void', path: '/api/v1/invoices/void', subjects, body: bodies[0] ?? {} }
  }
}

/** Accepted is not issued: a blue and a red are asked for; a void is answered at once. */
function accepted(message: unknown, { colour, serial }: Sealed, connection: Connection): Outcome {
  switch (colour) {
    case 'blue':
      return acceptedSchema.safeParse(message).success ? { is: 'pending', why: 'accepted' } : { is: 'unknown', why: 'unreadable answer to a submit' }
    case 'red':
      return formOutcome(message, connection)
    case 'void':
      return found(message, [{ serial, colour }], connection)[0]?.outcome ?? { is: 'unknown', why: 'unreadable answer to a void' }
  }
}

/**
 * R02, R03: an earlier call may have worked, so ask before believing it (domain.md 4.2). If neither the serial nor a form of ours is known and nothing
 * is left to reverse, this red will never exist; while another form is open it may go again later.
 */
async function doubtful(
  red: Sealed,
  { faults, spent, why }: Extract<Extract<Reply, { is: 'reply' }>['verdict'], { is: 'doubt' }>,
  connection: Connection,
): Promise<Outcome> {
  const [seen] = await find([{ serial: red.serial, colour: red.colour, blueNumber: textOf(treeOf(red.body), 'lzfphm') }], connection)
  if (seen?.is !== 'absent') return seen ?? { is: 'unknown', why }
  return spent ? { is: 'rejected', faults } : { is: 'unknown', why }
}

function textOf(tree: Tree, name: string): string | undefined {
  const value = tree[name]
  return typeof value === 'string' ? value : undefined
}
