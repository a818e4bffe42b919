import { createECDH, generateKeyPair, randomBytes } from 'node:crypto'
import { bigintOf, ORDER, Point } from './curve.ts'
import { hasNativeSm2 } from './key.ts'

/** A secret number k, used for one signature only, and the x coordinate of kG. */
export interface Nonce {
  readonly k: bigint
  readonly x: bigint
}

/** From OpenSSL: the random source and the point. That is all of its SM2 that can be used: its own signatures have an empty signer id. */
export function nonce(): Nonce {
  if (!hasNativeSm2) return portableNonce()
  const ecdh = createECDH('SM2')
  const point = ecdh.generateKeys()
  return { k: bigintOf(ecdh.getPrivateKey()), x: bigintOf(point.subarray(1, 33)) }
}

/** The same, computed in Node's thread pool, so that the event loop stays free. */
export function nonceAside(): Promise<Nonce> {
  if (!hasNativeSm2) return Promise.resolve(portableNonce())
  return new Promise((resolve, reject) => {
    generateKeyPair('ec', OPTIONS, (error, publicKey, privateKey) => {
      if (error) reject(error)
      else resolve({ k: bigintOf(privateKey.subarray(...SCALAR)), x: bigintOf(publicKey.subarray(...X)) })
    })
  })
}

const OPTIONS = {
  namedCurve: 'SM2',
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'sec1', format: 'der' },
} as const
/** Where the numbers lie: both encodings have a fixed length (SEC 1: 30 77 02 01 01 04 20 k …; SPKI: 26 bytes, 04, x, y). */
const SCALAR = [7, 39] as const
const X = [27, 59] as const

/** Runtimes that do not know the curve: 64 bits more than the order has, so that the remainder is as good as even. */
export function portableNonce(): Nonce {
  const k = (bigintOf(randomBytes(40)) % (ORDER - 1n)) + 1n
  return { k, x: Point.BASE.multiply(k).x }
}
