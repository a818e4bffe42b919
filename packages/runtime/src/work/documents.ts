import {
  type Change,
  type DocumentRow,
  fault,
  type Intent,
  type LaneRow,
  type Outcome,
  type Sealed,
  type SettleContext,
  type Settlement,
  type Sought,
  serialOf,
  settle,
} from '@openfapiao/core'
import type { Context, OpenLane } from '../context.ts'
import { submittedEvents } from '../events.ts'
import { jitter } from '../random.ts'
import { laneAfter, laneEvents } from './lane-health.ts'
import { settledChange } from './settled.ts'

/** A document with what the authority said of it, and whether that answers a submit or a question. */
export interface Heard {
  readonly row: DocumentRow
  readonly outcome: Outcome
  readonly of: 'submit' | 'find'
}

/** Rows of one lane: queued ones are sealed and sent, submitted ones are asked for, and sent again only when proven absent. */
export async function workLane(
  rows: readonly DocumentRow[],
  lane: OpenLane,
  known: LaneRow | undefined,
  context: Context,
): Promise<Change<'document'>[]> {
  const { sealed, parked } = await seal(
    rows.filter(r => r.state === 'queued'),
    lane,
    context,
  )
  const sent = await submit(sealed, lane)
  const asked = await ask(
    rows.filter(r => r.state === 'submitted'),
    lane,
  )
  const absent = asked.filter(h => settled(h, lane, context).resend === true)
  const resent = await submit(
    absent.map(h => h.row),
    lane,
  )
  const heard = [...sent, ...asked.filter(h => !absent.includes(h)), ...resent].map(h => ({
    ...h,
    settlement: settled(h, lane, context),
    resent: resent.includes(h),
  }))
  const changes = await Promise.all(heard.map(h => settledChange(h, h.settlement, { lane, context, resent: h.resent })))
  return [
    ...parked,
    ...withHealth(
      changes,
      heard.map(h => h.settlement),
      lane,
      known,
      context,
    ),
  ]
}

const settled = (h: Heard, lane: OpenLane, context: Context): Settlement => settle(h.row, h.outcome, settleContext(h.of, lane, context))

/** The lane's health goes with the first change, in its transaction. */
function withHealth(
  changes: Change<'document'>[],
  settlements: readonly Settlement[],
  { lane, part }: OpenLane,
  known: LaneRow | undefined,
  { io }: Context,
): Change<'document'>[] {
  const health = laneAfter(lane, settlements, known, io.now(), jitter(io))
  const [first, ...others] = changes
  if (!first || !health) return changes
  return [{ ...first, lane: health, events: [...first.events, ...laneEvents(part.key, health, known, io.now())] }, ...others]
}

const settleContext = (of: 'submit' | 'find', { traits }: OpenLane, { io }: Context): SettleContext => ({
  traits,
  now: io.now(),
  jitter: jitter(io),
  of,
})

/** Freezes serial and body in the store before a byte leaves. A row that somebody else took meanwhile is left to them; one that cannot be encoded is parked. */
async function seal(
  rows: readonly DocumentRow[],
  lane: OpenLane,
  context: Context,
): Promise<{ sealed: DocumentRow[]; parked: Change<'document'>[] }> {
  const parked: Change<'document'>[] = []
  const intents: Intent[] = []
  for (const row of rows) {
    try {
      intents.push(intentOf(row, lane, context))
    } catch (error) {
      parked.push(park(row, error))
    }
  }
  const ours = await context.store.intend(intents)
  const sealed = intents.flatMap((intent, i) => {
    const row = rows.find(r => r.id === intent.id)
    return ours[i] && row
      ? [{ ...row, state: 'submitted' as const, serial: intent.serial, body: intent.body, bodyHash: intent.bodyHash, submittedAt: intent.at }]
      : []
  })
  return { sealed, parked }
}

function intentOf(row: DocumentRow, { gateway, part }: OpenLane, context: Context): Intent {
  const serial = serialOf(context.io.random(10))
  if (row.colour === 'void') throw new Error('voids are sealed by the void command')
  const body = gateway.encode({ colour: row.colour, serial, content: row.content }, part.gatewayConfig)
  const bodyHash = context.digest(body)
  const at = context.io.now()
  return { id: row.id, fence: row.fence, serial, body, bodyHash, at, events: submittedEvents(row, { serial, bodyHash, at }) }
}

async function submit(rows: readonly DocumentRow[], { session, traits }: OpenLane): Promise<Heard[]> {
  const batches = chunks(rows, traits.batchMax)
  const heard = await Promise.all(batches.map(async batch => pair(batch, await session.submit(batch.map(sealedOf)), 'submit')))
  return heard.flat()
}

async function ask(rows: readonly DocumentRow[], { session }: OpenLane): Promise<Heard[]> {
  return rows.length === 0 ? [] : pair(rows, await session.find(rows.map(soughtOf)), 'find')
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

/** A bug parks its own row and nobody else's; nothing is lost. */
export function park(row: DocumentRow, error: unknown): Change<'document'> {
  const why = error instanceof Error ? error.message : String(error)
  return { kind: 'document', id: row.id, fence: row.fence, set: { hold: fault('BUG', '', { why }) }, events: [] }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}
