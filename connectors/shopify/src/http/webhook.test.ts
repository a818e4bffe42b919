import { describe, expect, test } from 'vitest'
import { testIntake, testIo, testVault } from '../../test/io.ts'
import { configOf, SECRET, SHOP, webhook } from '../../test/shop.ts'
import { shopify } from '../index.ts'

const order = { id: 820982911946154508n.toString(), note: '抬头' }
const text = `{"id":820982911946154508,"note":"\\u62ac头"}`

function opened(change: Readonly<Record<string, unknown>> = {}) {
  const [io, vault, intake] = [testIo(), testVault(), testIntake()]
  return { io, vault, intake, session: shopify.open(configOf(change), io, vault) }
}

describe('a signed webhook', () => {
  test('is recorded byte for byte before it is answered', async () => {
    const { session, intake } = opened()
    expect(await session.http(webhook('orders/paid', text), intake)).toEqual({ status: 200 })
    expect(intake.hints).toHaveLength(1)
    expect(intake.hints[0]).toMatchObject({
      source: 'webhook',
      connector: 'shopify',
      store: SHOP,
      topic: 'orders/paid',
      dedupeKey: 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    })
    expect(Buffer.from(intake.hints[0]!.body!).toString()).toBe(text)
    expect(intake.hints[0]!.headers).not.toHaveProperty('x-shopify-hmac-sha256')
    expect(intake.hints[0]!.headers).toHaveProperty('x-shopify-event-id')
  })

  test('is answered 503 when it could not be recorded, so that Shopify sends it again', async () => {
    const { session, io } = opened()
    const answer = await session.http(webhook('orders/paid', order), { accept: () => Promise.reject(new Error('disk full')) })
    expect(answer.status).toBe(503)
    expect(io.logged.join()).toContain('disk full')
  })

  test('delivered twice keeps its key', async () => {
    const { session, intake } = opened()
    await session.http(webhook('orders/paid', order), intake)
    await session.http(webhook('orders/paid', order), intake)
    await session.http(webhook('orders/paid', order, { 'x-shopify-webhook-id': 'another-subscription' }), intake)
    expect(intake.hints.map(h => h.dedupeKey)).toEqual(['b54557e4-bdd9-4b37-8a5f-bf7d70bcd043', 'another-subscription'])
  })

  test('with the old or the new secret is good while one is being rotated', async () => {
    const { session, intake } = opened({ secrets: ['the-new-secret', SECRET] })
    expect((await session.http(webhook('orders/paid', order), intake)).status).toBe(200)
    expect((await session.http(webhook('orders/paid', order, {}, 'the-new-secret'), intake)).status).toBe(200)
    expect((await session.http(webhook('orders/paid', order, {}, 'a-stranger-secret'), intake)).status).toBe(401)
  })

  test('of an unknown topic or of the next generation is recorded all the same', async () => {
    const { session, intake } = opened()
    const { body, headers } = webhook('orders/paid', order)
    const next = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replace('x-shopify-', 'shopify-'), value]))
    expect((await session.http(webhook('products/update', order, { 'x-shopify-webhook-id': '2' }), intake)).status).toBe(200)
    expect((await session.http({ method: 'POST', path: '/', query: {}, body, headers: { ...next, 'shopify-topic': 'Refund' } }, intake)).status).toBe(
      200,
    )
    expect(intake.hints.map(h => h.topic)).toEqual(['products/update', 'events/refund'])
  })
})

describe('refused is', () => {
  const { body, ...rest } = webhook('orders/paid', order)
  const changed = Buffer.from(body)
  changed[3] = (changed[3] ?? 0) ^ 1
  test.each([
    ['a wrong signature', 401, webhook('orders/paid', order, { 'x-shopify-hmac-sha256': 'bm90IHRoZSBzaWduYXR1cmU=' })],
    ['a missing signature', 401, webhook('orders/paid', order, { 'x-shopify-hmac-sha256': undefined })],
    ['a body with one byte changed', 401, { ...rest, body: changed }],
    ['a body that was written anew', 401, { ...rest, body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)) }],
    ['no body and no signature', 401, { ...webhook('orders/paid', '', { 'x-shopify-hmac-sha256': undefined }) }],
    ['a body that is no JSON', 400, webhook('orders/paid', '{"id":')],
    ['a body that is no object', 400, webhook('orders/paid', '[1]')],
    ['a body that is no text', 400, { ...rest, body: new Uint8Array([0xff, 0xfe, 0x00]) }],
    ['a request without its delivery id', 400, webhook('orders/paid', order, { 'x-shopify-webhook-id': undefined })],
    ['a shop nobody configured', 404, webhook('orders/paid', order, { 'x-shopify-shop-domain': 'stranger.myshopify.com' })],
    [
      'an unsigned request of a shop nobody configured',
      401,
      webhook('orders/paid', order, { 'x-shopify-shop-domain': 'stranger.myshopify.com' }, 'a-stranger-secret'),
    ],
    ['a body over 5 MB', 413, { ...rest, body: new Uint8Array(5 * 1024 * 1024 + 1) }],
    ['another method', 405, { ...rest, body, method: 'GET' }],
  ])('%s: %i', async (_, status, request) => {
    const { session, intake } = opened()
    expect((await session.http(request, intake)).status).toBe(status)
    expect(intake.hints).toEqual([])
  })
})

describe('a removed shop', () => {
  const gone = { myshopify_domain: SHOP }

  test('keeps answering its late privacy webhooks with 200, though it left the settings', async () => {
    const { session, intake, vault } = opened()
    expect((await session.http(webhook('app/uninstalled', gone), intake)).status).toBe(200)
    const later = shopify.open(configOf({ shop: 'other.myshopify.com', secrets: ['another-secret'] }), testIo(), vault)
    const redact = webhook('shop/redact', { shop_domain: SHOP }, { 'x-shopify-webhook-id': '2' })
    expect((await later.http(redact, intake)).status).toBe(200)
    expect(later.read({ topic: 'shop/redact', store: SHOP, body: redact.body, headers: {} })).toEqual({ is: 'privacy', duty: 'eraseStore', refs: [] })
    expect((await later.http(webhook('shop/redact', {}, {}, 'a-stranger-secret'), intake)).status).toBe(401)
  })

  test('is not buried by a header: the signed body has to say so', async () => {
    const { session, intake, vault } = opened()
    await session.http(webhook('app/uninstalled', { id: 1, myshopify_domain: 'somebody-else.myshopify.com' }), intake)
    expect(await vault.keys('shopify/removed/')).toEqual([])
  })
})
