import smCrypto from 'sm-crypto'
import type { Sm2PrivateKey } from './key.ts'
import { sm2PublicKey } from './key.ts'

/** GB/T 32918.4 since 2016 orders C1 ‖ C3 ‖ C2; older peers C1 ‖ C2 ‖ C3. */
export type CipherOrder = 'C1C3C2' | 'C1C2C3'
const MODE = { C1C2C3: 0, C1C3C2: 1 } as const

/** The uncompressed point C1 starts with 04. */
const PREFIX = 0x04
const OVERHEAD = 1 + 64 + 32

/** SM2 encryption: `04 ‖ x ‖ y` (C1), then C3 (32 bytes) and C2 (as long as the plaintext). Throws RangeError for an empty plaintext. */
export function sm2Encrypt(publicKey: string, plain: string | Uint8Array, order: CipherOrder = 'C1C3C2'): Uint8Array {
  if (plain.length === 0) throw new RangeError('SM2 encrypts at least one byte')
  const bare = smCrypto.sm2.doEncrypt([...Buffer.from(plain)], sm2PublicKey(publicKey), MODE[order])
  return Buffer.from(`04${bare}`, 'hex')
}

/**
 * undefined: not sealed for this key, changed, or not `04 ‖ …`. The prefix is always expected, never guessed: the x coordinate of C1 may itself start
 * with 04, as in the standard's own example. Peers that leave it out (sm-crypto) need it put in front.
 */
export function sm2Decrypt(key: Sm2PrivateKey, sealed: Uint8Array, order: CipherOrder = 'C1C3C2'): Uint8Array | undefined {
  if (sealed[0] !== PREFIX || sealed.length <= OVERHEAD) return undefined
  const bare = Buffer.from(sealed.subarray(1)).toString('hex')
  const plain: unknown = smCrypto.sm2.doDecrypt(bare, key.scalar.export().toString('hex'), MODE[order], { output: 'array' })
  return isBytes(plain) && plain.length > 0 ? Uint8Array.from(plain) : undefined
}

const isBytes = (value: unknown): value is number[] => Array.isArray(value) && value.every(byte => Number.isInteger(byte))
