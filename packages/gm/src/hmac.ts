import { createHmac, createSecretKey, KeyObject } from 'node:crypto'
import { primitives } from './primitives.ts'

/** A secret that does not show itself when printed. A text counts as its UTF-8 bytes. */
export const secretKey = (secret: string | Uint8Array): KeyObject =>
  typeof secret === 'string' ? createSecretKey(secret, 'utf8') : createSecretKey(secret)

const keyOf = (key: KeyObject | string | Uint8Array): KeyObject => (key instanceof KeyObject ? key : secretKey(key))

/** HMAC (RFC 2104) with SM3: 32 bytes. */
export const hmacSm3 = (key: KeyObject | string | Uint8Array, input: string | Uint8Array): Uint8Array => primitives.hmacSm3(keyOf(key), input)

/** HMAC (RFC 2104) with SHA-256: 32 bytes. */
export const hmacSha256 = (key: KeyObject | string | Uint8Array, input: string | Uint8Array): Uint8Array =>
  createHmac('sha256', keyOf(key)).update(input).digest()
