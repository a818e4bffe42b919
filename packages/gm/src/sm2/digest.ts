import { sm3, sm3Stream } from '../sm3.ts'
import { bytes32, CURVE } from './curve.ts'
import type { Sm2PublicKey } from './key.ts'

/** The signer's identity that GM/T 0009 uses where nothing else was agreed. */
export const DEFAULT_SIGNER_ID = '1234567812345678'

/** Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ Gx ‖ Gy ‖ Px ‖ Py) of GB/T 32918.2: 32 bytes. Throws RangeError for an id over 8191 bytes. */
export function signerDigest(publicKey: Sm2PublicKey, signerId: string): Uint8Array {
  const id = Buffer.from(signerId, 'utf8')
  if (id.length > 8191) throw new RangeError('a signer id has at most 8191 bytes')
  const bits = Buffer.from([id.length >> 5, (id.length << 3) & 0xff])
  const curve = [CURVE.a, CURVE.b, CURVE.Gx, CURVE.Gy].map(bytes32)
  return Buffer.from(sm3(Buffer.concat([bits, id, ...curve, Buffer.from(publicKey.slice(2), 'hex')])), 'hex')
}

/** e = SM3(Z ‖ M) as a number. */
export const messageDigest = (z: Uint8Array, message: string | Uint8Array): bigint => BigInt(`0x${sm3Stream().update(z).update(message).hex()}`)
