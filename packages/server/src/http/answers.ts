import { type ErrorBody, type ErrorCode, errorStatus } from '@openfapiao/api'
import type { Context } from 'koa'

const TEXTS: Readonly<Record<ErrorCode, { readonly zh: string; readonly en: string }>> = {
  BAD_REQUEST: { zh: '请求有误，请按说明更正后重试。', en: 'The request is not right. Correct it as described, then try again.' },
  UNAUTHORIZED: {
    zh: '缺少或错误的访问令牌；请以 Authorization: Bearer 提供。',
    en: 'The access token is missing or wrong. Send it as Authorization: Bearer.',
  },
  FORBIDDEN: { zh: '不允许此操作。', en: 'This is not allowed.' },
  NOT_FOUND: { zh: '没有这个地址或数据。', en: 'There is no such address or record.' },
  METHOD_NOT_ALLOWED: { zh: '此地址不支持该方法。', en: 'This address does not take that method.' },
  CONFLICT: { zh: '当前状态不允许此操作。', en: 'The state of things does not permit this.' },
  TOO_LARGE: { zh: '请求内容过大，请缩小后重试。', en: 'The request is too large. Send less.' },
  TOO_MANY: { zh: '请求过于频繁，请稍后重试。', en: 'Too many requests. Try again later.' },
  BROKEN: { zh: '服务器出错，已记录；请稍后重试。', en: 'The server failed and has recorded it. Try again later.' },
  BUSY: { zh: '服务暂不可用，请稍后重试。', en: 'The service is not available right now. Try again later.' },
}

/** An error for programs, in both languages, with the id that the log knows it by. */
export function answerError(ctx: Context, code: ErrorCode, more: { readonly zh?: string; readonly en?: string; readonly path?: string } = {}): void {
  ctx.status = errorStatus[code]
  const body: ErrorBody = { error: { code, ...TEXTS[code], ...more, requestId: requestId(ctx) } }
  answerJson(ctx, body)
}

export function answerJson(ctx: Context, body: object): void {
  ctx.type = 'application/json; charset=utf-8'
  ctx.set('Cache-Control', 'no-store')
  ctx.body = JSON.stringify(body)
}

export const requestId = (ctx: Context): string => String(ctx.state.requestId ?? '')
