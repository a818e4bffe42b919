import type { Outcome, Sought } from '@openfapiao/core'
import { moneySchema, type Result, resultSchema } from './answers.ts'
import type { Reply } from './caller.ts'
import { type Connection, question, unsaid } from './connection.ts'
import { type Kind, memoryOf, type Remembered } from './memory.ts'

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
    if (said.every(({ is }) => is === 'unknown' || is === 'blocked')) break
  }
  return sought.map((_, i) => outcomes[i] ?? { is: 'unknown', why: 'not asked: the questions before brought no answer' })
}

/** A query wants the kind. Where this system does not remember it both are asked, and only two times "nobody knows it" is absent. */
export async function findOne({ serial, colour }: Pick<Sought, 'serial' | 'colour'>, connection: Connection): Promise<Outcome> {
  const sealed = await memoryOf(connection.vault, connection.taxNumber).sealed(serial)
  const kinds: readonly Kind[] = sealed ? [sealed.kind] : ['82', '81']
  for (const kind of kinds) {
    const reply = await query(serial, kind, connection)
    if (reply.is !== 'absent') return outcomeOf(reply, { serial, colour, kind, sealed }, connection)
  }
  return { is: 'absent' }
}

const query = (serial: string, invoiceKind: Kind, connection: Connection): Promise<Reply> =>
  question(connection, 'ele.encrypt.queryResult', 'query', [serial], { fpqqlsh: serial, nsrsbh: connection.taxNumber, invoiceKind })

interface Asked extends Pick<Sought, 'serial' | 'colour'> {
  readonly kind: Kind
  readonly sealed: Remembered | undefined
}

async function outcomeOf(reply: Reply, asked: Asked, connection: Connection): Promise<Outcome> {
  switch (reply.is) {
    case 'ok':
      return issued(reply.data, asked, connection)
    case 'pending':
      return { is: 'pending', why: '1002', ...(asked.colour === 'red' && { askAfterSeconds: connection.askRedSeconds }) }
    case 'dead':
      // A lost login may be the trouble of the question, not the end of the document.
      return reply.need === 'login' || reply.need === 'faceCheck' ? { is: 'unknown', why: reply.why } : { is: 'rejected', faults: [reply.fault] }
    default:
      return unsaid(reply)
  }
}

/** Number and time are theirs; the sums too where the settings name their fields, else they are those that were sealed. */
async function issued(data: unknown, { serial, kind, sealed }: Asked, { vault, taxNumber, config }: Connection): Promise<Outcome> {
  const result = resultSchema.safeParse(data).data
  if (!result) return { is: 'unknown', why: 'issued, but number or time are unreadable' }
  const told = config.resultFields ? sumsIn(result, config.resultFields) : sealed
  if (!told) return { is: 'unknown', why: `issued as ${result.fphm}, but its sums are neither told nor remembered` }
  await memoryOf(vault, taxNumber).keepFiled(result.fphm, { kind, serial })
  const { amountFen, taxFen, totalFen } = told
  const buyerName = config.resultFields?.buyerName === undefined ? undefined : result[config.resultFields.buyerName]
  return {
    is: 'issued',
    number: result.fphm,
    issuedAt: result.kprq,
    amountFen,
    taxFen,
    totalFen,
    ...(typeof buyerName === 'string' && { buyerName }),
  }
}

type Names = NonNullable<Connection['config']['resultFields']>

function sumsIn(result: Result, { amount, tax, total }: Names): Omit<Remembered, 'kind'> | undefined {
  const [amountFen, taxFen, totalFen] = [amount, tax, total].map(name => moneySchema.safeParse(result[name]).data)
  return amountFen === undefined || taxFen === undefined || totalFen === undefined ? undefined : { amountFen, taxFen, totalFen }
}
