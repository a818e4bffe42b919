import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { primitives, type Sm4 } from './primitives.ts'

export const SM4_IV_LENGTH = 16

/** An SM4 key (GB/T 32907) from 32 hex digits. Throws RangeError, without showing the text, for anything else. */
export function sm4Key(hex: string): KeyObject {
  if (!/^[0-9a-fA-F]{32}$/.test(hex)) throw new RangeError('an SM4 key is 32 hex digits (16 bytes)')
  return createSecretKey(hex, 'hex')
}

export const isSm4Key = (text: string): boolean => /^[0-9a-fA-F]{32}$/.test(text)

/** A new key as 32 hex digits, from the runtime's random source. */
export const newSm4Key = (): string => randomBytes(16).toString('hex')

/** SM4 in the given mode; a text counts as its UTF-8 bytes. Throws RangeError for an IV that is not 16 bytes. */
export function sm4Encrypt(sm4: Sm4, plain: string | Uint8Array): Uint8Array {
  assertIv(sm4)
  return primitives.sm4Encrypt(sm4, plain)
}

/** undefined: length or padding are wrong. CTR has neither, so only a MAC tells whether its answer is true. */
export function sm4Decrypt(sm4: Sm4, sealed: Uint8Array): Uint8Array | undefined {
  assertIv(sm4)
  return primitives.sm4Decrypt(sm4, sealed)
}

function assertIv(sm4: Sm4): void {
  if (sm4.mode !== 'ecb' && sm4.iv.length !== SM4_IV_LENGTH) throw new RangeError('an SM4 IV is 16 bytes')
}
