import type { Publication, RawAnswer, RawRequest } from '@openfapiao/core'
import { z } from 'zod'
import { ORDERS_SHOWN } from '../admin/queries.ts'
import { metafieldPlace, publicationOf } from '../publish.ts'
import { bearerOf } from '../session-token.ts'
import { escaped, problem } from './answers.ts'
import type { Door } from './door.ts'

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' } as const

/** Orders of one page. */
const MOST_ORDERS = 100

/** `GET /print?orders=1,2`: what the print actions print, to somebody in the shop's admin. Numbers and links of the invoices, no buyer's name. */
export async function printDoor(request: RawRequest, _: readonly string[], door: Door): Promise<RawAnswer> {
  if (request.method === 'OPTIONS') return { status: 204, headers: CORS }
  const answer = await listOf(request, door)
  return { ...answer, headers: { ...answer.headers, ...CORS } }
}

const nodesSchema = z.object({
  nodes: z.array(z.object({ name: z.string(), metafield: z.object({ value: z.string() }).nullish() }).nullish()),
})

async function listOf({ method, query, headers }: RawRequest, { config, ask, io }: Door): Promise<RawAnswer> {
  if (method !== 'GET') return problem('METHOD_UNKNOWN', {}, { allow: 'GET' })
  const bearer = bearerOf(headers.authorization, config.stores, io.now())
  const store = bearer?.is === 'staff' ? config.stores.find(s => s.shop === bearer.shop) : undefined
  if (store === undefined) return problem('TOKEN_INVALID')
  const ids = [...new Set((query.orders ?? '').split(','))]
  if (ids.length > MOST_ORDERS || !ids.every(id => /^\d{1,20}$/.test(id))) return problem('ORDERS_INVALID')
  const variables = { ids: ids.map(id => `gid://shopify/Order/${id}`), ...metafieldPlace(store) }
  const reply = await ask(store, { operation: 'ordersShown', query: ORDERS_SHOWN, variables, subjects: ids })
  if (reply.is === 'refused') return problem('PLATFORM_REFUSED')
  const parsed = nodesSchema.safeParse(reply.is === 'data' ? reply.data : undefined)
  if (!parsed.success) return problem('PLATFORM_UNREACHABLE')
  const orders = parsed.data.nodes.flatMap(node => (node == null ? [] : [{ name: node.name, shown: publicationOf(node.metafield?.value) }]))
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page(orders) }
}

interface Shown {
  readonly name: string
  readonly shown: Publication | undefined
}

const page = (orders: readonly Shown[]): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>发票清单 Invoices</title>
<style>
body { font: 14px/1.5 sans-serif; margin: 24px; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #999; padding: 4px 8px; text-align: left; vertical-align: top; }
td.amount { text-align: right; white-space: nowrap; }
tr { break-inside: avoid; }
</style>
</head>
<body>
<h1>发票清单 Invoices</h1>
<p>本页不是发票；发票以税务机关的数据文件为准，请从链接下载。 This page is no invoice; the authority's files are, behind the links.</p>
<table>
<thead><tr><th>订单 Order</th><th>类型 Kind</th><th>发票号码 Number</th><th>开票日期 Date</th><th>价税合计 Total</th><th>链接 Link</th></tr></thead>
<tbody>
${orders.flatMap(rowsOf).join('\n')}
</tbody>
</table>
</body>
</html>
`

function rowsOf({ name, shown }: Shown): string[] {
  if (shown === undefined) return [`<tr><td>${escaped(name)}</td><td colspan="5">尚未开票 Not invoiced yet</td></tr>`]
  const cells = (document: Publication['documents'][number]): string =>
    [
      `<td>${escaped(name)}</td>`,
      `<td>${document.colour === 'blue' ? '蓝字 Invoice' : '红字 Red letter'}</td>`,
      `<td>${escaped(document.number)}</td>`,
      `<td>${escaped(document.issuedAt.slice(0, 10))}</td>`,
      `<td class="amount">${escaped(document.total)}</td>`,
      `<td>${escaped(shown.link)}</td>`,
    ].join('')
  return shown.documents.map(document => `<tr>${cells(document)}</tr>`)
}
