import { createHash } from 'node:crypto'
import { hmacSha256 } from '@openfapiao/gm'

/** `yyyyMMddHHmmss`, Asia/Shanghai: the provider's own time. */
export const stampOf = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)

/**
 * Key of one message (gateways.md 6): of the lower hex MD5 over auth code, organisation code and stamp the 16 characters from the ninth on. They are used as
 * 16 ASCII bytes, for SM4 and for the signature.
 */
export const keyOf = (authCode: string, orgCode: string, stamp: string): string =>
  createHash('md5').update(`${authCode}${orgCode}${stamp}`, 'utf8').digest('hex').slice(8, 24)

/** `access_token`: who speaks for whom, and when. It is no secret and is made afresh for each message. */
export const tokenOf = (orgCode: string, taxNumber: string, stamp: string): string => Buffer.from(`${orgCode}${taxNumber}${stamp}`).toString('base64')

/** The stamp in a token; undefined: it holds none. */
export const stampIn = (token: string): string | undefined => /\d{14}$/.exec(Buffer.from(token, 'base64').toString('latin1'))?.[0]

/** What the signature covers, in this order. */
export interface Signed {
  readonly interfaceCode: string
  readonly zipCode: string
  readonly encryptCode: string
  readonly access_token: string
  readonly datagram: string
  readonly signtype: string
}

/** Upper hex HMAC-SHA256 (gateways.md 6). `code` and `msg` of an answer are not covered. */
export function signatureOf({ interfaceCode, zipCode, encryptCode, access_token, datagram, signtype }: Signed, key: string): string {
  const text = `${interfaceCode}${zipCode}${encryptCode}${access_token}${datagram}${signtype}`
  return Buffer.from(hmacSha256(key, text)).toString('hex').toUpperCase()
}
