import type { Gateway, Io, Vault } from '@openfapiao/core'
import { type AisinoConfig, aisinoConfigSchema } from './config.ts'
import { encode } from './encode.ts'
import { type AisinoSession, openSession } from './session.ts'
import { aisinoTraits } from './traits.ts'

export { type AisinoConfig, aisinoConfigSchema } from './config.ts'
export type { Login, LoginAnswer, LoginStep } from './login.ts'
export type { AisinoSession } from './session.ts'

interface Aisino extends Gateway<AisinoConfig> {
  open(config: AisinoConfig, seller: { readonly taxNumber: string }, io: Io, vault: Vault): AisinoSession
}

/** 航信 爱信诺云税, 51fapiao (gateways.md 6): SM4 datagrams signed with HMAC-SHA256; accepted is not issued; a red takes all of its blue in one call. */
export const aisino: Aisino = {
  identifier: 'aisino',
  configSchema: aisinoConfigSchema,
  traits: aisinoTraits,
  encode,
  open: openSession,
}
