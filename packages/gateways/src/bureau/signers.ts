import { hmacSha256, hmacSm3, importSm2PrivateKey, secretKey, sm2Signer } from '@openfapiao/gm'
import type { BureauConfig } from './config.ts'

/** Text to sign → value of the Signature header. The key stays inside. */
export type Sign = (text: string) => Promise<string>

/** HMAC: upper hex. SM2: Base64 of r ‖ s with signer id 1234567812345678 (WIRE.md, transport). */
export function signerOf(signing: BureauConfig['signing']): Sign {
  if (signing.type === 'SM2') {
    const signer = sm2Signer(importSm2PrivateKey(signing.privateKey))
    return async text => Buffer.from(await signer.sign(text)).toString('base64')
  }
  const key = secretKey(signing.secret)
  const hmac = signing.type === 'HMAC-SM3' ? hmacSm3 : hmacSha256
  return async text => Buffer.from(hmac(key, text)).toString('hex').toUpperCase()
}
