import type { Connector } from '@openfapiao/core'
import type { VendureConfig } from './config.ts'
import { vendureConnector } from './connector.ts'
import type { VendureHost } from './host/host.ts'

export type { VendureConfig } from './config.ts'
export type { VendureOrder } from './normalise/shapes.ts'

const outside = (): Promise<never> =>
  Promise.reject(new Error('Vendure orders are read inside of Vendure: add the plugin of @openfapiao/connector-vendure/plugin'))
const nobody: VendureHost = { order: outside, channelOf: outside, changedSince: outside, publish: outside }

/** For `fapiao preview` and other offline reading. Live orders are read by the plugin, which opens the doors into its own process. */
export const vendure: Connector<VendureConfig> = vendureConnector(nobody)
