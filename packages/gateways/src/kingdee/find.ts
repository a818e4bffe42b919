import type { Outcome, Sought } from '@openfapiao/core'
import type { Connection } from './connection.ts'
import { foundAmong } from './decode.ts'
import { query } from './query.ts'

/** Questions that are on the way at once. */
const AT_ONCE = 8

/**
 * Asks for serials; one outcome each, in the same order. Asking never answers `unsent`. Once a whole round brought no answer the rest is not asked:
 * a platform that is down must not hold the rows.
 */
export async function find(sought: readonly Sought[], connection: Connection): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let from = 0; from < sought.length; from += AT_ONCE) {
    const round = await Promise.all(sought.slice(from, from + AT_ONCE).map(one => findOne(one, connection)))
    outcomes.push(...round)
    if (round.every(({ is }) => is === 'unknown' || is === 'blocked')) break
  }
  return sought.map((_, i) => outcomes[i] ?? { is: 'unknown', why: 'not asked: the questions before brought no answer' })
}

/** Reds have serials of their own and are asked for like blues; one that is under way may wait for the buyer. */
export async function findOne({ serial, colour }: Pick<Sought, 'serial' | 'colour'>, connection: Connection): Promise<Outcome> {
  const queried = await query({ serialNo: serial }, [serial], connection)
  if (queried.is === 'failed') return queried.outcome
  const outcome = foundAmong(queried.rows, serial, colour, connection.config)
  return outcome.is === 'pending' && colour === 'red' ? { ...outcome, askAfterSeconds: connection.askRedSeconds } : outcome
}
