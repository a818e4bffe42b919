import { createCipheriv, createDecipheriv, createHash, createHmac, type Hash, hash } from 'node:crypto'
import type { Primitives, Sm3Stream, Sm4 } from './primitives.ts'

/** On the runtime's OpenSSL: 5 to 35 times as fast as JavaScript. */
export const native: Primitives = {
  sm3: input => hash('sm3', input, 'hex'),
  sm3Stream: () => stream(createHash('sm3')),
  hmacSm3: (key, input) => createHmac('sm3', key).update(input).digest(),
  sm4Encrypt,
  sm4Decrypt,
}

function stream(running: Hash): Sm3Stream {
  const self: Sm3Stream = {
    update: chunk => {
      running.update(chunk)
      return self
    },
    hex: () => running.digest('hex'),
  }
  return self
}

const ivOf = (sm4: Sm4): Uint8Array | null => (sm4.mode === 'ecb' ? null : sm4.iv)

function sm4Encrypt(sm4: Sm4, plain: string | Uint8Array): Uint8Array {
  const cipher = createCipheriv(`sm4-${sm4.mode}`, sm4.key, ivOf(sm4))
  const first = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  return Buffer.concat([first, cipher.final()])
}

function sm4Decrypt(sm4: Sm4, sealed: Uint8Array): Uint8Array | undefined {
  const decipher = createDecipheriv(`sm4-${sm4.mode}`, sm4.key, ivOf(sm4))
  const first = decipher.update(sealed)
  try {
    return Buffer.concat([first, decipher.final()])
  } catch (error) {
    if (isBadPadding(error)) return undefined
    throw error
  }
}

/** OpenSSL's two ways to say that the last block is not one of ours. */
const isBadPadding = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ERR_OSSL_BAD_DECRYPT' || error.code === 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH')
