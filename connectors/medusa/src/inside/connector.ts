import { CONTRACT_VERSION, type Connector, type OrderRef } from '@openfapiao/core'
import { changedSince } from '../changes.ts'
import { type InsideConfig, insideSchema } from '../config.ts'
import type { MedusaHost } from '../host.ts'
import { IDENTIFIER } from '../identifier.ts'
import { fetchOrder } from '../order.ts'
import { preview } from '../preview.ts'

/** The connector of an engine that runs inside the host: events and sweeps make hints, orders are read by the host's own query. */
export const insideConnector = (host: MedusaHost): Connector<InsideConfig> => ({
  identifier: IDENTIFIER,
  contractVersion: CONTRACT_VERSION,
  displayName: { zh: 'Medusa 店铺', en: 'Medusa' },
  capabilities: { webhooks: false, polling: true, refunds: true, publish: false, push: false },
  configSchema: insideSchema,
  open(config, io) {
    return {
      stores: () => [config.store],
      check: async () => [],
      http: async () => ({ status: 404 }),
      read: ({ topic }) => ({ is: 'ignored', why: `a hint of ${topic} names no order` }),
      order: async (ref: OrderRef) => (ref.store === config.store ? fetchOrder(ref.id, config, host, io) : { is: 'missing' }),
      changedSince: (_store, cursor) => changedSince(config, cursor, host, io.now()),
    }
  },
  preview,
})
