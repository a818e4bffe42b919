import type { RawAnswer, RawRequest } from '@openfapiao/core'
import { readBody } from '@openfapiao/portal/http'
import type { Context, Next } from 'koa'
import { answerError } from './answers.ts'

interface ConnectorHost {
  http(connector: string, request: RawRequest): Promise<RawAnswer | undefined>
}

const MOUNT = /^\/connectors\/([a-z0-9][a-z0-9-]{0,63})(\/.*)?$/

/**
 * `/connectors/:id/*`: the exact bytes go to the connector, which alone knows how they are signed. Stands before everything that could touch a body.
 */
export function connectorMount(runtime: ConnectorHost, bodyBytes: number) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const [, id, path = '/'] = MOUNT.exec(ctx.path) ?? []
    if (id === undefined) return next()
    ctx.state.route = `/connectors/${id}`
    const body = await readBody(ctx.req, bodyBytes)
    if (body.is !== 'body') return refuse(ctx, body.is)
    const answer = await runtime.http(id, {
      method: ctx.method,
      path,
      query: Object.fromEntries(new URLSearchParams(ctx.querystring)),
      headers: headersOf(ctx),
      body: body.bytes,
    })
    if (answer) give(ctx, answer)
    else answerError(ctx, 'NOT_FOUND', { zh: `没有名为“${id}”的连接器。`, en: `There is no connector "${id}".` })
  }
}

/** What is left of the body is not read: the connection ends with the answer. */
function refuse(ctx: Context, why: 'tooLarge' | 'broken'): void {
  ctx.set('Connection', 'close')
  answerError(ctx, why === 'tooLarge' ? 'TOO_LARGE' : 'BAD_REQUEST')
}

function give(ctx: Context, { status, headers = {}, body }: RawAnswer): void {
  ctx.status = status
  ctx.set('Cache-Control', 'no-store')
  ctx.set({ ...headers })
  ctx.body = body ?? null
  if (body === undefined) ctx.status = status
}

/** Lower-case names; a header that came several times is one, joined as RFC 9110 5.3 says. */
function headersOf(ctx: Context): Record<string, string> {
  const entries = Object.entries(ctx.req.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  )
  return Object.fromEntries(entries)
}
