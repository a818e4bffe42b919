import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testIo, testVault } from '../test/io.ts'
import { configOf, SHOP } from '../test/shop.ts'
import { shopify } from './index.ts'

beforeAll(() => nock.disableNetConnect())
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

const URL = 'https://fapiao.example/connectors/shopify'
const TOPICS = ['ORDERS_PAID', 'ORDERS_UPDATED', 'ORDERS_CANCELLED', 'ORDERS_EDITED', 'REFUNDS_CREATE', 'APP_UNINSTALLED']

interface Wish {
  readonly scopes?: readonly string[]
  readonly versions?: readonly string[]
  readonly subscriptions?: readonly { readonly id: string; readonly topic: string; readonly uri: string; readonly filter?: string }[]
  readonly status?: number
}

async function found(wish: Wish, change: Readonly<Record<string, unknown>> = {}) {
  const { scopes = ['read_products', 'write_orders'], versions = ['2026-07', '2026-10'], subscriptions = [], status = 200 } = wish
  const data = {
    shop: { myshopifyDomain: SHOP },
    publicApiVersions: ['2026-01', '2026-07', '2026-10'].map(handle => ({ handle, supported: versions.includes(handle) })),
    currentAppInstallation: { accessScopes: scopes.map(handle => ({ handle })) },
    webhookSubscriptions: { nodes: subscriptions },
  }
  nock(`https://${SHOP}`).post('/admin/api/2026-07/graphql.json').reply(status, { data })
  return shopify.open(configOf(change), testIo(), testVault()).check()
}

const codes = async (wish: Wish, change = {}) => (await found(wish, change)).map(f => f.code)

describe('the check', () => {
  test('is content with the scopes it needs; one to write includes one to read', async () => {
    expect(await codes({})).toEqual([])
  })

  test('names what is missing, and asks only for what the settings use', async () => {
    const [fault] = await found({ scopes: ['read_orders'] })
    expect(fault).toMatchObject({ code: 'SCOPE_MISSING', who: 'owner', path: SHOP })
    expect(fault?.zh).toContain('read_products, write_orders')
    expect(await codes({ scopes: ['read_orders'] }, { products: false, publish: false })).toEqual([])
  })

  test('sees an API version that the shop has given up, and names those it has', async () => {
    const [fault] = await found({ versions: ['2026-10'] })
    expect(fault).toMatchObject({ code: 'API_VERSION_RETIRED', path: 'apiVersion' })
    expect(fault?.en).toContain('2026-10')
  })

  test('sees subscriptions that were dropped or point elsewhere, where the API made them', async () => {
    const all = TOPICS.map(topic => ({ id: topic, topic, uri: URL }))
    expect(await codes({ subscriptions: all }, { webhookUrl: URL })).toEqual([])
    const some = all.map(s => (s.topic === 'ORDERS_PAID' ? { ...s, uri: 'https://elsewhere.example/' } : s)).filter(s => s.topic !== 'REFUNDS_CREATE')
    const [fault] = await found({ subscriptions: some }, { webhookUrl: URL })
    expect(fault?.code).toBe('WEBHOOKS_MISSING')
    expect(fault?.en).toContain('orders/paid, refunds/create')
    const filtered = all.map(s => (s.topic === 'ORDERS_EDITED' ? { ...s, filter: 'id:1' } : s))
    expect((await found({ subscriptions: filtered }, { webhookUrl: URL }))[0]?.en).toContain('orders/edited')
  })

  test('tells a shop that cannot be reached from one that refuses', async () => {
    expect(await codes({ status: 503 })).toEqual(['PLATFORM_UNREACHABLE'])
    expect(await codes({ status: 401 })).toEqual(['PLATFORM_REFUSED'])
  })
})
