import {
  type Change,
  type DocumentRow,
  fault,
  type Intent,
  type Outcome,
  type Reservation,
  type Sealed,
  type Sought,
  serialOf,
} from '@openfapiao/core'
import { resubmittedEvents, submittedEvents } from '../events.ts'
import type { Heard, LaneTurn } from './lane.ts'

/** Calls of one lane that are on the way at once. */
const AT_ONCE = 8

export interface Sent {
  /** What was sent, and what could not be numbered. */
  readonly heard: readonly Heard[]
  /** Could not be encoded: a person looks. */
  readonly parked: readonly Change<'document'>[]
  /** Not begun: no time was left. */
  readonly postponed: readonly DocumentRow[]
}

/**
 * Numbers where that is ours to do, seals and sends queued rows. Serial and body are frozen in the store before a byte leaves; a row that somebody else
 * took meanwhile is left to them.
 */
export async function submit(rows: readonly DocumentRow[], turn: LaneTurn): Promise<Sent> {
  const { numbered, unnumbered } = await numberAll(rows, turn)
  const { intents, parked } = sealAll(numbered, turn)
  const postponed: DocumentRow[] = []
  const heard = await inShipments(
    intents,
    async shipment => {
      if (turn.mayCall()) return send(await frozen(shipment, turn), turn)
      postponed.push(...shipment.map(s => s.row))
      return []
    },
    turn,
  )
  return { heard: [...unnumbered, ...heard], parked, postponed }
}

/**
 * Sends the very same bodies again. That they go is written first: should this process die now, the next one counts the grace from here. Rows for
 * which no time is left are simply asked for again.
 */
export async function resubmit(rows: readonly DocumentRow[], turn: LaneTurn): Promise<Heard[]> {
  return inShipments(
    rows.map(row => ({ row })),
    async shipment => (turn.mayCall() ? send(await announced(shipment, turn), turn) : []),
    turn,
  )
}

/** Asks for serials; one outcome each. */
export async function find(rows: readonly DocumentRow[], { lane }: LaneTurn): Promise<Heard[]> {
  return rows.length === 0 ? [] : pair(rows, await lane.session.find(rows.map(soughtOf)), 'find')
}

interface Numbered {
  readonly row: DocumentRow
  readonly number?: Extract<Reservation, { is: 'reserved' }>
}

/** One number for each document, the same when asked again: a crash before sealing burns none. */
async function numberAll(
  rows: readonly DocumentRow[],
  { lane: { session, traits } }: LaneTurn,
): Promise<{ numbered: Numbered[]; unnumbered: Heard[] }> {
  if (traits.numbering === 'authority' || rows.length === 0) return { numbered: rows.map(row => ({ row })), unnumbered: [] }
  const given = (await session.reserve?.(rows.map(r => r.id))) ?? []
  const answers = rows.map((row, i) => ({ row, number: given[i] ?? ({ is: 'later', why: 'the gateway said nothing of this document' } as const) }))
  return {
    numbered: answers.flatMap(({ row, number }) => (number.is === 'reserved' ? [{ row, number }] : [])),
    unnumbered: answers.flatMap(({ row, number }) =>
      number.is === 'reserved' ? [] : [{ row, of: 'find' as const, outcome: withoutNumber(number) }],
    ),
  }
}

/** Nothing was sent: the lane stops, or the row waits. */
const withoutNumber = (answer: Exclude<Reservation, { is: 'reserved' }>): Outcome => (answer.is === 'blocked' ? answer : { ...answer, is: 'pending' })

interface Sealing {
  readonly row: DocumentRow
  readonly intent: Intent
}

function sealAll(numbered: readonly Numbered[], turn: LaneTurn): { intents: Sealing[]; parked: Change<'document'>[] } {
  const parked: Change<'document'>[] = []
  const intents: Sealing[] = []
  for (const one of numbered) {
    try {
      intents.push({ row: one.row, intent: intentOf(one, turn) })
    } catch (error) {
      parked.push(unsealable(one.row, error))
    }
  }
  return { intents, parked }
}

