import { type Change, type DocumentRow, type LaneRow, type Outcome, type SettleContext, type Settlement, settle } from '@openfapiao/core'
import type { Context, OpenLane } from '../context.ts'
import { CALLS_SHARE, LEASE_SECONDS } from '../lease.ts'
import { jitter } from '../random.ts'
import { find, resubmit, submit } from './calls.ts'
import { cleared, recleared } from './forms/guard.ts'
import { laneAfter, laneEvents } from './lane-health.ts'
import { settledChange } from './settled.ts'

/** A document with what the authority said of it, and whether that answers a submit or a question. */
export interface Heard {
  readonly row: DocumentRow
  readonly outcome: Outcome
  readonly of: 'submit' | 'find'
}
export interface Settled extends Heard {
  readonly settlement: Settlement
}

/** One turn of one lane: who works, for how long the rows are ours, and whether there is time to begin another call. */
export interface LaneTurn {
  readonly lane: OpenLane
  readonly context: Context
  readonly leaseSeconds: number
  mayCall(): boolean
}

/** Rows of one lane: submitted ones are asked for, and sent again only when proven absent; queued ones are sealed and sent. */
export async function workLane(
  rows: readonly DocumentRow[],
  lane: OpenLane,
  known: LaneRow | undefined,
  context: Context,
): Promise<Change<'document'>[]> {
  const turn = laneTurn(lane, context)
  const asked = await askFor(
    rows.filter(r => r.state === 'submitted'),
    turn,
  )
  const resent = await sendAgain(asked, turn)
  const queued = await cleared(
    rows.filter(r => r.state === 'queued'),
    turn,
  )
  const sent = await submit(queued.free, turn)
  const heard = [...asked.filter(a => !resent.some(r => r.row.id === a.row.id)), ...resent, ...sent.heard.map(h => settled(h, turn))]
  const changes = await Promise.all(heard.map(h => settledChange(h, turn)))
  return [...withHealth(changes, heard, known, turn), ...queued.stopped, ...sent.parked, ...sent.postponed.map(row => postponed(row, context))]
}

function laneTurn(lane: OpenLane, context: Context): LaneTurn {
  const { io, worker } = context
  const leaseSeconds = worker?.leaseSeconds ?? LEASE_SECONDS
  const until = io.now() + leaseSeconds * CALLS_SHARE * 1000
  return { lane, context, leaseSeconds, mayCall: () => io.now() < until }
}

async function askFor(rows: readonly DocumentRow[], turn: LaneTurn): Promise<Settled[]> {
  const heard = await find(rows, turn)
  return Promise.all(heard.map(h => recleared(settled(h, turn), turn)))
}

/** What the authority does not know beyond the grace: the same body under the same serial. */
async function sendAgain(asked: readonly Settled[], turn: LaneTurn): Promise<Settled[]> {
  const absent = asked.filter(a => a.settlement.resend === true).map(a => a.row)
  const heard = await resubmit(absent, turn)
  return heard.map(h => settled(h, turn))
}

const settled = (heard: Heard, turn: LaneTurn): Settled => ({ ...heard, settlement: settle(heard.row, heard.outcome, settleContext(heard.of, turn)) })

const settleContext = (of: Heard['of'], { lane, context: { io } }: LaneTurn): SettleContext => ({
  traits: lane.traits,
  now: io.now(),
  jitter: jitter(io),
  of,
})

/** No time was left for it in this turn: it stays as it is, due. */
const postponed = ({ id, fence }: DocumentRow, { io }: Context): Change<'document'> => ({
  kind: 'document',
  id,
  fence,
  set: { dueAt: io.now() },
  events: [],
})

/** The lane's health goes with the first change, in its transaction. */
function withHealth(
  changes: Change<'document'>[],
  heard: readonly Settled[],
  known: LaneRow | undefined,
  { lane: { lane, part }, context: { io } }: LaneTurn,
): Change<'document'>[] {
  const health = laneAfter(
    lane,
    heard.map(h => h.settlement),
    known,
    io.now(),
    jitter(io),
  )
  const [first, ...others] = changes
  if (!first || !health) return changes
  return [{ ...first, lane: health, events: [...first.events, ...laneEvents(part.key, health, known, io.now())] }, ...others]
}
