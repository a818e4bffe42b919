import type { KeyObject } from 'node:crypto'
import { importSm2PublicKey, type Sm2Verifier, secretKey, sm2PublicKey, sm2Verifier, sm4Key } from '@openfapiao/gm'
import { z } from 'zod'

export const signTypes = z.enum(['HMAC-SM3', 'HMAC-SHA256', 'SM2'])
export type SignType = z.infer<typeof signTypes>

/** A registered application of a taxpayer (or of its software): what it signs and encrypts with, and for whom it may speak. */
export const appSchema = z.strictObject({
  appId: z.string().min(1),
  signTypes: z.array(signTypes).min(1).default(['HMAC-SM3', 'HMAC-SHA256', 'SM2']),
  secret: z.string().min(1).optional().describe('AppSecret, key of the HMACs'),
  sm2PublicKey: z.string().min(1).optional().describe('hex point, SPKI PEM or certificate PEM'),
  sm4Key: z
    .string()
    .regex(/^[0-9a-fA-F]{32}$/, '32 hex digits')
    .optional(),
  taxNumbers: z.array(z.string().min(1)).describe('taxpayers it may speak for'),
})
export type AppConfig = z.input<typeof appSchema>

/** The same with its keys made ready. */
export interface App {
  readonly appId: string
  readonly signTypes: readonly SignType[]
  readonly secret?: KeyObject
  readonly verify?: Sm2Verifier
  readonly sm4?: KeyObject
  readonly taxNumbers: ReadonlySet<string>
}

/** Throws ZodError or RangeError for a configuration that cannot work. */
export function appOf(config: AppConfig): App {
  const { appId, signTypes, secret, sm2PublicKey: publicKey, sm4Key: sm4, taxNumbers } = appSchema.parse(config)
  return {
    appId,
    signTypes,
    secret: secret === undefined ? undefined : secretKey(secret),
    verify:
      publicKey === undefined ? undefined : sm2Verifier(publicKey.includes('-----BEGIN') ? importSm2PublicKey(publicKey) : sm2PublicKey(publicKey)),
    sm4: sm4 === undefined ? undefined : sm4Key(sm4),
    taxNumbers: new Set(taxNumbers),
  }
}
