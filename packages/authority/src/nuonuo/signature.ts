import { createHmac } from 'node:crypto'
import { constantTimeEqual } from '@openfapiao/gm'
import type { FrontRequest } from '../http/front.ts'

/** The query string of a call; undefined where one of the four is missing or has another form (gateways.md 4.1). */
interface Query {
  readonly senid: string
  readonly nonce: string
  readonly timestamp: string
  readonly appkey: string
}

const FORMS = [
  ['senid', /^\S{32}$/],
  ['nonce', /^\d{8}$/],
  ['timestamp', /^\d{10}$/],
  ['appkey', /^.+$/],
] as const

export function queryOf(query: string): Query | undefined {
  const given = new URLSearchParams(query)
  if (!FORMS.every(([name, form]) => form.test(given.get(name) ?? ''))) return undefined
  const [senid = '', nonce = '', timestamp = '', appkey = ''] = FORMS.map(([name]) => given.get(name) ?? '')
  return { senid, nonce, timestamp, appkey }
}

/** Does `X-Nuonuo-Sign` cover these bytes at this path? */
export function isSigned({ path, headers, body }: FrontRequest, { senid, nonce, timestamp, appkey }: Query, appSecret: string): boolean {
  const [, first = '', second = '', third = ''] = path.split('/')
  const mac = createHmac('sha1', appSecret)
  mac.update(`a=${third}&l=${second}&p=${first}&k=${appkey}&i=${senid}&n=${nonce}&t=${timestamp}&f=`)
  mac.update(body)
  return constantTimeEqual(mac.digest('base64'), headers['x-nuonuo-sign'] ?? '')
}
