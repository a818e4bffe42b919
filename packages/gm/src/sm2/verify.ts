import { bigintOf, modOrder, ORDER, Point } from './curve.ts'
import { DEFAULT_SIGNER_ID, messageDigest, signerDigest } from './digest.ts'
import { sm2PublicKey } from './key.ts'

export type Sm2Verifier = (message: string | Uint8Array, signature: Uint8Array) => boolean

/** Verifies signatures (raw r ‖ s, 64 bytes) of one key; point and Z are prepared once. Throws RangeError for what is no public key. */
export function sm2Verifier(publicKey: string, { signerId = DEFAULT_SIGNER_ID }: { readonly signerId?: string } = {}): Sm2Verifier {
  const hex = sm2PublicKey(publicKey)
  const point = Point.fromHex(hex)
  const z = signerDigest(hex, signerId)
  return (message, signature) => {
    if (signature.length !== 64) return false
    const [r, s] = [bigintOf(signature.subarray(0, 32)), bigintOf(signature.subarray(32))]
    const t = modOrder(r + s)
    if (r < 1n || r >= ORDER || s < 1n || s >= ORDER || t === 0n) return false
    const sum = Point.BASE.mulAddUnsafe(s, point, t)
    return !sum.is0() && modOrder(messageDigest(z, message) + sum.x) === r
  }
}

export const sm2Verify = (
  publicKey: string,
  message: string | Uint8Array,
  signature: Uint8Array,
  options: { readonly signerId?: string } = {},
): boolean => sm2Verifier(publicKey, options)(message, signature)
