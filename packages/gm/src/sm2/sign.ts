import { bytes32, inverse, modOrder, ORDER } from './curve.ts'
import { DEFAULT_SIGNER_ID, messageDigest, signerDigest } from './digest.ts'
import { type Sm2PrivateKey, type Sm2PublicKey, scalarOf } from './key.ts'
import { type Nonce, nonce, nonceAside } from './nonce.ts'

/** Signs; an HSM or a UKey can stand behind it. Signatures are raw r ‖ s, 64 bytes. */
export interface Sm2Signer {
  readonly publicKey: Sm2PublicKey
  /** The costly part runs in the thread pool. */
  sign(message: string | Uint8Array): Promise<Uint8Array>
}

/** A signer that also answers at once. */
export interface LocalSm2Signer extends Sm2Signer {
  signSync(message: string | Uint8Array): Uint8Array
}

/**
 * SM2 signatures (GB/T 32918.2) with a key in memory: the nonce point is OpenSSL's, the scalars are bigint, Z and (1 + d)⁻¹ are computed once.
 * bigint arithmetic does not take constant time (README, limits).
 */
export function sm2Signer(key: Sm2PrivateKey, { signerId = DEFAULT_SIGNER_ID }: { readonly signerId?: string } = {}): LocalSm2Signer {
  const d = scalarOf(key)
  const secret: Secret = { d, factor: inverse(1n + d) }
  const z = signerDigest(key.publicKey, signerId)
  return {
    publicKey: key.publicKey,
    async sign(message) {
      const e = messageDigest(z, message)
      for (;;) {
        const signature = signatureWith(secret, e, await nonceAside())
        if (signature) return signature
      }
    },
    signSync(message) {
      const e = messageDigest(z, message)
      for (;;) {
        const signature = signatureWith(secret, e, nonce())
        if (signature) return signature
      }
    },
  }
}

interface Secret {
  readonly d: bigint
  readonly factor: bigint
}

/** r = e + x, s = (1 + d)⁻¹ (k − r d). undefined: the standard asks for another nonce (practically never). */
export function signatureWith({ d, factor }: Secret, e: bigint, { k, x }: Nonce): Uint8Array | undefined {
  const r = modOrder(e + x)
  if (r === 0n || r + k === ORDER) return undefined
  const s = modOrder(factor * modOrder(k - r * d))
  return s === 0n ? undefined : Buffer.concat([bytes32(r), bytes32(s)])
}