function intentOf({ row, number }: Numbered, { lane: { gateway, part }, context: { io, digest } }: LaneTurn): Intent {
  const { id, fence, colour, content } = row
  if (colour === 'void') throw new Error('this engine issues blues and reds; it voids nothing')
  const serial = serialOf(io.random(10))
  const reserved = number ? { reserved: number.number, reservedAt: number.at } : {}
  const body = gateway.encode({ colour, serial, content, ...reserved }, part.gatewayConfig)
  const bodyHash = digest(body)
  const at = io.now()
  return { id, fence, serial, body, bodyHash, at, events: submittedEvents(row, { serial, bodyHash, at, number: number?.number }) }
}

/** Encoding is pure: what throws once throws always, so a person is called at once. */
function unsealable({ id, fence }: DocumentRow, error: unknown): Change<'document'> {
  const why = error instanceof Error ? error.message : String(error)
  return { kind: 'document', id, fence, set: { hold: fault('BUG', '', { why }) }, events: [] }
}

/** queued → submitted; the rows that are ours. */
async function frozen(shipment: readonly Sealing[], { context }: LaneTurn): Promise<DocumentRow[]> {
  const ours = await context.store.intend(shipment.map(s => s.intent))
  return shipment.flatMap(({ row, intent: { serial, body, bodyHash, at } }, i) =>
    ours[i] ? [{ ...row, state: 'submitted' as const, serial, body, bodyHash, submittedAt: at }] : [],
  )
}

/** Written before the bytes leave: since when they may be under way once more. The lease goes with the write, so the row is put off for as long. */
async function announced(
  shipment: readonly { readonly row: DocumentRow }[],
  { context: { io, store }, leaseSeconds }: LaneTurn,
): Promise<DocumentRow[]> {
  const rows = shipment.map(s => s.row)
  const changes = rows.map(
    (row): Change<'document'> => ({
      kind: 'document',
      id: row.id,
      fence: row.fence,
      set: { lastSubmittedAt: io.now(), dueAt: io.now() + leaseSeconds * 1000 },
      events: resubmittedEvents(row, io.now()),
    }),
  )
  const ours = await store.apply(changes, io.now())
  return rows.filter((_, i) => ours[i])
}

async function send(rows: readonly DocumentRow[], { lane }: LaneTurn): Promise<Heard[]> {
  return rows.length === 0 ? [] : pair(rows, await lane.session.submit(rows.map(sealedOf)), 'submit')
}

function pair(rows: readonly DocumentRow[], outcomes: readonly Outcome[], of: Heard['of']): Heard[] {
  return rows.map((row, i) => ({ row, of, outcome: outcomes[i] ?? { is: 'unknown', why: 'the gateway gave no outcome for this serial' } }))
}

const sealedOf = ({ serial, body, colour }: DocumentRow): Sealed => ({ serial: sure(serial), colour, body: sure(body) })
const soughtOf = ({ serial, colour, content }: DocumentRow): Sought => ({ serial: sure(serial), colour, blueNumber: content.red?.blueNumber })

function sure(text: string | undefined): string {
  if (text === undefined) throw new Error('a submitted document has no serial or body')
  return text
}

/** Blues share a call as far as the gateway takes them; reds go alone, since some gateways do all of a red form within one call. A few calls at once. */
async function inShipments<S extends { readonly row: DocumentRow }>(
  items: readonly S[],
  ship: (shipment: readonly S[]) => Promise<Heard[]>,
  { lane }: LaneTurn,
): Promise<Heard[]> {
  const blues = items.filter(s => s.row.colour === 'blue')
  const shipments = [...chunks(blues, lane.traits.batchMax), ...items.filter(s => s.row.colour !== 'blue').map(s => [s])]
  const heard: Heard[] = []
  const hauler = async (): Promise<void> => {
    for (let next = shipments.shift(); next; next = shipments.shift()) heard.push(...(await ship(next)))
  }
  // All come home before a throw is passed on: no call may go on for rows that were given up.
  const home = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, shipments.length) }, hauler))
  for (const one of home) if (one.status === 'rejected') throw one.reason
  return heard
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
