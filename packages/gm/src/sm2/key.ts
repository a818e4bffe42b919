import { createECDH, createSecretKey, getCurves, type KeyObject } from 'node:crypto'
import smCrypto from 'sm-crypto'
import { bigintOf, bytes32, ORDER, Point } from './curve.ts'

/** A public key as text: `04 ‖ x ‖ y`, 130 lower-case hex digits, a point of the curve. */
export type Sm2PublicKey = string

/** A private key. The scalar sits in a KeyObject so that printing a key shows nothing. */
export interface Sm2PrivateKey {
  readonly scalar: KeyObject
  readonly publicKey: Sm2PublicKey
}

export const hasNativeSm2 = getCurves().includes('SM2')

/** A new key. Its randomness is OpenSSL's where the runtime knows the curve: sm-crypto's own source is a generator seeded once. */
export function newSm2Key(): Sm2PrivateKey {
  if (!hasNativeSm2) return sm2PrivateKey(smCrypto.sm2.generateKeyPairHex().privateKey)
  const ecdh = createECDH('SM2')
  ecdh.generateKeys()
  return sm2PrivateKey(ecdh.getPrivateKey('hex').padStart(64, '0'))
}

/** A private key from 64 hex digits, 1 ≤ d ≤ n − 2 (GB/T 32918.1). Throws RangeError, without showing the text, for anything else. */
export function sm2PrivateKey(hex: string): Sm2PrivateKey {
  const d = /^[0-9a-fA-F]{64}$/.test(hex) ? BigInt(`0x${hex}`) : 0n
  if (d < 1n || d > ORDER - 2n) throw new RangeError('an SM2 private key is 64 hex digits within the order of the curve')
  return { scalar: createSecretKey(bytes32(d)), publicKey: Point.BASE.multiply(d).toHex(false) }
}

/** A public key from hex, compressed or not. Throws RangeError for what is no point of the curve. */
export function sm2PublicKey(hex: string): Sm2PublicKey {
  try {
    return Point.fromHex(hex.toLowerCase()).toHex(false)
  } catch (cause) {
    throw new RangeError('an SM2 public key is a point of the curve: 04 and 128 hex digits, or 02/03 and 64', { cause })
  }
}

export const scalarOf = (key: Sm2PrivateKey): bigint => bigintOf(key.scalar.export())
