import type { Outcome } from '@openfapiao/core'
import { rowsSchema } from './answers.ts'
import { type Connection, unsaid, wrapped } from './connection.ts'
import type { Tree } from './json.ts'

type Queried = { readonly is: 'rows'; readonly rows: readonly unknown[] } | { readonly is: 'failed'; readonly outcome: Outcome; readonly why: string }

/** 已开发票查询. A serial or number that nobody knows brings no rows. */
export async function query(question: Tree, subjects: readonly string[], connection: Connection, operation = 'query'): Promise<Queried> {
  const reply = await connection.ask(wrapped({ method: 'baiwang.output.invoice.query', operation, subjects }, question, connection))
  if (reply.is !== 'ok') return failure(unsaid(reply))
  const rows = rowsSchema.safeParse(reply.response)
  return rows.success ? { is: 'rows', rows: rows.data } : failure({ is: 'unknown', why: 'unreadable answer to a query' })
}

function failure(outcome: Outcome): Queried {
  const why = outcome.is === 'blocked' ? `${outcome.need}: ${outcome.detail}` : outcome.is === 'unknown' ? outcome.why : outcome.is
  return { is: 'failed', outcome, why }
}
