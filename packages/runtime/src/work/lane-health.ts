import { type LaneRow, ladderSeconds, type NewEvent, type Settlement } from '@openfapiao/core'

/** A blocked lane looks again by itself where time or another person may have cleared it; credentials and certificates wait for a person here. */
const RETRY_SECONDS: Readonly<Record<string, number>> = { login: 60, faceCheck: 60, quota: 3600 }
/** So many turns without one answer and the lane pauses instead of hammering. */
const FAILURES_ALLOWED = 4

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
  const blocked = settlements.find(s => s.blocked)?.blocked
  if (blocked) {
    const seconds = RETRY_SECONDS[blocked.need]
    return {
      lane,
      need: blocked.need,
      detail: blocked.detail,
      since: now,
      retryAt: seconds === undefined ? undefined : now + seconds * 1000,
      failures: 0,
    }
  }
  const failed = settlements.length > 0 && settlements.every(s => s.failed)
  if (!failed) return known && (known.need !== undefined || known.failures > 0) ? { lane, failures: 0 } : undefined
  const failures = (known?.failures ?? 0) + 1
  if (failures <= FAILURES_ALLOWED) return { lane, failures }
  return {
    lane,
    need: 'pause',
    detail: `${failures} turns without an answer`,
    since: now,
    retryAt: now + ladderSeconds(failures - FAILURES_ALLOWED, jitter) * 1000,
    failures,
  }
}

/** A lane that opens again is an event; pauses are not, they are only weather. */
export function laneEvents(seller: string, next: LaneRow | undefined, known: LaneRow | undefined, at: number): NewEvent[] {
  if (!next || next.need !== undefined || known?.need === undefined || known.need === 'pause') return []
  return [{ seller, type: 'lane.opened', subject: next.lane, at, actor: 'engine', data: { need: known.need } }]
}
