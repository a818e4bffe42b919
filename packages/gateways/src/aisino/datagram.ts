import { gunzipSync, gzipSync } from 'node:zlib'
import { sm4Decrypt, sm4Encrypt, sm4Key } from '@openfapiao/gm'

/** zipCode: 0 not compressed; 1 the ciphertext's hex text is; 2 the plaintext is, and its Base64 text is what is encrypted (gateways.md 6). */
export type Zip = '0' | '1' | '2'

/** An answer of more than this is not ours. */
const LARGEST = 32 * 1024 * 1024

const ecb = (key: string) => ({ mode: 'ecb', key: sm4Key(Buffer.from(key, 'latin1').toString('hex')) }) as const

/** JSON text → datagram. What is encoded in Base64 is the lower hex *text* of the ciphertext, not its bytes: the usual cause of code 1001. */
export function sealDatagram(text: string, key: string, zip: Zip): string {
  const plain = zip === '2' ? gzipSync(text).toString('base64') : text
  const hex = Buffer.from(Buffer.from(sm4Encrypt(ecb(key), plain)).toString('hex'), 'latin1')
  return (zip === '1' ? gzipSync(hex) : hex).toString('base64')
}

/** datagram → JSON text; undefined: this key, or this way of compressing, did not make it. */
export function openDatagram(datagram: string, key: string, zip: Zip): string | undefined {
  const outer = Buffer.from(datagram, 'base64')
  const hex = (zip === '1' ? unzipped(outer) : outer)?.toString('latin1')
  if (hex === undefined || !/^([0-9a-fA-F]{32})+$/.test(hex)) return undefined
  const plain = sm4Decrypt(ecb(key), Buffer.from(hex, 'hex'))
  if (plain === undefined) return undefined
  const text = Buffer.from(plain)
  return (zip === '2' ? unzipped(Buffer.from(text.toString('latin1'), 'base64')) : text)?.toString('utf8')
}

function unzipped(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST })
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return undefined
    throw error
  }
}
