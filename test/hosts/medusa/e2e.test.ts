import { medusa } from '@openfapiao/connector-medusa'
import type { BuyerView, OrderView, SettingsView } from '@openfapiao/connector-medusa/inside'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { medusaConfigSchema } from '../../../connectors/medusa/src/config.ts'
import { noVault, testIo } from '../../../connectors/medusa/test/stage.ts'
import { findBrowser, launch } from '../../e2e/browser.ts'
import { signedIn } from './kit/dashboard.ts'
import { type House, openHouse } from './kit/medusa.ts'
import { schemasOf } from './kit/schemas.ts'
import { openShop, type Shop } from './kit/shop.ts'
import { openSink } from './kit/sink.ts'

const found = findBrowser()
let house: House
let shop: Shop
beforeAll(async () => {
  house = await openHouse({ admin: found.is === 'found' })
  shop = keeping(await openShop(house.url))
}, 600_000)
afterAll(() => house?.close())

/** Every order of this run. */
const orders: string[] = []
const keeping = (made: Shop): Shop => ({
  ...made,
  async buy(...wanted) {
    const order = await made.buy(...wanted)
    orders.push(order)
    return order
  },
})

const fapiao = async (order: string): Promise<OrderView> =>
  (await shop.admin<{ fapiao: OrderView }>('GET', `/admin/openfapiao/orders/${order}`)).fapiao

/** Waits until the order's issued documents are these totals, in the sequence in which they were made. */
async function issued(order: string, totals: readonly string[]): Promise<OrderView> {
  const until = Date.now() + 30_000
  for (;;) {
    const now = await fapiao(order)
    const done = now.documents.filter(d => d.state === 'issued').map(d => d.total)
    if (JSON.stringify(done) === JSON.stringify(totals)) return now
    if (Date.now() > until) throw new Error(`wanted ${totals}, got ${JSON.stringify(now, null, 1)}\n${house.log().slice(-3000)}`)
    await new Promise(resolve => setTimeout(resolve, 150))
  }
}

const capture = async (order: string, amount?: number): Promise<unknown> =>
  shop.admin('POST', `/admin/payments/${await shop.payment(order)}/capture`, amount === undefined ? {} : { amount })
const refund = async (order: string, amount: number): Promise<unknown> =>
  shop.admin('POST', `/admin/payments/${await shop.payment(order)}/refund`, { amount })

