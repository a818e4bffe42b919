import type { Gateway, Io, Vault } from '@openfapiao/core'
import { type NuonuoConfig, nuonuoConfigSchema } from './config.ts'
import { encode } from './encode.ts'
import { type NuonuoSession, openSession } from './session.ts'
import { nuonuoTraits } from './traits.ts'

export { CALLBACK_ACKNOWLEDGEMENT, type CallbackHint, callbackHint } from './callback.ts'
export { type NuonuoConfig, nuonuoConfigSchema } from './config.ts'
export type { Login, Pass, PassAnswer, QrAnswer } from './login.ts'
export type { NuonuoSession, Recipient } from './session.ts'

interface Nuonuo extends Gateway<NuonuoConfig> {
  open(config: NuonuoConfig, seller: { readonly taxNumber: string }, io: Io, vault: Vault): NuonuoSession
}

/** 诺诺开放平台 (gateways.md 4): signed JSON, a token under a budget, red forms at the bureau, a login that a person renews. */
export const nuonuo: Nuonuo = {
  identifier: 'nuonuo',
  configSchema: nuonuoConfigSchema,
  traits: nuonuoTraits,
  encode,
  open: openSession,
}
