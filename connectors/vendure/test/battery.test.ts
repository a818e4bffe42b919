import type { Io, Vault } from '@openfapiao/core'
import { connectorBattery, type Stage } from '../../../core/test/connector-battery.ts'
import { vendureConnector } from '../src/connector.ts'
import type { VendureHost } from '../src/host/host.ts'
import { vendure } from '../src/index.ts'
import { preview } from '../src/preview.ts'

const CHANNEL = '__default_channel__'

/** A host that holds the example order; each happening is another refund of one fen. */
function openHost() {
  const order = structuredClone(preview.example.order) as { id: string; updatedAt: string; refunds: object[] }
  const shown: object[] = []
  const refund = (no: number) => ({ id: `r${no}`, createdAt: '2026-11-24T01:00:00.000Z', state: 'Settled', total: 1, shipping: 0, lines: [] })
  order.refunds.push(refund(0))
  const host: VendureHost = {
    order: async (channel, id) => (channel === CHANNEL && id === order.id ? structuredClone(order) : undefined),
    channelOf: async () => CHANNEL,
    changedSince: async (_, since, skip) => (skip === 0 && (since === undefined || since.getTime() <= Date.parse(order.updatedAt)) ? [order.id] : []),
    async publish(id, what) {
      shown.splice(0, shown.length, { id, ...what })
    },
  }
  const happen = () => {
    order.refunds.push(refund(order.refunds.length))
    order.updatedAt = new Date().toISOString()
  }
  return { host, shown, happen, id: order.id }
}

async function open(): Promise<Stage> {
  const { host, shown, happen, id } = openHost()
  const connector = vendureConnector(host)
  const log: string[] = []
  const io: Io = {
    now: Date.now,
    random: length => new Uint8Array(length),
    fetch: () => Promise.reject(new Error('nothing goes over a network')),
    log: { info: text => log.push(text), warn: text => log.push(text), error: text => log.push(text) },
  }
  const vault: Vault = { get: async () => undefined, set: async () => undefined, keys: async () => [], withLock: (_, work) => work() }
  const ref = { platform: 'vendure', store: CHANNEL, id }
  return {
    ...{ connector, config: { channels: [CHANNEL] }, session: connector.open({ channels: [CHANNEL] }, io, vault) },
    ...{ ref, missing: { ...ref, id: '999' }, log, secrets: ['buyer@example.com'] },
    event: async () => {
      happen()
      return undefined
    },
    forged: () => [],
    unreadable: () => Promise.reject(new Error('nothing comes in over HTTP')),
    published: () => shown,
    close: async () => undefined,
  }
}

connectorBattery({ name: 'vendure', open }, vendure)
