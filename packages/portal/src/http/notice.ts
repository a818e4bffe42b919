import type { Context } from 'koa'
import { chooseLocale, type Locale } from '../locale.ts'
import { type Notice, noticePage } from '../pages/notice-page.ts'
import { answerPage } from './headers.ts'

const STATUS: Readonly<Record<Notice['is'], number>> = { unknown: 404, expired: 410, noFile: 404, closed: 409, foreign: 403, tooMany: 429, busy: 500 }

/** A page for people when there is nothing to show. */
export function answerNotice(ctx: Context, notice: Notice): void {
  if (notice.is === 'tooMany') ctx.set('Retry-After', String(notice.seconds))
  answerPage(ctx, STATUS[notice.is], noticePage(notice, localeOf(ctx)))
}

export const localeOf = (ctx: Context): Locale =>
  chooseLocale(typeof ctx.query.lang === 'string' ? ctx.query.lang : undefined, ctx.get('accept-language'))
