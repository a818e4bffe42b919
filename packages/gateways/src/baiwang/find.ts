import type { Outcome, Sought } from '@openfapiao/core'
import type { Connection } from './connection.ts'
import { foundAmong } from './decode.ts'
import { findRed } from './find-red.ts'
import { query } from './query.ts'
import { findVoid } from './void.ts'

/** Questions that are on the way at once: the query takes one serial. */
const AT_ONCE = 8

/**
 * Asks for serials; one outcome each, in the same order. Asking never answers `unsent`. Once a whole round brought no answer the rest is not asked:
 * a provider that is down must not hold the rows.
 */
export async function find(sought: readonly Sought[], connection: Connection): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  while (outcomes.length < sought.length) {
    const round = sought.slice(outcomes.length, outcomes.length + AT_ONCE)
    const said = await Promise.all(round.map(one => findOne(one, connection)))
    outcomes.push(...said)
    if (said.every(isNoAnswer)) break
  }
  return sought.map((_, i) => outcomes[i] ?? { is: 'unknown', why: 'not asked: the questions before brought no answer' })
}

const isNoAnswer = ({ is }: Outcome): boolean => is === 'unknown' || is === 'blocked'

function findOne(one: Sought, connection: Connection): Promise<Outcome> {
  if (one.colour === 'void') return findVoid(one.serial, connection)
  return one.colour === 'red' && connection.config.carrier === 'digital' ? findRed(one, connection) : findInvoice(one.serial, connection)
}

/** What the query knows of a blue, or of a 税控 red. */
export async function findInvoice(serial: string, connection: Connection): Promise<Outcome> {
  const rows = await query({ serialNo: serial }, [serial], connection)
  return rows.is === 'rows' ? foundAmong(rows.rows, serial, connection.config) : rows.outcome
}
