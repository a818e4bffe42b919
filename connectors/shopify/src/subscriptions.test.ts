import nock from 'nock'
import { afterEach, describe, expect, test } from 'vitest'
import { testIo, testVault } from '../test/io.ts'
import { configOf, SHOP, TOKEN } from '../test/shop.ts'
import { configFile, openTown, type Town } from '../test/stage.ts'
import { shopifyConfigSchema } from './config.ts'
import { repair, shopify } from './index.ts'
import { SUBSCRIBED } from './topics.ts'

let town: Town | undefined
afterEach(async () => {
  await town?.close()
  town = undefined
})

async function opened(hurry = 1) {
  town = await openTown({ subscribedBy: 'api', hurry })
  const config = shopifyConfigSchema.parse(configFile(town.shop.url, { webhookUrl: town.mailbox.url }))
  const [io, vault] = [testIo(), testVault()]
  const session = shopify.open(config, io, vault)
  return { ...town, io, session, config, fix: () => repair({ config, io, vault }), codes: async () => (await session.check()).map(f => f.code) }
}

describe('subscriptions through the API', () => {
  test('are made where they are missing, once, and then webhooks come', async () => {
    const { shop, mailbox, fix, codes } = await opened()
    const id = shop.place('1001-simple')
    await shop.pay(id)
    expect([await codes(), mailbox.requests.length]).toEqual([['WEBHOOKS_MISSING'], 0])
    expect(await fix()).toEqual([{ shop: SHOP, subscribed: [...SUBSCRIBED], faults: [] }])
    expect(await fix()).toEqual([{ shop: SHOP, subscribed: [], faults: [] }])
    expect(await codes()).toEqual([])
    await shop.refund(id)
    expect(mailbox.requests.map(r => r.headers['x-shopify-topic'])).toEqual(['refunds/create', 'orders/updated'])
  })

  test('that the platform deleted after failures are made again by the sweep, at most once an hour', async () => {
    const { shop, mailbox, session, io, codes } = await opened(1e9)
    const sweep = () => session.changedSince?.(SHOP, undefined)
    await sweep()
    expect(await codes()).toEqual([])
    mailbox.answer = async () => 500
    await shop.pay(shop.place('1001-simple'))
    await expect.poll(codes).toEqual(['WEBHOOKS_MISSING'])
    await sweep()
    expect(await codes()).toEqual(['WEBHOOKS_MISSING'])
    io.pass(3_600_000)
    await sweep()
    expect(await codes()).toEqual([])
    expect(io.logged.join()).toContain('orders/paid')
  })

  test('that are pared down by a filter are replaced by whole ones', async () => {
    const { shop, fix, codes, mailbox } = await opened()
    await fix()
    const query = 'query { webhookSubscriptions(first: 50, topics: [ORDERS_PAID]) { nodes { id } } }'
    const [paid] = ((await admin(shop.url, query)) as { webhookSubscriptions: { nodes: { id: string }[] } }).webhookSubscriptions.nodes
    await admin(shop.url, `mutation { webhookSubscriptionDelete(id: "${paid?.id}") { deletedWebhookSubscriptionId } }`)
    await admin(
      shop.url,
      `mutation { webhookSubscriptionCreate(topic: ORDERS_PAID, webhookSubscription: { uri: "${mailbox.url}", includeFields: ["id"] }) { webhookSubscription { id } } }`,
    )
    expect(await codes()).toEqual(['WEBHOOKS_MISSING'])
    expect((await fix())[0]?.subscribed).toEqual(['orders/paid'])
    expect(await codes()).toEqual([])
  })

  test('are left to the app file where no address is set', async () => {
    expect(await repair({ config: configOf(), io: testIo(), vault: testVault() })).toEqual([{ shop: SHOP, subscribed: [], faults: [] }])
  })

  test('that Shopify refuses are named, with its words', async () => {
    nock.disableNetConnect()
    const api = nock(`https://${SHOP}`)
    api.post('/admin/api/2026-07/graphql.json').reply(200, { data: { webhookSubscriptions: { nodes: [] } } })
    const userErrors = [{ field: ['webhookSubscription', 'uri'], message: 'Address is not allowed' }]
    const refusal = { data: { webhookSubscriptionCreate: { webhookSubscription: null, userErrors } } }
    api.post('/admin/api/2026-07/graphql.json').times(SUBSCRIBED.length).reply(200, refusal)
    const config = configOf({ webhookUrl: 'https://fapiao.example/connectors/shopify' })
    const [{ faults } = { faults: [] }] = await repair({ config, io: testIo(), vault: testVault() })
    expect(nock.pendingMocks()).toEqual([])
    nock.restore()
    expect(faults).toHaveLength(SUBSCRIBED.length)
    expect(faults[0]).toMatchObject({ code: 'PLATFORM_REFUSED', en: expect.stringContaining('orders/paid: Address is not allowed') })
  })
})

async function admin(url: string, query: string): Promise<unknown> {
  const answer = await fetch(`${url}/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': TOKEN },
    body: JSON.stringify({ query }),
  })
  return ((await answer.json()) as { data: unknown }).data
}
