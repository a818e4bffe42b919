import { type LaneRow, ladderSeconds, type NewEvent, type Settlement } from '@openfapiao/core'

/** A blocked lane looks again by itself where time or another person may have cleared it; credentials and certificates wait for a person here. */
const RETRY_SECONDS: Readonly<Record<string, number>> = { login: 60, faceCheck: 60, quota: 3600 }
/** So many turns without one answer and the lane pauses instead of hammering. */
const FAILURES_ALLOWED = 4
const PAUSE = 'pause'

/**
 * What one turn of a lane says of its health: a block stops it for a person or for time, turns in which everything failed slow it down,
 * any answer clears it. Other sellers' lanes go on. undefined: nothing changed.
 */
export function laneAfter(
  lane: string,
  settlements: readonly Settlement[],
  known: LaneRow | undefined,
  now: number,
  jitter: number,
): LaneRow | undefined {
  if (settlements.length === 0) return undefined
  const blocked = settlements.find(s => s.blocked)?.blocked
  if (blocked) return shut({ lane, need: blocked.need, detail: blocked.detail, since: sinceOf(blocked.need, known, now), failures: 0 }, now)
  if (settlements.some(s => !s.failed)) return known && (known.need !== undefined || known.failures > 0) ? { lane, failures: 0 } : undefined
  const failures = (known?.failures ?? 0) + 1
  // A network that fails proves nothing about what a person had to do: the need stands.
  if (known?.need !== undefined && known.need !== PAUSE) return shut({ ...known, failures }, now)
  if (failures <= FAILURES_ALLOWED) return { lane, failures }
  const retryAt = now + ladderSeconds(failures - FAILURES_ALLOWED, jitter) * 1000
  return { lane, need: PAUSE, detail: `${failures} turns without an answer`, since: sinceOf(PAUSE, known, now), retryAt, failures }
}

function shut(row: Omit<LaneRow, 'retryAt'>, now: number): LaneRow {
  const seconds = row.need === undefined ? undefined : RETRY_SECONDS[row.need]
  return { ...row, retryAt: seconds === undefined ? undefined : now + seconds * 1000 }
}

const sinceOf = (need: string, known: LaneRow | undefined, now: number): number => (known?.need === need ? (known.since ?? now) : now)

/** A lane that stops or opens is an event, once; pauses are not, they are only weather. */
export function laneEvents(seller: string, next: LaneRow, known: LaneRow | undefined, at: number): NewEvent[] {
  const [before, after] = [needOf(known), needOf(next)]
  if (before === after) return []
  const event = (type: 'lane.blocked' | 'lane.opened', need: string): NewEvent => ({
    seller,
    type,
    subject: next.lane,
    at,
    actor: 'engine',
    data: { need },
  })
  if (after !== undefined) return [event('lane.blocked', after)]
  return before === undefined ? [] : [event('lane.opened', before)]
}

const needOf = (row: LaneRow | undefined): string | undefined => (row?.need === PAUSE ? undefined : row?.need)
