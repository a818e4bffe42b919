import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Running, run } from '../src/run/index.ts'
import { type House, openHouse, sampleConfig } from './house.ts'

const SHOP = 'example.myshopify.com'
const SECRET = 'made-up-client-secret'

let house: House
let running: Running
beforeAll(async () => {
  const { stores, connectors } = sampleConfig('http://127.0.0.1:9')
  const shop = { shop: SHOP, secrets: [SECRET], access: { type: 'token', token: 'made-up-token' }, adminUrl: 'http://127.0.0.1:9' }
  house = await openHouse({
    stores: [...stores, { ...stores[0], platform: 'shopify', store: SHOP }],
    connectors: [...connectors, { module: '@openfapiao/connector-shopify', config: { stores: [shop] } }],
  })
  running = await run(house.wired, { server: true, worker: false, version: '1' })
})
afterAll(async () => {
  await running.stop()
  await house.close()
})

let deliveries = 0
interface Delivery {
  readonly topic?: string
  readonly shop?: string
  readonly body?: string
  readonly hmac?: string
}
async function deliver({ topic = 'orders/paid', shop = SHOP, body = '{"id":1001}', hmac }: Delivery): Promise<number> {
  const answer = await fetch(`${running.address}/connectors/shopify/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': shop,
      'x-shopify-api-version': '2026-07',
      'x-shopify-webhook-id': `delivery-${++deliveries}`,
      ...(hmac === '' ? {} : { 'x-shopify-hmac-sha256': hmac ?? createHmac('sha256', SECRET).update(body).digest('base64') }),
    },
    body,
  })
  return answer.status
}
const recorded = async () => (await house.wired.store.backlog()).hint

describe('a webhook, through the server to the shop’s connector', () => {
  it('well signed is recorded before it is answered', async () => {
    const before = await recorded()
    expect(await deliver({})).toBe(200)
    expect(await recorded()).toBe(before + 1)
  })

  it('is checked over the very bytes that came', async () => {
    const body = '{ "id" : 1002,\n"name":"＃１００２ 龙井" }'
    expect(await deliver({ body })).toBe(200)
    expect(await deliver({ body: `${body} `, hmac: createHmac('sha256', SECRET).update(body).digest('base64') })).toBe(401)
  })

  it.each([
    ['without a signature', { hmac: '' }, 401],
    ['with a wrong signature', { hmac: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }, 401],
    ['with a body that cannot be read', { body: '{"id":' }, 400],
    ['from a shop never installed', { shop: 'never.myshopify.com' }, 404],
    ['over 5 MB', { body: `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}` }, 413],
  ])('%s is refused and nothing recorded', async (_, delivery, status) => {
    const before = await recorded()
    expect(await deliver(delivery)).toBe(status)
    expect(await recorded()).toBe(before)
  })

  it('of an unknown topic is recorded all the same', async () => {
    const before = await recorded()
    expect(await deliver({ topic: 'planets/align' })).toBe(200)
    expect(await recorded()).toBe(before + 1)
  })

  it('of a shop that removed the app is still taken: its privacy duties come late', async () => {
    expect(await deliver({ topic: 'app/uninstalled', body: `{"id":7,"myshopify_domain":"${SHOP}"}` })).toBe(200)
    const before = await recorded()
    expect(await deliver({ topic: 'shop/redact', body: `{"shop_id":7,"shop_domain":"${SHOP}"}` })).toBe(200)
    expect(await recorded()).toBe(before + 1)
  })
})
