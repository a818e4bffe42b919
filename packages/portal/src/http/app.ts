import { Router } from '@koa/router'
import Koa from 'koa'
import { secureHeaders } from './headers.ts'
import { BUYER_LIMITS, type BuyerLimits } from './limits.ts'
import { answerNotice } from './notice.ts'
import type { BuyerParts } from './orders.ts'
import { buyerRoutes } from './routes.ts'

export interface BuyerAppOptions {
  readonly limits?: Partial<BuyerLimits>
  /** Proxies in front that write X-Forwarded-For, counted from ours. 0: trust nobody's word about addresses. */
  readonly proxyHops?: number
}

/** The buyer's pages alone, for a host that has an HTTP server of its own: mount `app.callback()` where `portalUrl` points to. */
export function buyerApp(parts: BuyerParts, { limits, proxyHops = 0 }: BuyerAppOptions = {}): Koa {
  const app = new Koa({ proxy: proxyHops > 0, maxIpsCount: proxyHops })
  const router = new Router()
  buyerRoutes(router, parts, { ...BUYER_LIMITS, ...limits })
  app.on('error', (error: unknown) => parts.io.log.error('a page failed', { why: error instanceof Error ? error.stack : String(error) }))
  app.use(secureHeaders({ secure: parts.portalUrl.startsWith('https:') }))
  app.use(router.routes())
  app.use(ctx => answerNotice(ctx, { is: 'unknown' }))
  return app
}
