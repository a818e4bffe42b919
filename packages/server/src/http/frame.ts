import { randomUUID } from 'node:crypto'
import type { Log } from '@openfapiao/core'
import { answerNotice } from '@openfapiao/portal/http'
import type { Context, Next } from 'koa'
import type { Seen } from '../metrics/index.ts'
import { answerError, requestId } from './answers.ts'

/**
 * Around every request: an id, one line in the log, a number in the metrics, and an answer even when something throws.
 * No address, header, body or network address of a caller is logged.
 */
export function frame(log: Log, now: () => number, seen: (request: Seen) => void) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const start = now()
    ctx.state.requestId = randomUUID()
    ctx.set('X-Request-Id', requestId(ctx))
    try {
      await next()
    } catch (error) {
      log.error('a request failed', { requestId: requestId(ctx), route: routeOf(ctx), why: error instanceof Error ? error.stack : String(error) })
      answerFailure(ctx)
    }
    const request = { method: ctx.method, route: routeOf(ctx), status: ctx.status, seconds: (now() - start) / 1000 }
    seen(request)
    if (!isQuiet(request)) log.info('request', { requestId: requestId(ctx), ...request })
  }
}

function answerFailure(ctx: Context): void {
  if (ctx.path.startsWith('/i/')) answerNotice(ctx, { is: 'busy', reference: requestId(ctx) })
  else answerError(ctx, 'BROKEN')
}

const routeOf = (ctx: Context): string => String(ctx.state.route ?? 'unrouted')

/** Probes and scrapes that went well would drown the log. */
const isQuiet = ({ route, status }: Seen): boolean => status < 400 && (route === '/healthz' || route === '/readyz' || route === '/metrics')
