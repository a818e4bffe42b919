import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { hmacSha256, sm4Decrypt, sm4Encrypt, sm4Key } from '@openfapiao/gm'

export const ZIPS = ['0', '1', '2'] as const
export type ZipCode = (typeof ZIPS)[number]

/** 密钥: characters 8 to 23 of md5(authCode + orgCode + ts) in lower-case hex (gateways.md 6). */
export function messageKey(authCode: string, orgCode: string, ts: string): string {
  const digest = createHash('md5').update(authCode).update(orgCode).update(ts).digest('hex')
  return digest.substring(8, 24)
}

const sm4 = (messageKey: string) => ({ mode: 'ecb' as const, key: sm4Key(Buffer.from(messageKey, 'ascii').toString('hex')) })

/** What stands in a datagram; undefined: it was made in another way, or with another key. */
export function decrypted(datagram: string, messageKey: string, zipCode: ZipCode): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(datagram)) return undefined
  const packed = Buffer.from(datagram, 'base64')
  const ciphertext = zipCode === '1' ? inflated(packed) : packed
  // Hex text is what belongs here: raw bytes, the usual mistake, are refused.
  const hex = ciphertext?.toString('ascii') ?? ''
  if (hex.length === 0 || hex.length % 32 !== 0 || /[^0-9a-f]/.test(hex)) return undefined
  const opened = sm4Decrypt(sm4(messageKey), Buffer.from(hex, 'hex'))
  if (opened === undefined) return undefined
  const bytes = zipCode === '2' ? inflated(Buffer.from(Buffer.from(opened).toString('ascii'), 'base64')) : opened
  return bytes && textIn(bytes)
}

export function encrypted(message: string, messageKey: string, zipCode: ZipCode): string {
  const clear = zipCode === '2' ? gzipSync(Buffer.from(message, 'utf8')).toString('base64') : message
  const hex = Buffer.from(sm4Encrypt(sm4(messageKey), clear)).toString('hex')
  return zipCode === '1' ? gzipSync(hex).toString('base64') : Buffer.from(hex, 'ascii').toString('base64')
}

const LARGEST_MESSAGE = 16 * 1024 * 1024

function inflated(packed: Buffer): Buffer | undefined {
  try {
    return gunzipSync(packed, { maxOutputLength: LARGEST_MESSAGE })
  } catch (fault) {
    if (fault instanceof Error && Reflect.has(fault, 'code')) return undefined
    throw fault
  }
}

function textIn(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (fault) {
    if (fault instanceof TypeError) return undefined
    throw fault
  }
}

/** HMAC-SHA256 over the parts as they stand, one after the other; hex in capitals. */
export const signature = (parts: readonly string[], messageKey: string): string =>
  Buffer.from(hmacSha256(messageKey, parts.join('')))
    .toString('hex')
    .toUpperCase()
