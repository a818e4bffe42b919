import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import type { Io } from '@openfapiao/core'
import type { KingdeeConfig } from './config.ts'

const IV_BYTES = 12
const TAG_BYTES = 16

type Encoding = KingdeeConfig['encoding']

/** How Java's SHA1PRNG turns a password into a key: the first 16 bytes of SHA-1 of SHA-1 (gateways.md 7.1). A single SHA-1 is another key. */
export function keyOf(password: string): Buffer {
  const once = createHash('sha1').update(password, 'utf8').digest()
  return createHash('sha1').update(once).digest().subarray(0, 16)
}

/** `data` of a request: Base64 of the text, or of IV ‖ AES-128-GCM ‖ tag with an IV of its own. */
export function encoded(text: string, encoding: Encoding, { random }: Pick<Io, 'random'>): string {
  if (encoding.type === 'base64') return Buffer.from(text, 'utf8').toString('base64')
  const iv = random(IV_BYTES)
  const cipher = createCipheriv('aes-128-gcm', keyOf(encoding.password), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** The text in `data` of an answer; undefined: it does not open. */
export function decoded(text: string, encoding: Encoding): string | undefined {
  const bytes = Buffer.from(text, 'base64')
  if (encoding.type === 'base64') return bytes.toString('utf8')
  if (bytes.length < IV_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv('aes-128-gcm', keyOf(encoding.password), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  const opened = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))
  try {
    return Buffer.concat([opened, decipher.final()]).toString('utf8')
  } catch (error) {
    // A tag that does not fit: another password, or damaged bytes.
    if (error instanceof Error && /authenticate/.test(error.message)) return undefined
    throw error
  }
}
