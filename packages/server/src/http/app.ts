import { Router } from '@koa/router'
import { answerNotice, buyerRoutes, route, secureHeaders } from '@openfapiao/portal/http'
import type { Parts, Runtime } from '@openfapiao/runtime'
import Koa from 'koa'
import { createMetrics, type Metrics } from '../metrics/index.ts'
import type { TaxDesk } from '../tax/desk.ts'
import { answerError } from './answers.ts'
import { connectorMount } from './connectors.ts'
import { frame } from './frame.ts'
import { health, readiness } from './health.ts'
import { LIMITS, type Limits } from './limits.ts'
import { hasToken, type Operator } from './operator/guard.ts'
import { operatorRoutes } from './operator/routes.ts'

export interface AppOptions {
  readonly runtime: Pick<Runtime, 'http'>
  readonly parts: Pick<Parts, 'store' | 'blobs' | 'io' | 'digest' | 'sellers' | 'portalUrl'>
  /** Who may use `/api/v1`, each by a bearer key. Without any the API answers nobody. */
  readonly operators?: readonly Operator[]
  /** What `/api/v1/codes` and `/api/v1/map` are asked with; without it those are not there. */
  readonly desk?: TaxDesk
  /** Bearer token of `/metrics`, or `open` inside the house. Without it there are none to see. */
  readonly metricsAccess?: { readonly token: string } | 'open'
  readonly limits?: Partial<Limits>
  /** Proxies in front of us that write X-Forwarded-For, counted from ours. 0: trust nobody's word about addresses. */
  readonly proxyHops?: number
  readonly version?: string
}

/** Everything that is answered over HTTP. Listens nowhere: give `app.callback()` to a server. */
export function createApp(options: AppOptions): Koa {
  const { runtime, parts, proxyHops = 0 } = options
  const limits: Limits = { ...LIMITS, ...options.limits }
  const metrics = createMetrics(parts.store, parts.io)
  const app = new Koa({ proxy: proxyHops > 0, maxIpsCount: proxyHops })
  // What happens after the answer has begun (a client that hangs up) reaches nobody but the log.
  app.on('error', (error: unknown) => parts.io.log.warn('a connection broke', { why: error instanceof Error ? error.message : String(error) }))
  app.use(secureHeaders({ secure: parts.portalUrl.startsWith('https:') }))
  app.use(frame(parts.io.log, parts.io.now, metrics.seen))
  app.use(connectorMount(runtime, limits.bodyBytes))
  app.use(routes(options, limits, metrics).routes())
  app.use(nothingHere)
  return app
}

function routes({ parts, operators = [], desk, metricsAccess, version = '0' }: AppOptions, limits: Limits, metrics: Metrics): Router {
  const router = new Router()
  buyerRoutes(router, parts, limits)
  operatorRoutes(router, { parts, limits, operators, version, desk })
  route(router, 'get', '/healthz', health)
  route(router, 'get', '/readyz', readiness(parts.store, parts.io.log))
  if (metricsAccess) route(router, 'get', '/metrics', metricsPage(metrics, metricsAccess))
  return router
}

function metricsPage(metrics: Metrics, access: NonNullable<AppOptions['metricsAccess']>) {
  return async (ctx: Koa.Context): Promise<void> => {
    if (access !== 'open' && !hasToken(ctx, access.token)) return answerError(ctx, 'UNAUTHORIZED')
    ctx.type = metrics.contentType
    ctx.body = await metrics.text()
  }
}

/** People get a page, programs a code. */
function nothingHere(ctx: Koa.Context): void {
  if (!ctx.path.startsWith('/api/') && ctx.accepts('json', 'html') === 'html') answerNotice(ctx, { is: 'unknown' })
  else answerError(ctx, 'NOT_FOUND')
}
