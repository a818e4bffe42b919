import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Order } from '@openfapiao/core'
import { sumFen } from '@openfapiao/core'
import { parse } from 'graphql'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testIntake, testIo, testVault } from '../../test/io.ts'
import { SECRET, SHOP, TOKEN } from '../../test/shop.ts'
import { configFile, openTown, type Town } from '../../test/stage.ts'
import * as queries from '../admin/queries.ts'
import { shopifyConfigSchema } from '../config.ts'
import { shopify } from '../index.ts'
import { costOf, MOST_POINTS } from './cost.ts'

const towns: Town[] = []
afterEach(async () => {
  for (const town of towns.splice(0)) await town.close()
})

async function town(change: Parameters<typeof openTown>[0] = {}): Promise<Town> {
  const opened = await openTown(change)
  towns.push(opened)
  return opened
}

function connect({ shop }: Town, change: Readonly<Record<string, unknown>> = {}) {
  const io = testIo()
  return { io, session: shopify.open(shopifyConfigSchema.parse(configFile(shop.url, change)), io, testVault()) }
}

async function look(place: Town, id: string): Promise<Order> {
  const answer = await connect(place).session.order({ platform: 'shopify', store: SHOP, id })
  if (answer.is !== 'order') throw new Error(JSON.stringify(answer))
  return answer.order
}

const answerSchema = z.object({
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() }))
    .or(z.string())
    .optional(),
})

