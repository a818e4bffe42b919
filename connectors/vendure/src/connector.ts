import { type Changed, CONTRACT_VERSION, type Connector, type ConnectorSession, type Io } from '@openfapiao/core'
import { type VendureConfig, vendureConfigSchema } from './config.ts'
import type { VendureHost } from './host/host.ts'
import { normaliseOrder, PLATFORM } from './normalise/order.ts'
import { preview } from './preview.ts'
import { readHint } from './read.ts'

/** Databases that keep whole seconds would hide a change in the second that was just looked at. */
const OVERLAP_MS = 2_000
const PAGE = 200

/** The connector of one Vendure process: everything goes through the host's doors, nothing over a network. */
export function vendureConnector(host: VendureHost): Connector<VendureConfig> {
  return {
    identifier: PLATFORM,
    contractVersion: CONTRACT_VERSION,
    displayName: { zh: 'Vendure 商城', en: 'Vendure' },
    capabilities: { webhooks: false, polling: true, refunds: true, publish: true, push: false },
    configSchema: vendureConfigSchema,
    open: (config, io) => sessionOf(config, io, host),
    preview,
  }
}

function sessionOf({ channels }: VendureConfig, io: Io, host: VendureHost): ConnectorSession {
  return {
    stores: () => channels,
    check: async () => [],
    http: async () => ({ status: 404 }),
    read: readHint,
    async order(ref) {
      const raw = await host.order(ref.store, ref.id)
      return raw === undefined ? { is: 'missing' } : normaliseOrder(raw)
    },
    changedSince: (store, cursor) => changed(store, cursor, io, host),
    async publish(ref, { link, state }) {
      await host.publish(ref.id, { url: link, state })
      return { is: 'sent' }
    },
  }
}

/** `instant` or `instant+skip` inside a long page; the instant is the one the look began at, so that nothing of that second is lost. */
async function changed(store: string, cursor: string | undefined, io: Io, host: VendureHost): Promise<Changed> {
  const [since, begun, skip] = (cursor ?? '').split('|')
  const start = begun || new Date(io.now() - OVERLAP_MS).toISOString()
  const from = Number(skip ?? 0)
  const ids = await host.changedSince(store, since ? new Date(since) : undefined, from, PAGE)
  const refs = ids.map(id => ({ platform: PLATFORM, store, id }))
  const more = ids.length === PAGE
  return { refs, more, cursor: more ? `${since ?? ''}|${start}|${from + PAGE}` : start }
}
