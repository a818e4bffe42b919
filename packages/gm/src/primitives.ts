import { getCiphers, getHashes, type KeyObject } from 'node:crypto'
import { native } from './native.ts'
import { portable } from './portable.ts'

/** An SM4 mode with its key. `iv` is 16 bytes; ECB and CBC pad by PKCS#7, CTR does not pad. */
export type Sm4 =
  | { readonly mode: 'ecb'; readonly key: KeyObject }
  | { readonly mode: 'cbc' | 'ctr'; readonly key: KeyObject; readonly iv: Uint8Array }

/** Several chunks, one hash. `hex` ends it. */
export interface Sm3Stream {
  update(chunk: string | Uint8Array): Sm3Stream
  hex(): string
}

/** What the rest is built on; made twice, on `node:crypto` and on sm-crypto, and tested with the same vectors. */
export interface Primitives {
  sm3(input: string | Uint8Array): string
  sm3Stream(): Sm3Stream
  hmacSm3(key: KeyObject, input: string | Uint8Array): Uint8Array
  sm4Encrypt(sm4: Sm4, plain: string | Uint8Array): Uint8Array
  /** undefined: wrong length or padding, so not what this key sealed. */
  sm4Decrypt(sm4: Sm4, sealed: Uint8Array): Uint8Array | undefined
}

const needed = { hashes: ['sm3'], ciphers: ['sm4-ecb', 'sm4-cbc', 'sm4-ctr'] }

/** Some distributions build Node on an OpenSSL without SM3 and SM4. */
export function choose(hashes: readonly string[], ciphers: readonly string[]): Primitives {
  const complete = needed.hashes.every(h => hashes.includes(h)) && needed.ciphers.every(c => ciphers.includes(c))
  return complete ? native : portable
}

export const primitives = choose(getHashes(), getCiphers())
