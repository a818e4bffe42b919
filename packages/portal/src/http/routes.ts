import type { Router } from '@koa/router'
import { buyerPaths } from '@openfapiao/api'
import type { OrderRow } from '@openfapiao/core'
import type { Context } from 'koa'
import { fileDownload } from './file.ts'
import type { BuyerLimits } from './limits.ts'
import { answerNotice } from './notice.ts'
import { type BuyerParts, type Opened, orderOpener, viewer } from './orders.ts'
import { isOwnOrigin } from './own-origin.ts'
import { orderPage } from './page.ts'
import { rateLimit } from './rate-limit.ts'
import { titleRequest } from './request.ts'
import { route } from './route.ts'

type Params = Readonly<Record<string, string>>
type WithOrder = (ctx: Context, row: OrderRow, params: Params) => Promise<void>

/** Everything below `/i/:link`. Rates first, then the link, then the page. */
export function buyerRoutes(router: Router, parts: BuyerParts, limits: BuyerLimits): void {
  const view = viewer(parts)
  const withOrder = opening(parts, limits)
  const request = titleRequest({ parts, view, formBytes: limits.formBytes })
  const page = orderPage(view)
  const mayRequest = requestGuard(parts, limits)
  route(router, 'get', '/i/:link', withOrder(page))
  route(router, 'get', '/i/:link/files/:format/:number', withOrder(fileDownload(parts)))
  route(router, 'get', '/i/:link/request', withOrder(request.form))
  route(
    router,
    'post',
    '/i/:link/request',
    withOrder(async (ctx, row) => {
      if (mayRequest(ctx, row)) await request.send(ctx, row)
    }),
  )
}

/** Opens the order behind the link, or says kindly why not. Wrong links count against the address they come from. */
function opening(parts: BuyerParts, { linkDays, pagesPerMinute, unknownPerMinute }: BuyerLimits) {
  const open = orderOpener(parts, linkDays)
  const pages = rateLimit({ count: pagesPerMinute, seconds: 60 }, parts.io.now)
  const unknown = rateLimit({ count: unknownPerMinute, seconds: 60 }, parts.io.now)
  return (work: WithOrder) =>
    async (ctx: Context, params: Params): Promise<void> => {
      const wait = pages.take(ctx.ip)
      if (wait > 0) return answerNotice(ctx, { is: 'tooMany', seconds: wait })
      const opened: Opened = await open(params.link ?? '')
      if (opened.is === 'order') return work(ctx, opened.row, params)
      const guessed = unknown.take(ctx.ip)
      answerNotice(ctx, guessed > 0 ? { is: 'tooMany', seconds: guessed } : { is: opened.is })
    }
}

/** Only our own pages may ask, and not endlessly. */
function requestGuard({ io, portalUrl }: BuyerParts, { requestsPerLink, requestsPerAddress }: BuyerLimits) {
  const byLink = rateLimit({ count: requestsPerLink, seconds: 3600 }, io.now)
  const byAddress = rateLimit({ count: requestsPerAddress, seconds: 3600 }, io.now)
  return (ctx: Context, { link }: OrderRow): boolean => {
    if (!isOwnOrigin(ctx, portalUrl)) {
      answerNotice(ctx, { is: 'foreign', page: buyerPaths.page(link) })
      return false
    }
    const wait = Math.max(byLink.take(link), byAddress.take(ctx.ip))
    if (wait > 0) answerNotice(ctx, { is: 'tooMany', seconds: wait })
    return wait === 0
  }
}