const ask = async ({ shop }: Town, query: string, variables = {}, token = TOKEN) => {
  const response = await fetch(`${shop.url}/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify({ query, variables }),
  })
  const body = answerSchema.parse(await response.json())
  return { status: response.status, errors: Array.isArray(body.errors) ? body.errors : [] }
}

describe('the connector reads the shop', () => {
  test('every prepared order, each for what it is there for', async () => {
    const place = await town()
    const read = new Map<string, Order>()
    for (const { id, name } of place.shop.orders) read.set(name, await look(place, id))
    expect(read.size).toBe(14)
    expect(read.get('#1011')?.lines.map(l => l.role)).toEqual(['giftCard', 'goods'])
    expect(read.get('#1012')?.currency).toBe('USD')
    expect(read.get('#1013')).toMatchObject({ paidFen: 0, paidAt: undefined })
    expect(read.get('#1014')?.lines[0]?.sku).toBe('LAMP-X')
    expect(read.get('#1015')).toMatchObject({
      title: { kind: 'organisation', taxNumber: '91110000MADEM0X01G' },
      kind: 'ordinary',
      contact: { email: 'finance@example.com' },
    })
    expect(read.get('#1010')?.paidFen).toBe(11_300)
    expect(read.get('#1002')?.lines[0]).toMatchObject({ category: 'Food, Beverages & Tobacco > Beverages > Tea & Infusions', collections: ['tea'] })
  })

  test('through its whole life: placed, paid, partly refunded twice, the rest too', async () => {
    const place = await town()
    const { shop } = place
    const id = shop.place('1016-to-be-partly-refunded')
    expect(await look(place, id)).toMatchObject({ totalFen: 41_300, paidFen: 0 })
    await shop.pay(id)
    expect(await look(place, id)).toMatchObject({ paidFen: 41_300 })
    const [tea] = shop.orders.find(o => o.id === id)?.lines ?? []
    await shop.refund(id, { lines: [{ lineItemId: tea?.lineItemId ?? '', quantity: 1 }], note: '少发' })
    await shop.refund(id, { amount: '5.00' })
    const part = await look(place, id)
    expect(part.refunds.map(r => [r.amountFen, r.lines.length, r.note])).toEqual([
      [9233, 1, '少发'],
      [500, 0, undefined],
    ])
    await expect(shop.refund(id)).rejects.toThrow('more would be refunded')
    await shop.refund(id, { lines: [{ lineItemId: tea?.lineItemId ?? '', quantity: 2 }], shipping: true })
    const rest = await look(place, id)
    expect(sumFen(rest.refunds.map(r => r.amountFen))).toBe(9233 + 500 + 18_467 + 1800)
  })

  test('a refund under way only when its money arrived', async () => {
    const place = await town()
    const id = place.shop.place('1001-simple')
    await place.shop.pay(id)
    await place.shop.refund(id, { amount: '20.00', status: 'PENDING' })
    expect((await look(place, id)).refunds).toEqual([])
    await place.shop.settle(id, 'SUCCESS')
    expect((await look(place, id)).refunds).toMatchObject([{ amountFen: 2000 }])
  })

  test('an order cut down before it was paid, at what is left of it', async () => {
    const place = await town()
    const id = place.shop.place('1016-to-be-partly-refunded')
    const [tea] = place.shop.orders.find(o => o.id === id)?.lines ?? []
    await place.shop.edit(id, { remove: { lineItemId: tea?.lineItemId ?? '', quantity: 3 } })
    await place.shop.pay(id)
    expect(await look(place, id)).toMatchObject({ totalFen: 13_600, paidFen: 13_600, refunds: [] })
  })

  test('a cancelled order with everything given back, tax on top included', async () => {
    const place = await town()
    const id = place.shop.place('1005-tax-excluded-special')
    await place.shop.pay(id)
    await place.shop.cancel(id)
    expect(await look(place, id)).toMatchObject({ cancelled: true, refunds: [{ amountFen: 1_279_000 }] })
  })

  test('by a granted token as by a fixed one', async () => {
    const place = await town()
    const { session } = connect(place, { access: { type: 'clientCredentials', clientId: 'demo', clientSecret: SECRET } })
    expect(await session.check()).toEqual([])
  })

  test('what a webhook says is what the Admin API says', async () => {
    const place = await town()
    const id = place.shop.place('1002-discounts-and-title')
    await place.shop.pay(id)
    await place.shop.refund(id, { lines: [{ lineItemId: place.shop.orders.find(o => o.id === id)?.lines[0]?.lineItemId ?? '', quantity: 1 }] })
    const body = JSON.parse(Buffer.from(place.mailbox.requests.at(-1)?.body ?? '').toString())
    const told = shopify.preview.order(body, [], { store: SHOP })
    if (told.is === 'faulty') throw new Error(told.faults.map(f => f.en).join(' '))
    const { lines, paidAt: _, ...read } = await look(place, id)
    expect(told.order).toMatchObject(read)
    expect(told.order.lines.map(l => [l.id, l.valueFen, l.discountFen, l.taxFen])).toEqual(
      lines.map(l => [l.id, l.valueFen, l.discountFen, l.taxFen]),
    )
  })
})

describe('its webhooks', () => {
  test('are signed so that the connector records them, order and refund alike', async () => {
    const place = await town()
    const intake = testIntake()
    const { session } = connect(place)
    place.mailbox.answer = async request => (await session.http(request, intake)).status
    const id = place.shop.place('1003-shipping')
    await place.shop.pay(id)
    await place.shop.refund(id, { shipping: true })
    for (const topic of ['customers/data_request', 'customers/redact', 'shop/redact', 'app/uninstalled'] as const) await place.shop.fire(topic, id)
    expect(place.shop.deliveries.map(d => d.state)).toEqual(Array(8).fill('delivered'))
    const read = intake.hints.map(h => session.read({ topic: h.topic, store: h.store, body: h.body ?? new Uint8Array(), headers: {} }).is)
    expect(read).toEqual(['orders', 'orders', 'orders', 'orders', 'privacy', 'privacy', 'privacy', 'removed'])
  })

  test('that fail are sent again under the same id until they are taken', async () => {
    const place = await town({ hurry: 600_000 })
    const seen: string[] = []
    place.mailbox.answer = async ({ headers }) => {
      seen.push(headers['x-shopify-webhook-id'] ?? '')
      return seen.length < 3 ? 500 : 200
    }
    const { id } = place.shop.orders[0] ?? { id: '' }
    await place.shop.fire('orders/paid', id)
    await expect.poll(() => place.shop.deliveries[0]?.state).toBe('delivered')
    expect(seen).toHaveLength(3)
    expect(new Set(seen).size).toBe(1)
  })

  test('are given up after eight retries', async () => {
    const place = await town({ hurry: 1e7 })
    place.mailbox.answer = async () => 302
    await place.shop.fire('orders/paid', place.shop.orders[0]?.id ?? '')
    await expect.poll(() => place.shop.deliveries[0]?.state).toBe('abandoned')
    expect(place.mailbox.requests).toHaveLength(9)
  })

  test('can be lost, doubled and late', async () => {
    const place = await town()
    const id = place.shop.orders[0]?.id ?? ''
    await place.shop.fire('orders/paid', id, { lose: true })
    expect(place.mailbox.requests).toEqual([])
    await place.shop.fire('orders/paid', id, { times: 2 })
    const ids = place.mailbox.requests.map(r => r.headers['x-shopify-webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
    await place.shop.fire('orders/updated', id, { afterMs: 60 })
    expect(place.mailbox.requests).toHaveLength(2)
    await expect.poll(() => place.mailbox.requests.length).toBe(3)
  })
})

describe('a shop that was stopped', () => {
  test('goes on with its orders, refunds, publications and undelivered events', async () => {
    const place = await town({ hurry: 600_000 })
    place.mailbox.answer = async () => 500
    const id = place.shop.place('1003-shipping')
    await place.shop.pay(id)
    await place.shop.refund(id, { shipping: true })
    const { session } = connect(place)
    await session.publish?.({ platform: 'shopify', store: SHOP, id }, { state: 'issued', link: 'https://fapiao.example/i/x', documents: [] })
    await place.shop.close()
    place.mailbox.answer = async () => 200
    const before = place.mailbox.requests.length
    await place.restart()
    expect((await look(place, id)).refunds).toHaveLength(1)
    expect(place.shop.metafields(id)).toHaveLength(2)
    await expect.poll(() => place.shop.deliveries.every(d => d.state === 'delivered')).toBe(true)
    expect(place.mailbox.requests.length).toBeGreaterThan(before)
    expect(place.shop.place('1001-simple')).not.toBe(id)
    expect(JSON.parse(readFileSync(path.join(place.directory, 'shop.json'), 'utf8')).orders).toHaveLength(16)
  })
})

describe('as strict as the original, it refuses', () => {
  test("none of the connector's own questions, which all cost well under the most", () => {
    const costs = Object.entries(queries).flatMap(([name, query]) => (typeof query === 'string' ? [[name, costOf(parse(query), {})] as const] : []))
    expect(costs).toHaveProperty('length', Object.keys(queries).length - 1)
    for (const [name, cost] of costs) expect([name, cost < MOST_POINTS * 0.7]).toEqual([name, true])
  })

  test('a wrong token, another version, a field that is not there', async () => {
    const place = await town()
    expect((await ask(place, '{ shop { myshopifyDomain } }', {}, 'wrong')).status).toBe(401)
    expect((await fetch(`${place.shop.url}/api/2020-01/graphql.json`, { method: 'POST', body: '{}' })).status).toBe(404)
    expect((await ask(place, '{ shop { nmae } }')).errors[0]?.extensions?.code).toBe('undefinedField')
    expect((await ask(place, '{ shop {')).errors).toHaveLength(1)
  })

  test('a connection without first, a search it does not know, a query that costs too much', async () => {
    const place = await town()
    expect((await ask(place, '{ orders { nodes { id } } }')).errors[0]?.message).toContain('first')
    expect((await ask(place, '{ orders(first: 1, query: "status:any") { nodes { id } } }')).errors[0]?.message).toContain('status:any')
    const dear = '{ orders(first: 100) { nodes { lineItems(first: 100) { nodes { id taxLines { title } } } } } }'
    expect((await ask(place, dear)).errors[0]?.extensions?.code).toBe('MAX_COST_EXCEEDED')
  })

  test('an app without the scope, field by field', async () => {
    const place = await town({ scopes: ['read_orders'] })
    const { session } = connect(place)
    expect((await session.check()).map(f => [f.code, f.en])).toEqual([['SCOPE_MISSING', expect.stringContaining('read_products, write_orders')]])
    const ref = { platform: 'shopify', store: SHOP, id: place.shop.orders[0]?.id ?? '' }
    expect((await session.order(ref)).is).toBe('faulty')
    expect((await connect(place, { products: false }).session.order(ref)).is).toBe('order')
    expect((await session.publish?.(ref, { state: 'issued', link: 'https://x.example/i/y', documents: [] }))?.is).toBe('refused')
  })

  test('an app that asks too much: the connector waits as long as it is told', async () => {
    const place = await town({ points: { maximum: costOf(parse(queries.ORDER), {}), restoreRate: 1 } })
    const ref = { platform: 'shopify', store: SHOP, id: place.shop.orders[0]?.id ?? '' }
    const { session } = connect(place)
    const answers = [await session.order(ref), await session.order(ref)]
    expect(answers.map(a => a.is)).toEqual(['order', 'later'])
    expect(answers[1]).toMatchObject({ why: 'THROTTLED' })
  })

  test('what a shop would refuse', async () => {
    const { shop } = await town()
    const id = shop.orders[0]?.id ?? ''
    await expect(shop.pay(id)).rejects.toThrow('paid already')
    await expect(shop.refund(id, { amount: '99999.00' })).rejects.toThrow('more would be refunded')
    await expect(shop.refund(id, { amount: '1.005' })).rejects.toThrow('not an amount')
    await expect(shop.refund('1')).rejects.toThrow('no order 1')
    expect(() => shop.place('nothing')).toThrow('1001-simple')
  })
})
