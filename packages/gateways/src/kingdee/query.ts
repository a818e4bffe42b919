import { z } from 'zod'
import { jsonIn } from './answers.ts'
import { decoded } from './cipher.ts'
import { INTERFACE } from './codes.ts'
import type { KingdeeConfig } from './config.ts'
import { type Connection, unsaid } from './connection.ts'

type Queried = { readonly is: 'rows'; readonly rows: readonly unknown[] } | { readonly is: 'failed'; readonly outcome: ReturnType<typeof unsaid> }

/** ALLE.INVOICE.QUERY by one serial or one number: how several are written in `serialNo` is not published. */
export async function query(
  asked: { readonly serialNo: string } | { readonly invoiceNum: string },
  subjects: readonly string[],
  { ask, config, taxNumber }: Connection,
  operation = 'query',
): Promise<Queried> {
  const message = JSON.stringify({ ...asked, sellerTaxpayerId: taxNumber })
  const reply = await ask({ interfaceCode: INTERFACE.query, operation, subjects, message })
  if (reply.is === 'absent') return { is: 'rows', rows: [] }
  if (reply.is !== 'ok') return { is: 'failed', outcome: unsaid(reply) }
  const rows = rowsIn(reply.content, config)
  return rows ? { is: 'rows', rows } : { is: 'failed', outcome: { is: 'unknown', why: 'unreadable answer to a query' } }
}

/** A row, rows, or nothing; as JSON, or as text that is encoded like a request (gateways.md 7.1 leaves it open). */
function rowsIn(content: unknown, { encoding }: Pick<KingdeeConfig, 'encoding'>): readonly unknown[] | undefined {
  if (content === undefined || content === null || content === '') return []
  const inside = typeof content === 'string' ? (jsonIn(decoded(content, encoding) ?? '') ?? jsonIn(content)) : content
  return listSchema.safeParse(inside).data
}

const rowSchema = z.record(z.string(), z.unknown())
const listSchema = z.union([z.array(rowSchema), rowSchema.transform(row => [row])])
