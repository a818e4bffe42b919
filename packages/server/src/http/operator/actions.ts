import { type LaneOut, type RequestIn, type RetryIn, requestInSchema, retrySchema } from '@openfapiao/api'
import { checkTitle, isError, type LaneRow, type NewHint, type Request } from '@openfapiao/core'
import { type BuyerParts, isSandbox } from '@openfapiao/portal/http'
import type { Context } from 'koa'
import { heldThings, type Operation, openLane, type Retried, retryDocument, retryHeld, retryOrder } from '../../operate/index.ts'
import { answerError, answerJson } from '../answers.ts'
import { jsonBody } from '../json-body.ts'

export type Action = (ctx: Context, operation: Operation) => Promise<void>

/** `GET /api/v1/holds` */
export const listHolds: Action = async (ctx, { store }) => answerJson(ctx, await heldThings(store))

/** `GET /api/v1/lanes` */
export const listLanes: Action = async (ctx, { store }) => answerJson(ctx, { rows: (await store.lanes()).map(laneOut) })

/** `POST /api/v1/retry` */
export const retry: Action = async (ctx, operation) => {
  const asked = await jsonBody(ctx, retrySchema)
  if (asked) answerRetried(ctx, await retried(asked, operation))
}

function retried(asked: RetryIn, operation: Operation): Promise<Retried> {
  switch (asked.kind) {
    case 'order':
      return retryOrder(asked.order, operation)
    case 'document':
      return retryDocument(asked.id, operation)
    case 'lane':
      return openLane(asked.lane, operation)
    default:
      return retryHeld(asked.kind, asked.id, operation)
  }
}

function answerRetried(ctx: Context, answer: Retried): void {
  if (answer.is === 'retried') answerJson(ctx, { retried: answer.count })
  else if (answer.is === 'missing') answerError(ctx, 'NOT_FOUND')
  else answerError(ctx, 'CONFLICT', { zh: answer.zh, en: answer.en })
}

/** `POST /api/v1/requests`: the order must be known; its title is checked as a buyer's own form is. */
export const makeRequest =
  (parts: BuyerParts): Action =>
  async (ctx, operation) => {
    const asked = await jsonBody(ctx, requestInSchema)
    if (!asked) return
    const row = await operation.store.order(asked.order)
    if (!row) return answerError(ctx, 'NOT_FOUND')
    const [wrong] = checkTitle(asked.title, asked.kind, { sandbox: isSandbox(row, parts) }).filter(isError)
    if (wrong) return answerError(ctx, 'BAD_REQUEST', { path: wrong.path, zh: wrong.zh, en: wrong.en })
    await taken(ctx, asked, operation)
  }

async function taken(ctx: Context, { key, ...input }: RequestIn, { store, now, actor }: Operation): Promise<void> {
  const request: Request = { ...input, key: `operator:${actor}:${key}`, at: new Date(now()).toISOString() }
  const outcome = await store.request(request, hintOf(request), now())
  if (outcome !== 'conflict') return answerJson(ctx, { outcome, order: request.order })
  answerError(ctx, 'CONFLICT', {
    path: 'key',
    zh: '此 key 已用于不同内容的申请；请换用新的 key。',
    en: 'This key was used for another request. Use a new one.',
  })
}

const hintOf = ({ key, order }: Request): NewHint => ({
  source: 'request',
  connector: order.platform,
  store: order.store,
  topic: 'request',
  dedupeKey: key,
  ref: order,
})

function laneOut({ lane, need, detail, since, retryAt, failures }: LaneRow): LaneOut {
  return {
    lane,
    open: need === undefined,
    ...(need === undefined ? {} : { need }),
    ...(detail === undefined ? {} : { detail }),
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
    ...(retryAt === undefined ? {} : { retryAt: new Date(retryAt).toISOString() }),
    failures,
  }
}
