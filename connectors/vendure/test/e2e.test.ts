import { EventBus } from '@vendure/core'
import { NEVER } from 'rxjs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { apiOf, type Bought, openShop, type Shop } from './shop.ts'
import { type House, openHouse } from './vendure.ts'

interface Document {
  readonly colour: string
  readonly state: string
  readonly number: string | null
  readonly totalFen: number
}
interface Seen {
  readonly hold: string | null
  readonly url: string
  readonly documents: readonly Document[]
}

let house: House
let shop: Shop
beforeAll(async () => {
  house = await openHouse()
  shop = await openShop(house.url)
})
afterAll(() => house.close())

const ERROR = '... on ErrorResult { errorCode message }'

async function seen({ id }: Bought): Promise<Seen | null> {
  const query = `query ($id: ID!) { fapiaoOrder(id: $id) { hold url documents { colour state number totalFen } } }`
  return (await shop.admin<{ fapiaoOrder: Seen | null }>(query, { id })).fapiaoOrder
}

/** Waits until the order's issued documents are these totals, in the sequence in which they were made. */
async function issued(order: Bought, totals: readonly number[]): Promise<Seen> {
  const until = Date.now() + 20_000
  for (;;) {
    const now = await seen(order)
    const done = now?.documents.filter(d => d.state === 'issued').map(d => d.totalFen) ?? []
    if (now && JSON.stringify(done) === JSON.stringify(totals)) return now
    if (Date.now() > until) throw new Error(`wanted ${totals}, got ${JSON.stringify(now)}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

interface Line {
  readonly id: string
  readonly productVariant: { readonly sku: string }
}
interface Placed {
  readonly payments: readonly { readonly id: string; readonly amount: number }[]
  readonly lines: readonly Line[]
}
const placed = async ({ id }: Bought): Promise<Placed> =>
  (await shop.admin<{ order: Placed }>(`query ($id: ID!) { order(id: $id) { payments { id amount } lines { id productVariant { sku } } } }`, { id }))
    .order

async function settle(order: Bought): Promise<string> {
  const id = (await placed(order)).payments[0]?.id ?? ''
  await shop.admin(`mutation ($id: ID!) { settlePayment(id: $id) { ... on Payment { id } ${ERROR} } }`, { id })
  return id
}

async function refund(paymentId: string, amount: number, lines: readonly { orderLineId: string; quantity: number }[] = []): Promise<string> {
  const input = { paymentId, amount, lines, shipping: 0, adjustment: 0, reason: '退款' }
  const query = `mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { ... on Refund { id } ${ERROR} } }`
  return (await shop.admin<{ refundOrder: { id: string } }>(query, { input })).refundOrder.id
}
const settleRefund = (id: string) =>
  shop.admin(`mutation ($id: ID!) { settleRefund(input: { id: $id, transactionId: "T" }) { ... on Refund { id } ${ERROR} } }`, { id })

describe('a real Vendure', () => {
  test('an authorised order waits; settled it is issued for exactly what was paid, discounts spread, and the buyer has a page', async () => {
    const order = await shop.buy(
      [
        [shop.variants.mouse, 2],
        [shop.variants.book, 1],
      ],
      { coupon: 'SAVE10' },
    )
    const payment = await settle(order)
    const { url } = await issued(order, [42_411])
    const page = await (await fetch(url)).text()
    expect(page).toContain('424.11')
    await settleRefund(await refund(payment, 1_000))
    await issued(order, [42_411, -1_000])
  })

  test('a pending refund reverses nothing; settled it takes the units that came back, at what was paid for them', async () => {
    const order = await shop.buy([[shop.variants.mouse, 2]])
    const payment = await settle(order)
    await issued(order, [41_000])
    const line = (await placed(order)).lines[0]?.id ?? ''
    const id = await refund(payment, 19_900, [{ orderLineId: line, quantity: 1 }])
    await shop.admin(`mutation ($id: ID!) { retryFapiao(id: $id) }`, order)
    expect((await seen(order))?.documents).toHaveLength(1)
    await settleRefund(id)
    await issued(order, [41_000, -19_900])
  })

  test('a cancelled order, whose totals Vendure sets to nothing, stays invoiced until its money is back', async () => {
    const order = await shop.buy(
      [
        [shop.variants.mouse, 1],
        [shop.variants.book, 2],
      ],
      { coupon: 'CUT20' },
    )
    const payment = await settle(order)
    const total = 19_900 + 2 * 5_990 + 1_200 - 2_000
    await issued(order, [total])
    await shop.admin(`mutation ($id: ID!) { cancelOrder(input: { orderId: $id, cancelShipping: true }) { ... on Order { id } ${ERROR} } }`, order)
    await shop.admin(`mutation ($id: ID!) { retryFapiao(id: $id) }`, order)
    expect((await seen(order))?.documents.map(d => d.totalFen)).toEqual([total])
    await settleRefund(await refund(payment, total))
    await issued(order, [total, -total])
  })

  test('an order cancelled before payment has no invoice', async () => {
    const order = await shop.buy([[shop.variants.book, 1]])
    await shop.admin(`mutation ($id: ID!) { cancelOrder(input: { orderId: $id, cancelShipping: true }) { ... on Order { id } ${ERROR} } }`, order)
    await shop.admin(`mutation ($id: ID!) { retryFapiao(id: $id) }`, order)
    await new Promise(resolve => setTimeout(resolve, 500))
    expect((await seen(order))?.documents ?? []).toEqual([])
  })

  test('one unit less after payment is a refund of that unit, and no second invoice', async () => {
    const order = await shop.buy([[shop.variants.mouse, 2]])
    const payment = await settle(order)
    await issued(order, [41_000])
    const orderLineId = (await placed(order)).lines[0]?.id ?? ''
    const state = `mutation ($id: ID!, $to: String!) { transitionOrderToState(id: $id, state: $to) { ... on Order { id } ... on OrderStateTransitionError { errorCode message } } }`
    await shop.admin(state, { ...order, to: 'Modifying' })
    const input = {
      ...{ dryRun: false, orderId: order.id, adjustOrderLines: [{ orderLineId, quantity: 1 }] },
      refunds: [{ paymentId: payment, amount: 19_900, reason: '改单' }],
    }
    await shop.admin(`mutation ($input: ModifyOrderInput!) { modifyOrder(input: $input) { ... on Order { id } ${ERROR} } }`, { input })
    await shop.admin(state, { ...order, to: 'PaymentSettled' })
    expect((await issued(order, [41_000])).documents).toHaveLength(1)
    const refunds = await shop.admin<{ order: { payments: { refunds: { id: string }[] }[] } }>(
      `query ($id: ID!) { order(id: $id) { payments { refunds { id } } } }`,
      order,
    )
    await settleRefund(refunds.order.payments[0]?.refunds[0]?.id ?? '')
    await issued(order, [41_000, -19_900])
  })

  test('a title on the order is printed; another one asked for by the buyer reverses and issues anew, once', async () => {
    const title = JSON.stringify({ kind: 'organisation', name: '示例科技有限公司', taxNumber: '91330106MACKX4QG41' })
    const order = await shop.buy([[shop.variants.mouse, 1]], { title })
    await settle(order)
    await issued(order, [21_100])
    const ask = `mutation ($code: String!, $title: FapiaoTitleInput!) { requestFapiao(code: $code, title: $title) { state url } }`
    const other = { code: order.code, title: { kind: 'organisation', name: '另一家有限公司', taxNumber: '91310115MA1K39423D' } }
    await Promise.all([shop.shop(ask, other), shop.shop(ask, other)])
    await issued(order, [21_100, -21_100, 21_100])
    await expect(shop.shop(ask, { ...other, title: { ...other.title, taxNumber: '123' } })).rejects.toThrow(/taxNumber/)
    const shown = await shop.shop<{ fapiaoForOrder: { state: string; url: string } }>(
      `query ($code: String!) { fapiaoForOrder(code: $code) { state url } }`,
      order,
    )
    expect(shown.fapiaoForOrder).toMatchObject({ state: 'issued', url: (await seen(order))?.url })
  })

  test('an event that nobody heard is found by the sweep', async () => {
    const deaf = vi.spyOn(EventBus.prototype, 'ofType').mockReturnValue(NEVER)
    await house.restart()
    deaf.mockRestore()
    shop = await openAgain()
    const order = await shop.buy([[shop.variants.book, 1]])
    await settle(order)
    await issued(order, [7_190])
  })

  test('the authority has every invoice once, and nothing else', async () => {
    const numbers = house.authority.ledger.invoices().map(i => i.number)
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})

/** The session of before belongs to the server of before; the shop itself is still there. */
async function openAgain(): Promise<Shop> {
  return { ...shop, admin: await adminAgain() }
}

async function adminAgain(): Promise<Shop['admin']> {
  const admin = apiOf(`${house.url}/admin-api`)
  await admin(`mutation { login(username: "superadmin", password: "superadmin") { ... on CurrentUser { id } } }`)
  return admin
}
