import { codesQuery, mapTestSchema, unmappedQuery } from '@openfapiao/api'
import { shanghaiDate } from '@openfapiao/core'
import type { Context } from 'koa'
import { foundCodes } from '../../tax/codes/out.ts'
import { mapContext, type TaxDesk } from '../../tax/desk.ts'
import { testLine } from '../../tax/map/test-line.ts'
import { unmapped } from '../../tax/map/unmapped.ts'
import { answerError, answerJson } from '../answers.ts'
import { jsonBody } from '../json-body.ts'
import type { Action } from './actions.ts'
import { queryOf } from './lists.ts'

/** `GET /api/v1/codes` */
export const searchCodes =
  ({ editions }: TaxDesk): Action =>
  async (ctx, { now }) => {
    const query = queryOf(ctx, codesQuery)
    if (query) answerJson(ctx, foundCodes(editions.on(query.date ?? shanghaiDate(now())), query.q, query.limit))
  }

/** `POST /api/v1/map/test` */
export const testMap =
  (desk: TaxDesk): Action =>
  async (ctx, { now }) => {
    const asked = await jsonBody(ctx, mapTestSchema)
    if (!asked) return
    const store = desk.stores.find(s => s.platform === asked.platform && s.store === asked.store)
    if (store) answerJson(ctx, testLine(asked.line, store, mapContext(store, asked.date ?? shanghaiDate(now()), desk)))
    else answerError(ctx, 'NOT_FOUND')
  }

/** `GET /api/v1/map/unmapped` */
export const listUnmapped =
  (desk: TaxDesk): Action =>
  async (ctx: Context, { store: rows }) => {
    const query = queryOf(ctx, unmappedQuery)
    if (!query) return
    const { platform, store } = query
    const stores = desk.stores.filter(s => (platform ?? s.platform) === s.platform && (store ?? s.store) === s.store)
    answerJson(ctx, await unmapped(stores, { desk, rows }))
  }
