import type { RawAnswer } from '@openfapiao/core'

/** What a person or a program is told, with the status it comes with. */
const PROBLEMS = {
  TOKEN_INVALID: [401, '登录状态无效或已过期，请刷新页面。', 'The session token is missing, expired or not of this app. Load the page again.'],
  SIGNATURE_INVALID: [401, '请求签名无效或已过期。', 'The signature of the request is missing, wrong or too old.'],
  LOGIN_NEEDED: [401, '请先登录您的账户。', 'Log in to your account first.'],
  ORDER_UNKNOWN: [404, '您的账户中没有此订单。', 'Your account has no such order.'],
  NOT_OFFERED: [404, '此店铺未开放此功能。', 'This shop does not offer this.'],
  METHOD_UNKNOWN: [405, '不支持此请求方式。', 'This method is not supported.'],
  KEY_REUSED: [409, '同一申请编号已用于不同的内容，请换一个编号。', 'The key of this request was used for another one. Choose another key.'],
  TYPE_UNKNOWN: [415, '请以 JSON 提交。', 'Send JSON.'],
  BODY_UNREADABLE: [400, '内容无法读取，请检查后重试。', 'The body cannot be read. Check it and try again.'],
  ORDERS_INVALID: [400, '请选择 1 至 100 个订单。', 'Choose 1 to 100 orders.'],
  TITLE_INVALID: [422, '抬头信息有误，请更正。', 'Something is wrong with the title. Correct it.'],
  PLATFORM_REFUSED: [502, 'Shopify 拒绝访问，请联系店铺。', 'Shopify refused access. Tell the shop.'],
  PLATFORM_UNREACHABLE: [503, '暂时无法读取订单，请稍后再试。', 'The order cannot be read right now. Try again later.'],
} as const satisfies Record<string, readonly [number, string, string]>

export type Problem = keyof typeof PROBLEMS

/** `{ error: { code, zh, en, ... } }`. */
export function problem(code: Problem, more: Readonly<Record<string, unknown>> = {}, headers: Readonly<Record<string, string>> = {}): RawAnswer {
  const [status, zh, en] = PROBLEMS[code]
  return json(status, { error: { code, zh, en, ...more } }, headers)
}

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RawAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign)
