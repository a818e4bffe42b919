import type { Gateway } from '@openfapiao/core'
import { type KingdeeConfig, kingdeeConfigSchema } from './config.ts'
import { encode } from './encode.ts'
import { openSession } from './session.ts'
import { kingdeeTraits } from './traits.ts'

export { type KingdeeConfig, kingdeeConfigSchema } from './config.ts'

/** 金蝶发票云 旗舰版 (gateways.md 7.1): a token by a login in two steps, messages in Base64 or AES-128-GCM; accepted is not issued; a red takes all of its blue. */
export const kingdee: Gateway<KingdeeConfig> = {
  identifier: 'kingdee',
  configSchema: kingdeeConfigSchema,
  traits: kingdeeTraits,
  encode,
  open: openSession,
}
