import type { Outcome, Sought } from '@openfapiao/core'
import { type Connection, outcomeOf, question } from './connection.ts'
import { type Found, found, outcomeByForms } from './decode.ts'
import { askForms } from './forms.ts'
import { QUESTIONS_PER_CALL } from './traits.ts'

/** Asks for serials, as many per call as the interface takes; one outcome per serial, in the same order. Asking never answers `unsent`. */
export async function find(sought: readonly Sought[], connection: Connection): Promise<Outcome[]> {
  const chunks = Array.from({ length: Math.ceil(sought.length / QUESTIONS_PER_CALL) }, (_, i) =>
    sought.slice(i * QUESTIONS_PER_CALL, (i + 1) * QUESTIONS_PER_CALL),
  )
  const answers = await Promise.all(chunks.map(chunk => query(chunk, connection)))
  return Promise.all(answers.flat().map(({ one, said }) => (said.lookAtForms ? byForms(one, said.outcome, connection) : said.outcome)))
}

interface Asked {
  readonly one: Sought
  readonly said: Found
}

async function query(chunk: readonly Sought[], connection: Connection): Promise<Asked[]> {
  const serials = chunk.map(({ serial }) => serial)
  const reply = await connection.ask(question('query', '/api/v1/invoices/query', serials, connection, { fpqqlshList: serials }))
  if (reply.is === 'reply' && reply.verdict.is === 'ok') {
    const said = found(reply.message, chunk, connection)
    return chunk.map((one, i) => ({ one, said: said[i] ?? { outcome: { is: 'unknown', why: 'no answer for this serial' } } }))
  }
  const outcome = outcomeOf(reply, { unreached: 'unknown', ok: () => ({ is: 'unknown', why: 'unreadable' }), nothing: { is: 'absent' } })
  return chunk.map(one => ({ one, said: asQuestion(outcome) }))
}

/** A complaint about the question proves nothing about the document. */
function asQuestion(outcome: Outcome): Found {
  if (outcome.is === 'rejected') return { outcome: { is: 'unknown', why: `the query was refused: ${outcome.faults.map(({ en }) => en).join(' ')}` } }
  return { outcome, lookAtForms: outcome.is === 'absent' }
}

/** A red may be known by its form before (or although not) by its serial. Without an answer about the forms nothing is certain. */
async function byForms(one: Sought, said: Outcome, connection: Connection): Promise<Outcome> {
  if (one.colour !== 'red' || one.blueNumber === undefined) return said
  const answer = await askForms({ lzfphm: one.blueNumber }, [one.serial], connection)
  if (answer.is === 'forms') return outcomeByForms(answer.forms, one, said, connection)
  return outcomeOf(answer.reply, {
    unreached: 'unknown',
    ok: () => ({ is: 'unknown', why: 'unreadable answer about red forms' }),
    nothing: said,
  })
}
