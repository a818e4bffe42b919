import type { Gateway, Io, Vault } from '@openfapiao/core'
import { type LeqiConfig, leqiConfigSchema } from './config.ts'
import { encode } from './encode.ts'
import { type LeqiSession, openSession } from './session.ts'
import { leqiTraits } from './traits.ts'

export { type LeqiConfig, leqiConfigSchema } from './config.ts'
export type { LeqiSession } from './session.ts'
export type { MonthSums } from './summary.ts'

/** 税务总局 乐企: the direct connection of an enterprise to the tax authority. */
export const leqi: Gateway<LeqiConfig> = {
  identifier: 'leqi',
  configSchema: leqiConfigSchema,
  traits: leqiTraits,
  encode,
  open: (config, seller, io, vault) => openSession({ config, seller, io, vault }),
}

/** The same session with what an enterprise does by hand or by the calendar: quota, monthly summary, risk. */
export const leqiSession = (config: LeqiConfig, seller: { readonly taxNumber: string }, io: Io, vault: Vault): LeqiSession =>
  openSession({ config, seller, io, vault })
