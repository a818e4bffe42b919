import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connector, ConnectorSession, Order } from '@openfapiao/core'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type EmbedSettingsInput, embed } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'embed-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const settings = (over: object = {}): EmbedSettingsInput => ({
  environment: 'sandbox',
  installation: 'an installation of this test',
  encryption: { keys: [{ id: 'k1', secret: 'a key of this very test' }], indexSecret: 'an index key of this test' },
  database: { client: 'better-sqlite3', file: join(folder, 'fapiao.db') },
  directory: folder,
  portalUrl: 'http://127.0.0.1:1/',
  sellers: [
    {
      key: 'main',
      seller: { taxNumber: '91110000DEMO00001X', name: '演示销方有限公司', kind: 'general', issuer: '王会计' },
      gateway: {
        identifier: 'bureau',
        config: {
          ...{ environment: 'sandbox', baseUrl: { sandbox: 'http://127.0.0.1:1' }, appId: 'demo' },
          ...{ signing: { type: 'HMAC-SM3', secret: 'DemoSecret1' }, encryption: { mode: 'none' } },
        },
      },
    },
  ],
  stores: [
    {
      platform: 'host',
      store: 's1',
      seller: 'main',
      policy: { withoutTitle: 'person' },
      taxMap: [{ match: { sku: 'TEA' }, taxCode: '1030308010000000000' }],
    },
  ],
  ...over,
})

const order: Order = {
  ref: { platform: 'host', store: 's1', id: '1' },
  ...{ number: '#1', currency: 'CNY', pricesIncludeTax: true, createdAt: '2026-11-20T10:00:00+08:00', updatedAt: '2026-11-20T10:00:00+08:00' },
  ...{ paidAt: '2026-11-20T10:00:00+08:00', totalFen: 11_300, paidFen: 11_300, refunds: [] },
  lines: [{ id: 'L1', role: 'goods', title: '龙井茶', sku: 'TEA', quantity: '1', valueFen: 11_300, discountFen: 0 }],
}

/** A host that knows one order. */
const session: ConnectorSession = {
  stores: () => ['s1'],
  check: async () => [],
  http: async () => ({ status: 404 }),
  read: () => ({ is: 'orders', refs: [order.ref] }),
  order: async () => ({ is: 'order', order }),
}
const connector: Connector = {
  ...{ identifier: 'host', contractVersion: 1, displayName: { zh: '宿主', en: 'Host' }, configSchema: z.unknown() },
  capabilities: { webhooks: false, polling: false, refunds: true, publish: false, push: false },
  open: () => session,
  preview: { orderSchema: z.unknown(), refundSchema: z.unknown(), example: { order: {}, refund: {} }, order: () => ({ is: 'order', order }) },
}
const quiet = { write: () => undefined }

test('a host gets a whole engine from settings and its own connector', async () => {
  const answer = await embed(settings(), { connector, config: {} }, quiet)
  if (answer.is === 'faulty') throw new Error(JSON.stringify(answer.faults))
  const { runtime, store, close } = answer.embedded
  await runtime.intake('host').accept({ source: 'push', connector: 'host', store: 's1', topic: 'paid', dedupeKey: 'a', ref: order.ref })
  await runtime.turn()
  expect((await store.order(order.ref))?.chain.documents.map(d => d.content.totalFen)).toEqual([11_300])
  await close()
})

test('every wrong setting is told at once, by its path', async () => {
  const wrong = { installation: 'short', sellers: [{ ...settings().sellers[0], gateway: { identifier: 'nobody', config: {} } }] }
  const answer = await embed(settings(wrong), { connector, config: {} }, quiet)
  expect(answer.is === 'faulty' && answer.faults.map(f => f.path)).toEqual(['installation'])
  const unknown = await embed(settings({ sellers: wrong.sellers }), { connector, config: {} }, quiet)
  expect(unknown.is === 'faulty' && unknown.faults.map(f => [f.code, f.path])).toEqual([['SETTING_UNKNOWN', 'sellers.0.gateway.identifier']])
})

test('a database of another installation stays shut', async () => {
  const first = await embed(settings(), { connector, config: {} }, quiet)
  if (first.is === 'embedded') await first.embedded.close()
  const second = await embed(settings({ installation: 'another installation' }), { connector, config: {} }, quiet)
  expect(second.is === 'faulty' && second.faults.map(f => f.code)).toEqual(['INSTALLATION_DIFFERS'])
})
