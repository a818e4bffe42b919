import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OrderView } from '../src/inside/contract.ts'
import { type House, openHouse } from './kit/medusa.ts'
import { openShop, type Shop } from './kit/shop.ts'

let house: House
let shop: Shop
beforeAll(async () => {
  house = await openHouse()
  shop = await openShop(house.url)
}, 600_000)
afterAll(() => house?.close())

const fapiao = async (order: string): Promise<OrderView> => (await shop.admin<{ fapiao: OrderView }>('GET', `/admin/openfapiao/orders/${order}`)).fapiao

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
    const order = await shop.buy([[shop.mouse, 2], [shop.book, 1]], { coupon: 'SAVE10', metadata: { fapiao: title } })
    await capture(order)
    const view = await issued(order, ['424.11'])
    expect(view.documents[0]).toMatchObject({ colour: 'blue', buyer: '示例科技有限公司', kind: 'ordinary' })
  })

  test('money given back by amount is a red letter of that amount, and the last one takes what is left', async () => {
    const order = await shop.buy([[shop.mouse, 2], [shop.book, 1]], { coupon: 'SAVE10' })
    await capture(order)
    await issued(order, ['424.11'])
    await refund(order, 10)
    await issued(order, ['424.11', '-10.00'])
    await refund(order, 414.11)
    await issued(order, ['424.11', '-10.00', '-414.11'])
  })

  test('a return moves no money; the refund that follows is a red letter for the units', async () => {
    const order = await shop.buy([[shop.mouse, 2], [shop.book, 1]], { coupon: 'SAVE10' })
    await capture(order)
    await issued(order, ['424.11'])
    await giveBack(order, 'MOUSE-M1')
    await refund(order, 179.1)
    await issued(order, ['424.11', '-179.10'])
  })

  test('cancelling a captured order gives the money back silently, and all of it is reversed, though the captured sum was never whole fen', async () => {
    const order = await shop.buy([[shop.mouse, 1], [shop.book, 2]], { coupon: 'CUT20' })
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
})

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
