import type { Context } from 'koa'
import { z } from 'zod'
import type { BureauParts } from '../bureau/front.ts'
import { utf8 } from '../bureau/seal.ts'
import { faultRoutes } from './fault-routes.ts'
import { ledgerRoutes } from './ledger-routes.ts'
import { pageRoutes } from './page-routes.ts'
import type { Given, Route, Said } from './route.ts'

const ROUTES: readonly Route[] = [...faultRoutes, ...ledgerRoutes, ...pageRoutes]

/** `/admin`: faults on demand, the ledger's clock and marks, and the bureau's own page for calls without a signature. JSON in, JSON out. */
export function createAdmin(parts: BureauParts): (context: Context, body: Uint8Array) => Promise<void> {
  return async (context, bytes) => {
    const route = ROUTES.find(r => r.method === context.method && idOf(r, context.path) !== undefined)
    const body = jsonOf(bytes)
    const said = !route
      ? undefined
      : body.is === 'unreadable'
        ? unreadable
        : await answerOf(route, parts, { id: idOf(route, context.path) ?? '', body: body.value })
    await parts.settled()
    context.status = said ? (said.status ?? 200) : 404
    context.body = said ? said.body : { error: '没有此路径或对象 no such path or thing' }
  }
}

/** undefined: the path is another one. */
function idOf({ path }: Route, asked: string): string | undefined {
  if (!path.endsWith(':')) return path === asked ? '' : undefined
  const head = path.slice(0, -1)
  return asked.startsWith(head) && asked.length > head.length ? asked.slice(head.length) : undefined
}

const unreadable: Said = { status: 400, body: { error: '请求体不是 JSON the body is not JSON' } }

type Json = { readonly is: 'json'; readonly value: unknown } | { readonly is: 'unreadable' }

/** No body at all is an empty object. */
function jsonOf(bytes: Uint8Array): Json {
  if (bytes.length === 0) return { is: 'json', value: {} }
  try {
    return { is: 'json', value: JSON.parse(utf8(bytes) ?? '') }
  } catch (fault) {
    if (fault instanceof SyntaxError) return { is: 'unreadable' }
    throw fault
  }
}

async function answerOf(route: Route, parts: BureauParts, given: Given): Promise<Said> {
  try {
    return await route.answer(parts, given)
  } catch (fault) {
    if (!(fault instanceof z.ZodError)) throw fault
    const faults = fault.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    return { status: 400, body: { error: '参数不正确 wrong parameters', faults } }
  }
}