describe('a real Medusa', () => {
  test('an order is issued when it is captured, for exactly what was paid: discounts spread, codes of the products, title of the cart', async () => {
    const title = { title: '示例科技有限公司', titleType: '企业', taxNumber: '91310000MA1FL00000' }
    const order = await shop.buy(
      [
        [shop.mouse, 2],
        [shop.book, 1],
      ],
      { coupon: 'SAVE10', metadata: { fapiao: title } },
    )
    await capture(order)
    const view = await issued(order, ['424.11'])
    expect(view.documents[0]).toMatchObject({ colour: 'blue', buyer: '示例科技有限公司', kind: 'ordinary' })
  })

  test('money given back by amount is a red letter of that amount, and the last one takes what is left', async () => {
    const order = await shop.buy(
      [
        [shop.mouse, 2],
        [shop.book, 1],
      ],
      { coupon: 'SAVE10' },
    )
    await capture(order)
    await issued(order, ['424.11'])
    await refund(order, 10)
    await issued(order, ['424.11', '-10.00'])
    await refund(order, 414.11)
    await issued(order, ['424.11', '-10.00', '-414.11'])
  })

  test('a return moves no money; the refund that follows is a red letter for the units', async () => {
    const order = await shop.buy(
      [
        [shop.mouse, 2],
        [shop.book, 1],
      ],
      { coupon: 'SAVE10' },
    )
    await capture(order)
    await issued(order, ['424.11'])
    await giveBack(order, 'MOUSE-M1')
    await refund(order, 179.1)
    await issued(order, ['424.11', '-179.10'])
  })

  test('cancelling a captured order gives the money back silently, and all of it is reversed, though the captured sum was never whole fen', async () => {
    const order = await shop.buy(
      [
        [shop.mouse, 1],
        [shop.book, 2],
      ],
      { coupon: 'CUT20' },
    )
    await capture(order)
    await issued(order, ['308.51'])
    await shop.admin('POST', `/admin/orders/${order}/cancel`, {})
    await issued(order, ['308.51', '-308.51'])
  })

  test('an order edited after payment keeps the lines that were paid; the refund of the difference is for the units taken off', async () => {
    const order = await shop.buy([[shop.mouse, 2]])
    await capture(order)
    await issued(order, ['410.00'])
    await edit(order, 1)
    await refund(order, 199)
    await issued(order, ['410.00', '-199.00'])
  })

  test('two partial captures: nothing after the first, one invoice after the second', async () => {
    const order = await shop.buy([[shop.mouse, 1]])
    await capture(order, 100)
    await new Promise(resolve => setTimeout(resolve, 1_000))
    expect((await fapiao(order)).documents).toEqual([])
    expect((await fapiao(order)).hold?.en).toMatch(/100\.00 of 211\.00/)
    await capture(order, 111)
    await issued(order, ['211.00'])
  })

  test('however often it is told, one sale is one invoice', async () => {
    const order = await shop.buy([[shop.book, 1]])
    await capture(order)
    await issued(order, ['71.90'])
    await Promise.all(Array.from({ length: 8 }, () => shop.admin('POST', `/admin/openfapiao/orders/${order}/retry`, {})))
    await new Promise(resolve => setTimeout(resolve, 2_000))
    await issued(order, ['71.90'])
  })

  test('killed right after a capture, and not told of a refund: after the start everything is found, once', async () => {
    const [killed, deaf] = [await shop.buy([[shop.mouse, 1]]), await shop.buy([[shop.book, 2]])]
    await capture(deaf)
    await issued(deaf, ['131.80'])
    await capture(killed)
    await house.stop('kill')
    // The engine elsewhere, and nobody there: what the bus tells is lost.
    await house.start({ ...ELSEWHERE, url: 'http://127.0.0.1:9' })
    await refund(deaf, 59.9)
    await house.stop()
    await house.start()
    await issued(killed, ['211.00'])
    await issued(deaf, ['131.80', '-59.90'])
  })

  test('a wrong option stops no shop: it is named on the settings page and on the order, and nothing is forgotten meanwhile', async () => {
    await house.stop()
    await house.start({ installation: 'short' })
    const order = await shop.buy([[shop.mouse, 1]])
    await capture(order)
    expect((await settings()).faults).toMatchObject([{ path: 'options.installation' }])
    expect((await fapiao(order)).hold?.zh).toMatch(/installation/)
    await house.stop()
    await house.start()
    await issued(order, ['211.00'])
    expect(await settings()).toMatchObject({ mode: 'inside', faults: [], sellers: [{ gateway: 'bureau', sandbox: true }] })
  })

  test('no secret stands in the settings or in what Medusa logs', async () => {
    const told = JSON.stringify(await settings()) + house.log()
    for (const secret of ['an installation of this test', 'a key of this very test', 'an index key of this test', 'DemoSecret1', house.databaseUrl])
      expect(told).not.toContain(secret)
  })
})

describe('the buyer', () => {
  test('sees the invoice with the e-mail address of the order, asks for another title, and without the address sees nothing', async () => {
    const order = await shop.buy([[shop.mouse, 1]])
    await capture(order)
    await issued(order, ['211.00'])
    const at = `/store/openfapiao/orders/${order}`
    await expect(shop.store('GET', at)).rejects.toThrow('404')
    await expect(shop.store('GET', `${at}?email=stranger@example.com`)).rejects.toThrow('404')
    const { fapiao: seen } = await shop.store<{ fapiao: BuyerView }>('GET', `${at}?email=buyer@example.com`)
    const page = await fetch(seen.link ?? '')
    expect([seen.state, page.status, await page.text()]).toMatchObject(['issued', 200, expect.stringContaining('211.00')])
    const title = { kind: 'organisation', name: '示例科技有限公司', taxNumber: '91310000MA1FL00000' }
    await expect(shop.store('POST', at, { order_email: 'buyer@example.com', title: { ...title, taxNumber: '1' } })).rejects.toThrow('409')
    await shop.store('POST', at, { order_email: 'buyer@example.com', title })
    const view = await issued(order, ['211.00', '-211.00', '211.00'])
    expect(view.documents.at(-1)?.buyer).toBe('示例科技有限公司')
  })

  test('the merchant reverses with a reason, never without', async () => {
    const order = await shop.buy([[shop.book, 1]])
    await capture(order)
    await issued(order, ['71.90'])
    const at = `/admin/openfapiao/orders/${order}/reverse`
    await expect(shop.admin('POST', at, { again: false })).rejects.toThrow('409')
    await shop.admin('POST', at, { again: false, why: '买方不需要发票' })
    await issued(order, ['71.90', '-71.90'])
  })
})

