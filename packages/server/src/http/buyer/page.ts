import type { OrderRow } from '@openfapiao/core'
import { invoicePage } from '@openfapiao/portal'
import type { Context } from 'koa'
import { localeOf } from '../answers.ts'
import { answerPage } from '../headers.ts'
import type { viewer } from './orders.ts'

/** `GET /i/:link`: the invoices of one order. */
export function orderPage(view: ReturnType<typeof viewer>) {
  return async (ctx: Context, row: OrderRow): Promise<void> => {
    answerPage(ctx, 200, invoicePage(await view(row), { locale: localeOf(ctx), all: ctx.query.all === '1' }))
  }
}
