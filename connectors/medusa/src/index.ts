import { CONTRACT_VERSION, type Connector } from '@openfapiao/core'
import { changedSince } from './changes.ts'
import { type MedusaConfig, medusaConfigSchema, type OutsideStore } from './config.ts'
import { IDENTIFIER } from './identifier.ts'
import { fetchOrder } from './order.ts'
import { receive } from './outside/http.ts'
import { readHint } from './outside/read.ts'
import { check, remoteHost } from './outside/remote.ts'
import { preview } from './preview.ts'

/** Medusa v2 from a server beside it: hints and orders come from the plugin inside each Medusa, over HTTP. */
export const medusa: Connector<MedusaConfig> = {
  identifier: IDENTIFIER,
  contractVersion: CONTRACT_VERSION,
  displayName: { zh: 'Medusa 店铺', en: 'Medusa' },
  capabilities: { webhooks: true, polling: true, refunds: true, publish: false, push: false },
  configSchema: medusaConfigSchema,
  open({ stores }, io) {
    const names = stores.map(s => s.store)
    const store = (name: string): OutsideStore | undefined => stores.find(s => s.store === name)
    return {
      stores: () => names,
      check: () => check(stores, io),
      http: (request, intake) => receive(request, intake, stores, io),
      read: hint => readHint(hint, names),
      async order(ref) {
        const found = store(ref.store)
        return found ? fetchOrder(ref.id, found, remoteHost(found, io), io) : { is: 'missing' }
      },
      async changedSince(name, cursor) {
        const found = store(name)
        if (!found) throw new Error(`changedSince for "${name}", which is no configured store`)
        return changedSince(found, cursor, remoteHost(found, io), io.now())
      },
    }
  },
  preview,
}
