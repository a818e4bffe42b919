import type { Outcome, Sought } from '@openfapiao/core'
import type { Connection } from './connection.ts'
import { rowFor, type Said } from './decode.ts'
import { findByForm, formNumberOf } from './find-red.ts'
import { numberOfVoid, serialNoOf } from './known.ts'
import { outcomeOfRow, query } from './query.ts'
import { QUESTIONS_PER_CALL } from './traits.ts'

/** Asks for serials, 50 a call; one outcome per serial, in the same order. Asking never answers `unsent` and issues nothing. */
export async function find(sought: readonly Sought[], connection: Connection): Promise<Outcome[]> {
  const orders = sought.filter(({ colour }) => colour !== 'void')
  const chunks = Array.from({ length: Math.ceil(orders.length / QUESTIONS_PER_CALL) }, (_, i) =>
    orders.slice(i * QUESTIONS_PER_CALL, (i + 1) * QUESTIONS_PER_CALL),
  )
  const said = new Map((await Promise.all(chunks.map(chunk => askOrders(chunk, connection)))).flat())
  return Promise.all(sought.map(one => (one.colour === 'void' ? findVoid(one, connection) : settled(one, said.get(one.serial), connection))))
}

type Heard = Said | Outcome

async function askOrders(chunk: readonly Sought[], connection: Connection): Promise<[string, Heard][]> {
  const orderNos = chunk.map(({ serial }) => serial)
  const heard = await query({ orderNos }, orderNos, connection)
  const list = orderNos.map((orderNo): [string, Heard] => [orderNo, 'result' in heard ? rowFor(heard.result, { orderNo }) : heard])
  // What is left out of a longer list is asked for alone: only a plain "not found" (E9500) means that there is nothing.
  return Promise.all(list.map(async ([orderNo, one]) => (chunk.length > 1 && mayBeThere(one) ? alone(orderNo, connection) : [orderNo, one])))
}

/** A list refused as a whole, or one without this order. */
const mayBeThere = ({ is }: Heard): boolean => is === 'missing' || is === 'absent'

async function alone(orderNo: string, connection: Connection): Promise<[string, Heard]> {
  const heard = await query({ orderNos: [orderNo] }, [orderNo], connection)
  return [orderNo, 'result' in heard ? rowFor(heard.result, { orderNo }) : heard]
}

async function settled(one: Sought, heard: Heard | undefined, connection: Connection): Promise<Outcome> {
  if (heard === undefined) return { is: 'unknown', why: 'not asked' }
  if (heard.is === 'missing') return { is: 'unknown', why: 'the answer does not speak of this order' }
  if (heard.is === 'unclear') return { is: 'unknown', why: heard.why }
  if (heard.is === 'absent') return one.colour === 'red' && connection.config.carrier === 'digital' ? findByForm(one, connection) : heard
  if (heard.is !== 'row') return heard
  const outcome = await outcomeOfRow(heard, one.colour, connection)
  if (outcome.is !== 'issued' || one.colour !== 'red') return outcome
  return { ...outcome, formNumber: await formNumberOf(one.serial, connection) }
}

/** A void has no order of its own: the invoice it is about says whether it is void. */
async function findVoid({ serial, blueNumber }: Sought, connection: Connection): Promise<Outcome> {
  const number = blueNumber ?? (await numberOfVoid(serial, connection))
  const serialNo = number === undefined ? undefined : await serialNoOf(number, connection)
  if (serialNo === undefined) return { is: 'unknown', why: 'the invoice to be voided is not known here' }
  const heard = await query({ serialNos: [serialNo] }, [serial], connection)
  if (!('result' in heard)) return heard.is === 'absent' ? { is: 'unknown', why: 'the voided invoice is not found' } : heard
  const said = rowFor(heard.result, { serialNo })
  return said.is === 'row' ? outcomeOfRow(said, 'void', connection) : { is: 'unknown', why: 'no readable answer about the voided invoice' }
}
