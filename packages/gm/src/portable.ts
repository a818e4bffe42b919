import type { KeyObject } from 'node:crypto'
import smCrypto from 'sm-crypto'
import type { Primitives, Sm3Stream, Sm4 } from './primitives.ts'

const BLOCK = 16

/** On sm-crypto, for runtimes whose OpenSSL lacks SM3 or SM4. The stream keeps its chunks until the end: sm-crypto hashes in one piece. */
export const portable: Primitives = {
  sm3: input => smCrypto.sm3(bytesOf(input)),
  sm3Stream: () => stream([]),
  hmacSm3: (key, input) => Buffer.from(smCrypto.sm3(bytesOf(input), { mode: 'hmac', key: numbersOf(key) }), 'hex'),
  sm4Encrypt,
  sm4Decrypt,
}

const bytesOf = (input: string | Uint8Array): Uint8Array => (typeof input === 'string' ? Buffer.from(input, 'utf8') : input)
const numbersOf = (key: KeyObject): number[] => [...key.export()]

function stream(chunks: Uint8Array[]): Sm3Stream {
  const self: Sm3Stream = {
    update: chunk => {
      chunks.push(Uint8Array.from(bytesOf(chunk)))
      return self
    },
    hex: () => smCrypto.sm3(Buffer.concat(chunks)),
  }
  return self
}

function sm4Encrypt(sm4: Sm4, plain: string | Uint8Array): Uint8Array {
  const bytes = bytesOf(plain)
  return sm4.mode === 'ctr'
    ? xorStream(sm4, bytes)
    : Uint8Array.from(smCrypto.sm4.encrypt([...bytes], numbersOf(sm4.key), { ...blockMode(sm4), output: 'array' }))
}

function sm4Decrypt(sm4: Sm4, sealed: Uint8Array): Uint8Array | undefined {
  if (sm4.mode === 'ctr') return xorStream(sm4, sealed)
  if (sealed.length === 0 || sealed.length % BLOCK !== 0) return undefined
  return unpadded(smCrypto.sm4.decrypt([...sealed], numbersOf(sm4.key), { ...blockMode(sm4), padding: 'none', output: 'array' }))
}

const blockMode = (sm4: Exclude<Sm4, { mode: 'ctr' }> | Sm4): { mode?: 'cbc'; iv?: number[] } =>
  sm4.mode === 'cbc' ? { mode: 'cbc', iv: [...sm4.iv] } : {}

/** PKCS#7, checked here: sm-crypto takes a count of 0 for no padding. */
function unpadded(bytes: readonly number[]): Uint8Array | undefined {
  const count = bytes.at(-1) ?? 0
  const valid = count >= 1 && count <= BLOCK && bytes.slice(-count).every(b => b === count)
  return valid ? Uint8Array.from(bytes.slice(0, -count)) : undefined
}

/** CTR, which sm-crypto lacks: the input combined with the encrypted counter, a big-endian number of 128 bits that starts at the IV. */
function xorStream({ key, iv }: { readonly key: KeyObject; readonly iv: Uint8Array }, input: Uint8Array): Uint8Array {
  const first = BigInt(`0x${Buffer.from(iv).toString('hex')}`)
  const counters = Array.from({ length: Math.ceil(input.length / BLOCK) }, (_, i) => counterBlock(first + BigInt(i)))
  const mask = smCrypto.sm4.encrypt([...Buffer.concat(counters)], numbersOf(key), { padding: 'none', output: 'array' })
  return input.map((byte, i) => byte ^ (mask[i] ?? 0))
}

const counterBlock = (counter: bigint): Buffer => Buffer.from(BigInt.asUintN(128, counter).toString(16).padStart(32, '0'), 'hex')
