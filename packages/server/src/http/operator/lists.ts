import { documentsQuery, ordersQuery } from '@openfapiao/api'
import type { OrderRef, Page, Store } from '@openfapiao/core'
import type { Context } from 'koa'
import type { z } from 'zod'
import { documentDetailOut, documentOut, orderDetailOut, orderOut } from '../../operate/out.ts'
import { answerError, answerJson } from '../answers.ts'

/** `GET /api/v1/orders` */
export const listOrders =
  (store: Store) =>
  async (ctx: Context): Promise<void> => {
    const query = queryOf(ctx, ordersQuery)
    if (!query) return
    const { held, ...rest } = query
    await answerList(ctx, () => store.orders({ ...rest, held: held === undefined ? undefined : held === 'true' }), orderOut)
  }

/** `GET /api/v1/documents` */
export const listDocuments =
  (store: Store) =>
  async (ctx: Context): Promise<void> => {
    const query = queryOf(ctx, documentsQuery)
    if (!query) return
    const { since, ...rest } = query
    await answerList(ctx, () => store.documents({ ...rest, since: since === undefined ? undefined : Date.parse(since) }), documentOut)
  }

/** `GET /api/v1/orders/:platform/:store/:id` */
export const oneOrder =
  (store: Store) =>
  async (ctx: Context, { platform = '', store: shop = '', id = '' }: Readonly<Record<string, string>>): Promise<void> => {
    const ref: OrderRef = { platform, store: shop, id }
    const row = await store.order(ref)
    if (!row) return answerError(ctx, 'NOT_FOUND')
    const ids = row.chain.documents.map(d => d.id)
    const [files, deliveries] = await Promise.all([store.files(ids), store.deliveries(ids)])
    answerJson(ctx, orderDetailOut(row, { files, deliveries }))
  }

/** `GET /api/v1/documents/:id` */
export const oneDocument =
  (store: Store) =>
  async (ctx: Context, { id = '' }: Readonly<Record<string, string>>): Promise<void> => {
    const row = await store.document(id)
    if (!row) return answerError(ctx, 'NOT_FOUND')
    const [files, deliveries] = await Promise.all([store.files([id]), store.deliveries([id])])
    answerJson(ctx, documentDetailOut(row, { files, deliveries }))
  }

/** The query as `schema` has it, or undefined: then the answer says what is wrong. */
export function queryOf<T extends z.ZodType>(ctx: Context, schema: T): z.infer<T> | undefined {
  const read = schema.safeParse({ ...ctx.query })
  if (read.success) return read.data
  const [issue] = read.error.issues
  const path = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : '')
  answerError(ctx, 'BAD_REQUEST', {
    path,
    zh: `参数“${path}”有误，请对照 /openapi.json 更正。`,
    en: `Parameter "${path}" is not right. See /openapi.json.`,
  })
  return undefined
}

/** Stores throw RangeError on a cursor they never gave. */
async function answerList<R, T>(ctx: Context, ask: () => Promise<Page<R>>, out: (row: R) => T): Promise<void> {
  try {
    const { rows, cursor } = await ask()
    answerJson(ctx, { rows: rows.map(out), cursor })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    answerError(ctx, 'BAD_REQUEST', {
      path: 'cursor',
      zh: '参数“cursor”有误，请用上一页给出的值。',
      en: 'Parameter "cursor" is not one of this list. Use the one that the page before gave.',
    })
  }
}
