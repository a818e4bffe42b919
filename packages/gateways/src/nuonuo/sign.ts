import { createHmac } from 'node:crypto'
import { pathOf } from './config.ts'

/** What is signed besides the body: the query string of the call. */
export interface Stamp {
  /** 32 characters. */
  readonly senid: string
  /** 8 digits. */
  readonly nonce: string
  /** Seconds since 1970. */
  readonly timestamp: string
}

/** The text of `X-Nuonuo-Sign`: third, second and first part of the path, the stamp, and the very bytes of the body (gateways.md 4.1). */
export function signedText(url: string, appKey: string, { senid, nonce, timestamp }: Stamp, body: string): string {
  const [p, l, a] = pathOf(url)
  return `a=${a}&l=${l}&p=${p}&k=${appKey}&i=${senid}&n=${nonce}&t=${timestamp}&f=${body}`
}

/** Base64 of HMAC-SHA1 under the appSecret. */
export const signatureOf = (appSecret: string, text: string): string => createHmac('sha1', appSecret).update(text, 'utf8').digest('base64')
