import type { OrderRow } from '@openfapiao/core'
import type { Context } from 'koa'
import { invoicePage } from '../pages/invoice-page.ts'
import { answerPage } from './headers.ts'
import { localeOf } from './notice.ts'
import type { viewer } from './orders.ts'

/** `GET /i/:link`: the invoices of one order. */
export function orderPage(view: ReturnType<typeof viewer>) {
  return async (ctx: Context, row: OrderRow): Promise<void> => {
    answerPage(ctx, 200, invoicePage(await view(row), { locale: localeOf(ctx), all: ctx.query.all === '1' }))
  }
}
