import type { Router } from '@koa/router'
import { openApi } from '@openfapiao/api'
import { type BuyerParts, rateLimit, route } from '@openfapiao/portal/http'
import type { Context } from 'koa'
import type { Operation } from '../../operate/index.ts'
import type { TaxDesk } from '../../tax/desk.ts'
import { answerError, answerJson } from '../answers.ts'
import type { Limits } from '../limits.ts'
import { type Action, listHolds, listLanes, makeRequest, retry } from './actions.ts'
import { type Operator, operatorOf } from './guard.ts'
import { listDocuments, listOrders, oneDocument, oneOrder } from './lists.ts'
import { listUnmapped, searchCodes, testMap } from './tax.ts'

export interface OperatorOptions {
  readonly parts: BuyerParts
  readonly limits: Limits
  /** What mapping is asked with; without it those addresses are not there. */
  readonly desk?: TaxDesk
  /** Without any the API answers nobody. */
  readonly operators: readonly Operator[]
  readonly version: string
}

type Params = Readonly<Record<string, string>>

/** `/api/v1` for those who hold a key, and the description of it for everybody. */
export function operatorRoutes(router: Router, options: OperatorOptions): void {
  const { parts, version, desk } = options
  const { store } = parts
  const guarded = guardOf(options)
  const acting = (action: Action) => guarded((ctx, _, actor) => action(ctx, operationOf(parts, actor)))
  const contract = openApi(version)
  route(router, 'get', '/openapi.json', ctx => answerJson(ctx, contract))
  route(router, 'get', '/api/v1/orders', guarded(listOrders(store)))
  route(router, 'get', '/api/v1/orders/:platform/:store/:id', guarded(oneOrder(store)))
  route(router, 'get', '/api/v1/documents', guarded(listDocuments(store)))
  route(router, 'get', '/api/v1/documents/:id', guarded(oneDocument(store)))
  route(router, 'get', '/api/v1/holds', acting(listHolds))
  route(router, 'get', '/api/v1/lanes', acting(listLanes))
  route(router, 'post', '/api/v1/retry', acting(retry))
  route(router, 'post', '/api/v1/requests', acting(makeRequest(parts)))
  if (!desk) return
  route(router, 'get', '/api/v1/codes', acting(searchCodes(desk)))
  route(router, 'post', '/api/v1/map/test', acting(testMap(desk)))
  route(router, 'get', '/api/v1/map/unmapped', acting(listUnmapped(desk)))
}

/** Wrong keys count against the address they come from. */
function guardOf({ parts, limits, operators }: OperatorOptions) {
  const failures = rateLimit({ count: limits.failuresPerMinute, seconds: 60 }, parts.io.now)
  return (work: (ctx: Context, params: Params, actor: string) => Promise<void>) =>
    async (ctx: Context, params: Params): Promise<void> => {
      const operator = operatorOf(ctx, operators)
      if (operator) await work(ctx, params, operator.name)
      else refuse(ctx, failures.take(ctx.ip))
    }
}

const operationOf = ({ store, io }: BuyerParts, actor: string): Operation => ({
  store,
  now: io.now,
  newKey: () => Buffer.from(io.random(12)).toString('hex'),
  actor,
})

function refuse(ctx: Context, wait: number): void {
  if (wait > 0) ctx.set('Retry-After', String(wait))
  else ctx.set('WWW-Authenticate', 'Bearer')
  answerError(ctx, wait > 0 ? 'TOO_MANY' : 'UNAUTHORIZED')
}