describe('a server beside Medusa', () => {
  test('hears signed hints, reads the same order as the engine inside, and finds it by its sweep', async () => {
    const { api_key: key } = await shop.admin<{ api_key: { token: string } }>('POST', '/admin/api-keys', { title: 'server', type: 'secret' })
    const log: string[] = []
    const config = { stores: [{ store: 'cn', url: house.url, apiKey: key.token, secrets: [ELSEWHERE.secret], firstSweepDays: 1 }] }
    const session = medusa.open(medusaConfigSchema.parse(config), testIo(log), noVault)
    const sink = await openSink(session)
    await house.stop()
    await house.start({ ...ELSEWHERE, url: sink.url })
    const order = await shop.buy([[shop.mouse, 1]])
    await capture(order)
    await vi.waitFor(() => expect(sink.orders()).toContain(order), 10_000)
    expect(await session.check()).toEqual([])
    expect(await session.order({ platform: 'medusa', store: 'cn', id: order })).toMatchObject({ is: 'order', order: { paidFen: 21_100 } })
    expect(await session.order({ platform: 'medusa', store: 'cn', id: 'order_none' })).toEqual({ is: 'missing' })
    expect((await session.changedSince?.('cn', undefined))?.refs.map(r => r.id)).toContain(order)
    await house.stop()
    await sink.close()
    await house.start()
    await issued(order, ['211.00'])
  })
})

describe('the dashboard', () => {
  test.skipIf(found.is === 'none')('shows the invoice on the order page, reverses it with a reason, and says in the settings what runs', async () => {
    const order = await shop.buy([[shop.mouse, 1]])
    await capture(order)
    await issued(order, ['211.00'])
    const browser = await launch(found.is === 'found' ? found.path : '')
    try {
      const page = await signedIn(browser, house.url)
      await page.goto(`${house.url}/app/orders/${order}`)
      const widget = page.locator('.shadow-elevation-card-rest', { has: page.getByRole('heading', { name: '数电发票' }) }).last()
      await widget.getByText('¥211.00').waitFor()
      await widget.getByRole('button', { name: '红冲' }).click()
      await widget.getByLabel('红冲原因说明').fill('买方不需要发票')
      await widget.getByRole('button', { name: '红冲', exact: true }).click()
      await issued(order, ['211.00', '-211.00'])
      await widget.getByText('¥-211.00').waitFor()
      await page.goto(`${house.url}/app/settings/openfapiao`)
      await page.getByText('演示销方有限公司').waitFor()
    } finally {
      await browser.close()
    }
  })
})

test('the authority holds exactly the invoices that the shop shows, and the tables stand in a schema of their own', async () => {
  const shown = await Promise.all(orders.map(fapiao))
  const numbers = shown.flatMap(v => v.documents.flatMap(d => d.number ?? [])).sort()
  expect(
    house.authority.ledger
      .invoices()
      .map(i => i.number)
      .sort(),
  ).toEqual(numbers)
  expect(await schemasOf(house.databaseUrl, 'vault')).toEqual(['openfapiao'])
})

const ELSEWHERE = { mode: 'server', store: 'cn', secret: 'a signing secret of this test' }
const settings = async (): Promise<SettingsView> => (await shop.admin<{ settings: SettingsView }>('GET', '/admin/openfapiao/settings')).settings

interface Items {
  readonly order: { readonly items: readonly { readonly id: string; readonly variant_sku: string; readonly quantity: number }[] }
}
const itemsOf = async (order: string) => (await shop.admin<Items>('GET', `/admin/orders/${order}?fields=*items`)).order.items

async function giveBack(order: string, sku: string): Promise<void> {
  const items = await itemsOf(order)
  const lines = items.map(({ id, quantity }) => ({ id, quantity }))
  await shop.admin('POST', `/admin/orders/${order}/fulfillments`, { location_id: shop.location, items: lines })
  const one = [{ id: items.find(i => i.variant_sku === sku)?.id, quantity: 1 }]
  const begun = await shop.admin<{ return: { id: string } }>('POST', '/admin/returns', { order_id: order, location_id: shop.location })
  const at = `/admin/returns/${begun.return.id}`
  await shop.admin('POST', `${at}/request-items`, { items: one })
  await shop.admin('POST', `${at}/shipping-method`, { shipping_option_id: shop.returnShipping })
  await shop.admin('POST', `${at}/request`, {})
  await shop.admin('POST', `${at}/receive`, {})
  await shop.admin('POST', `${at}/receive-items`, { items: one })
  await shop.admin('POST', `${at}/receive/confirm`, {})
}

async function edit(order: string, quantity: number): Promise<void> {
  const [item] = await itemsOf(order)
  await shop.admin('POST', '/admin/order-edits', { order_id: order })
  await shop.admin('POST', `/admin/order-edits/${order}/items/item/${item?.id}`, { quantity })
  await shop.admin('POST', `/admin/order-edits/${order}/request`, {})
  await shop.admin('POST', `/admin/order-edits/${order}/confirm`, {})
}
