import { buyerPaths } from '@openfapiao/api'
import { canonical, type Digest, type NewHint, type OrderRow, type Request } from '@openfapiao/core'
import type { Context } from 'koa'
import { type ReadRequest, type RequestValues, readRequest } from '../form/read-request.ts'
import { requestPage } from '../pages/request-page.ts'
import type { InvoiceView } from '../view/view.ts'
import { readBody } from './body.ts'
import { answerPage } from './headers.ts'
import { answerNotice, localeOf } from './notice.ts'
import { type BuyerParts, isSandbox, type viewer } from './orders.ts'

const KEY = /^[0-9a-f]{32}$/

export interface RequestOptions {
  readonly parts: BuyerParts
  readonly view: ReturnType<typeof viewer>
  readonly formBytes: number
}

/** `GET` and `POST /i/:link/request`: the title form, and what it sends. */
export function titleRequest({ parts, view, formBytes }: RequestOptions) {
  const newKey = (): string => Buffer.from(parts.io.random(16)).toString('hex')

  async function form(ctx: Context, row: OrderRow): Promise<void> {
    const shown = await view(row)
    if (!mayAsk(shown)) return answerNotice(ctx, { is: 'closed', page: buyerPaths.page(row.link) })
    answerPage(ctx, 200, requestPage(shown, { locale: localeOf(ctx), key: newKey() }))
  }

  async function send(ctx: Context, row: OrderRow): Promise<void> {
    const fields = await formFields(ctx, formBytes)
    if (!fields) return answerNotice(ctx, { is: 'foreign', page: buyerPaths.page(row.link) })
    const shown = await view(row)
    const read = readRequest(fields.values, { sandbox: isSandbox(row, parts) })
    if (read.is === 'faulty' && mayAsk(shown)) {
      return answerPage(ctx, 422, requestPage(shown, { locale: localeOf(ctx), key: newKey(), values: fields.values, faults: read.faults }))
    }
    if (read.is === 'request' && (await made(ctx, row, fields.key ?? newKey(), read, shown))) return toPage(ctx, row)
    answerNotice(ctx, { is: 'closed', page: buyerPaths.page(row.link) })
  }

  /** A form sent twice is one request, also when the first has closed the order for further ones. */
  async function made(ctx: Context, row: OrderRow, key: string, read: Extract<ReadRequest, { is: 'request' }>, shown: InvoiceView): Promise<boolean> {
    const request = requestOf(row, key, read, { locale: localeOf(ctx), now: parts.io.now(), digest: parts.digest })
    if (row.chain.request?.key === request.key) return true
    if (!mayAsk(shown)) return false
    await parts.store.request(request, hintOf(request), parts.io.now())
    return true
  }

  return Object.freeze({ form, send })
}

const mayAsk = ({ ask }: InvoiceView): boolean => ask === 'first' || ask === 'again'

/** After sending, the page says what happens now; reloading it sends nothing. */
function toPage(ctx: Context, { link }: OrderRow): void {
  ctx.status = 303
  ctx.redirect(`${buyerPaths.page(link)}?lang=${localeOf(ctx)}`)
}

/** The key is the form's own and what was put in: pressing twice is one request, going back and correcting is another. */
function requestOf(
  { order, link }: OrderRow,
  key: string,
  { title, kind, email }: Extract<ReadRequest, { is: 'request' }>,
  { locale, now, digest }: { readonly locale: 'zh' | 'en'; readonly now: number; readonly digest: Digest },
): Request {
  const input = { title, kind, contact: { locale, ...(email === undefined ? {} : { email }) } }
  return { key: `portal:${digest(canonical({ link, key, ...input }))}`, order: order.ref, ...input, at: new Date(now).toISOString() }
}

const hintOf = ({ key, order }: Request): NewHint => ({
  source: 'request',
  connector: order.platform,
  store: order.store,
  topic: 'request',
  dedupeKey: key,
  ref: order,
})

interface Fields {
  readonly key?: string
  readonly values: RequestValues
}

/** undefined: not a form of ours, or larger than one can be. */
async function formFields(ctx: Context, limit: number): Promise<Fields | undefined> {
  if (!ctx.is('application/x-www-form-urlencoded')) return undefined
  const body = await readBody(ctx.req, limit)
  if (body.is !== 'body') return undefined
  const fields = new URLSearchParams(new TextDecoder().decode(body.bytes))
  const field = (name: string): string | undefined => fields.get(name) ?? undefined
  const key = field('key')
  const values = { titleKind: field('titleKind'), name: field('name'), taxNumber: field('taxNumber'), kind: field('kind'), email: field('email') }
  return key !== undefined && KEY.test(key) ? { key, values } : { values }
}
