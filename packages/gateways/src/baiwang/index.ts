import type { Gateway } from '@openfapiao/core'
import { type BaiwangConfig, baiwangConfigSchema } from './config.ts'
import { encode } from './encode.ts'
import { openSession } from './session.ts'
import { baiwangTraits } from './traits.ts'

export { type BaiwangConfig, baiwangConfigSchema } from './config.ts'

/** 百望云 open platform (gateways.md 5): signed JSON over TLS; a blue is answered with its number, a red comes of a red form. */
export const baiwang: Gateway<BaiwangConfig> = {
  identifier: 'baiwang',
  configSchema: baiwangConfigSchema,
  traits: baiwangTraits,
  encode,
  open: openSession,
}
