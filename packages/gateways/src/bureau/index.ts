import type { Gateway } from '@openfapiao/core'
import { type BureauConfig, bureauConfigSchema } from './config.ts'
import { encode } from './encode.ts'
import { openSession } from './session.ts'
import { bureauTraits } from './traits.ts'

export { type BureauConfig, bureauConfigSchema } from './config.ts'

/** 标准税务接口 (WIRE.md): signed and encrypted calls to a tax bureau's front, or to the sandbox authority. */
export const bureau: Gateway<BureauConfig> = {
  identifier: 'bureau',
  configSchema: bureauConfigSchema,
  traits: bureauTraits,
  encode,
  open: (config, seller, io) => openSession(config, seller, io),
}
