import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** AES-128-GCM as gateways.md 7.1 lays it out: 12 bytes of IV, the ciphertext, 16 bytes of tag. */
const [IV, TAG] = [12, 16]
const ALGORITHM = 'aes-128-gcm'

/** Java's SHA1PRNG, seeded with the password: twice SHA-1, of which 16 bytes are the key. */
export function secretOf(password: string): Buffer {
  const sha1 = (bytes: string | Buffer): Buffer => createHash('sha1').update(bytes).digest()
  return sha1(sha1(password)).subarray(0, 16)
}

/** The bytes in `data`; undefined: no Base64, or not sealed with this password. */
export function unsealed(text: string, password: string | undefined): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return undefined
  const bytes = Buffer.from(text, 'base64')
  return password === undefined ? bytes : opened(bytes, secretOf(password))
}

function opened(bytes: Buffer, key: Buffer): Buffer | undefined {
  const end = bytes.length - TAG
  if (end < IV) return undefined
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV)).setAuthTag(bytes.subarray(end))
  const text = decipher.update(bytes.subarray(IV, end))
  try {
    decipher.final()
    return text
  } catch {
    return undefined
  }
}

/** `data` of an answer, where answers are encoded. */
export function sealed(text: string, password: string | undefined): string {
  if (password === undefined) return Buffer.from(text).toString('base64')
  const iv = randomBytes(IV)
  const cipher = createCipheriv(ALGORITHM, secretOf(password), iv)
  const parts = [iv, cipher.update(text), cipher.final()]
  return Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64')
}
