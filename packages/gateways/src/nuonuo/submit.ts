import { type Fen, fenOf, type Outcome, type Sealed, sumFen } from '@openfapiao/core'
import { z } from 'zod'
import { acceptedSchema } from './answers.ts'
import type { Reply } from './caller.ts'
import { type Connection, outcomeOf } from './connection.ts'
import { formOutcome, readRow, rowFor } from './decode.ts'
import { find } from './find.ts'
import { formOfSerial } from './find-red.ts'
import { rememberVoid } from './known.ts'
import { numberOf } from './number.ts'
import { query } from './query.ts'
import { notReady, quotaTrouble } from './ready.ts'
import { retried } from './recover.ts'

/**
 * Sends one by one, as the wire wants it; one outcome per serial, in the same order. What needs a person, or a connection that is down, stops the rest: they come
 * back with the same outcome, unsent.
 */
export async function submitAll(sealed: readonly Sealed[], connection: Connection): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const trouble = await notReady(connection)
  if (trouble) return sealed.map(() => trouble)
  for (const one of sealed) {
    const outcome = await send(one, connection)
    outcomes.push(outcome)
    if (stops(outcome)) return sealed.map((_, i) => outcomes[i] ?? outcome)
  }
  return outcomes
}

const stops = ({ is }: Outcome): boolean => is === 'blocked' || is === 'unsent'

/** What a frozen body is, told by its own shape. Throws for one that `encode` did not write. */
const frozenSchema = z.union([
  z.object({ order: z.object({ invoiceType: z.string(), invoiceDetail: z.array(z.object({ taxExcludedAmount: z.string() })) }) }),
  z.object({ billId: z.string() }),
  z.object({ invoiceCode: z.string(), invoiceNo: z.string() }),
])

async function send(one: Sealed, connection: Connection): Promise<Outcome> {
  const frozen = frozenSchema.parse(JSON.parse(one.body))
  if ('billId' in frozen) return sendForm(one, connection)
  if ('invoiceNo' in frozen) return sendVoid(one, numberOf(frozen.invoiceCode, frozen.invoiceNo), connection)
  const netFen = sumFen(frozen.order.invoiceDetail.map(({ taxExcludedAmount }) => fenOf(taxExcludedAmount)))
  return sendOrder(one, netFen, connection)
}

/** A blue, or the red of a 税控 kind. */
async function sendOrder(one: Sealed, netFen: Fen, connection: Connection): Promise<Outcome> {
  const short = netFen > 0 && connection.config.carrier === 'digital' ? await quotaTrouble(netFen, connection) : undefined
  if (short) return short
  const reply = await post('requestBillingNew', one, connection)
  if (reply.is !== 'reply') return outcomeOf(reply, 'submit')
  switch (reply.verdict.is) {
    case 'ok':
      return acceptedSchema.safeParse(reply.result).success
        ? { is: 'pending', why: 'accepted' }
        : { is: 'unknown', why: 'unreadable answer to a submit' }
    case 'duplicate':
      return repeated(one.serial, connection)
    case 'dead':
    case 'spent':
      return unlessKnown(one, reply.verdict.faults, connection)
    default:
      return outcomeOf(reply, 'submit')
  }
}

const post = (method: string, { body, serial }: Sealed, { ask }: Connection): Promise<Reply> => ask({ method, body, subjects: [serial] })

/** E9106: the order is known, so it is asked for. One that failed for a cause that passes is retried here, since sending again is the order to do so. */
async function repeated(serial: string, connection: Connection): Promise<Outcome> {
  const heard = await query({ orderNos: [serial] }, [serial], connection)
  const said = 'result' in heard ? rowFor(heard.result, { orderNo: serial }) : undefined
  const failed = said?.is === 'row' && readRow(said, 'blue').is === 'failed'
  return failed ? retried(serial, connection) : { is: 'unknown', why: 'E9106: this order is known; it is asked for' }
}

/** Refused over its content, or over a red that may be ours: dead only if the order is not known, since an earlier call may have been taken. */
async function unlessKnown(
  { serial, colour }: Sealed,
  faults: Extract<Outcome, { is: 'rejected' }>['faults'],
  connection: Connection,
): Promise<Outcome> {
  const [seen] = await find([{ serial, colour }], connection)
  return seen?.is === 'absent' && !seen.proven ? { is: 'rejected', faults } : (seen ?? { is: 'unknown', why: 'not asked' })
}

/** A form is looked for before it is sent: what a repeated `billId` answers is not published. */
async function sendForm(one: Sealed, connection: Connection): Promise<Outcome> {
  const form = await formOfSerial(one.serial, connection)
  if (form !== undefined) return 'failed' in form ? outcomeOf(form.failed, 'submit') : formOutcome(form, connection.askFormSeconds)
  const reply = await post('saveInvoiceRedConfirm', one, connection)
  if (reply.is !== 'reply') return outcomeOf(reply, 'submit')
  switch (reply.verdict.is) {
    case 'ok':
      return { is: 'pending', why: 'red form taken' }
    case 'dead':
      return { is: 'rejected', faults: reply.verdict.faults }
    default:
      return outcomeOf(reply, 'submit')
  }
}

async function sendVoid(one: Sealed, number: string, connection: Connection): Promise<Outcome> {
  await rememberVoid(one.serial, number, connection)
  const reply = await post('invoiceCancellation', one, connection)
  if (reply.is === 'reply' && reply.verdict.is === 'ok') return { is: 'pending', why: 'void taken' }
  return reply.is === 'reply' && reply.verdict.is === 'dead' ? { is: 'rejected', faults: reply.verdict.faults } : outcomeOf(reply, 'submit')
}
