import { createServer } from 'node:http'
import { API_VERSIONS } from '../config.ts'
import { cancelled, type Edit, edited, type Moment, paid, placed, type RefundWish, refunded, settled } from './acts.ts'
import { answerAdmin } from './admin-front.ts'
import { bucketOf } from './cost.ts'
import { postOf, type Weather } from './deliveries.ts'
import type { OrderNode } from './order-node.ts'
import { editPayload, orderPayload, type Payload, refundPayload } from './payload.ts'
import { rootOf } from './root.ts'
import { readShelf } from './shelf.ts'
import { type Delivery, type Metafield, openMemory, plainId } from './state.ts'

export type { Edit, RefundWish } from './acts.ts'
export type { Weather } from './deliveries.ts'

export interface DemoShopSettings {
  /** Default: any free one. */
  readonly port?: number
  /** Where orders, refunds and what was fired are kept; a shop started on it again goes on. */
  readonly directory: string
  /** Where webhooks go: the connector's mount point. */
  readonly webhookUrl: string
  /** Who subscribed: the app's file (all topics to `webhookUrl`), or the app through the API. Default: the file. */
  readonly subscribedBy?: 'app' | 'api'
  /** Signs the webhooks, and is the client secret of the grant. */
  readonly secret: string
  /** The access token that the Admin API takes. */
  readonly token: string
  /** Such as `demo-shop.myshopify.com`. */
  readonly shop: string
  /** What the app was granted. Default: all that the connector needs. */
  readonly scopes?: readonly string[]
  /** Points of the bucket and points restored per second. Default 2000 and 100, a standard shop. */
  readonly points?: { readonly maximum: number; readonly restoreRate: number }
  /** Failed deliveries are tried again this many times faster than on the original (8 times in 4 hours). Default 1. */
  readonly hurry?: number
}

/** A line of the shop's order list. `id` is the plain number, as in references. */
export interface DemoOrder {
  readonly id: string
  readonly name: string
  readonly total: string
  readonly currency: string
  readonly status: string
  readonly updatedAt: string
  readonly lines: readonly { readonly lineItemId: string; readonly title: string; readonly left: number }[]
}

export type FiredTopic =
  | 'orders/paid'
  | 'orders/updated'
  | 'orders/cancelled'
  | 'orders/edited'
  | 'refunds/create'
  | 'customers/data_request'
  | 'customers/redact'
  | 'shop/redact'
  | 'app/uninstalled'

/** Order ids may be plain or global. What an act fires is awaited up to its first attempt; RangeError for what a shop would refuse. */
export interface DemoShop {
  /** `adminUrl` of the connector's settings. */
  readonly url: string
  readonly orders: readonly DemoOrder[]
  /** Names of the prepared orders that can be placed. */
  readonly shelf: readonly string[]
  /** A new, unpaid copy of a prepared order; answers its id. Fires nothing. */
  place(name: string): string
  /** Pays what is outstanding: `orders/paid`, `orders/updated`. */
  pay(id: string, weather?: Weather): Promise<void>
  /** Gives back: `refunds/create`, `orders/updated`. Without a wish: everything that is left. */
  refund(id: string, wish?: RefundWish, weather?: Weather): Promise<void>
  /** Lets the money of refunds under way arrive or fail: `orders/updated`. */
  settle(id: string, status: 'SUCCESS' | 'FAILURE', weather?: Weather): Promise<void>
  /** Cancels and gives back what was received: `orders/cancelled`, `refunds/create`, `orders/updated`. */
  cancel(id: string, weather?: Weather): Promise<void>
  /** Changes note attributes or takes units off: `orders/edited`, `orders/updated`. */
  edit(id: string, change: Edit, weather?: Weather): Promise<void>
  /** One event about an order as it is now; nothing changes. Topics about the shop alone take any id. */
  fire(topic: FiredTopic, id: string, weather?: Weather): Promise<void>
  /** What was published to an order. */
  metafields(id: string): readonly Metafield[]
  /** Everything fired, with what became of it. */
  readonly deliveries: readonly Readonly<Delivery>[]
  close(): Promise<void>
}

/** Starts a local stand-in of a Shopify shop: Admin API over HTTP on 127.0.0.1, signed webhooks out, all of it kept on disk. */
export async function startDemoShop(settings: DemoShopSettings): Promise<DemoShop> {
  const {
    port = 0,
    scopes = ['read_orders', 'write_orders', 'read_products', 'read_customers'],
    points = { maximum: 2000, restoreRate: 100 },
  } = settings
  const shelf = readShelf()
  const memory = openMemory(settings.directory, [...shelf.values()])
  const now = (): string => new Date().toISOString()
  const post = postOf(memory, { subscribedBy: 'app', ...settings, apiVersion: API_VERSIONS[2], hurry: settings.hurry ?? 1, now: Date.now })
  const front = {
    ...settings,
    root: rootOf(memory, { shop: settings.shop, scopes, now }),
    asker: { scopes },
    bucket: bucketOf(points.maximum, points.restoreRate, Date.now),
  }
  const server = createServer((request, response) => {
    answerAdmin(request, response, front).catch(error => response.destroy(error))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the shop has no port')
  const url = `http://127.0.0.1:${address.port}/admin`
  const acts = actsOf({ memory, shelf, post, shop: settings.shop, now })
  return {
    url,
    ...acts,
    shelf: [...shelf.keys()],
    get orders() {
      return memory.state.orders.map(listed)
    },
    get deliveries() {
      return memory.state.deliveries
    },
    metafields: id => memory.state.metafields.filter(m => m.ownerId === memory.order(id).id),
    async close() {
      post.close()
      server.closeAllConnections()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

interface Counter {
  readonly memory: ReturnType<typeof openMemory>
  readonly shelf: ReadonlyMap<string, OrderNode>
  readonly post: ReturnType<typeof postOf>
  readonly shop: string
  now(): string
}

type Acts = Pick<DemoShop, 'place' | 'pay' | 'refund' | 'settle' | 'cancel' | 'edit' | 'fire'>

function actsOf({ memory, shelf, post, shop, now }: Counter): Acts {
  const moment = (): Moment => ({ now: now(), id: kind => `gid://shopify/${kind}/${memory.state.nextId++}` })
  const send = async (events: readonly (readonly [string, Payload])[], weather: Weather = {}): Promise<void> => {
    for (const [topic, body] of events) await post.send(topic, body, weather)
  }
  const about = (topic: FiredTopic, order: OrderNode): readonly [string, Payload] => [topic, bodyOf(topic, order, shop)]
  return {
    place(name) {
      const prepared = shelf.get(name)
      if (!prepared) throw new RangeError(`no order "${name}" is prepared; there are ${[...shelf.keys()].join(', ')}`)
      return plainId(memory.keep(placed(prepared, moment())).id)
    },
    async pay(id, weather) {
      const order = memory.keep(paid(memory.order(id), moment()))
      await send([about('orders/paid', order), about('orders/updated', order)], weather)
    },
    async refund(id, wish, weather) {
      const before = memory.order(id)
      const order = memory.keep(refunded(before, wish ?? everything(before), moment()))
      await send([about('refunds/create', order), about('orders/updated', order)], weather)
    },
    async settle(id, status, weather) {
      const order = memory.keep(settled(memory.order(id), status, moment()))
      await send([about('orders/updated', order)], weather)
    },
    async cancel(id, weather) {
      const before = memory.order(id)
      const order = memory.keep(cancelled(before, moment()))
      const back = order.refunds.length > before.refunds.length ? [about('refunds/create', order)] : []
      await send([about('orders/cancelled', order), ...back, about('orders/updated', order)], weather)
    },
    async edit(id, change, weather) {
      const order = memory.keep(edited(memory.order(id), change, moment()))
      await send([about('orders/edited', order), about('orders/updated', order)], weather)
    },
    async fire(topic, id, weather) {
      await send([about(topic, memory.order(id))], weather)
    },
  }
}

const everything = ({ lineItems }: OrderNode): RefundWish => ({
  lines: lineItems.nodes.filter(l => l.currentQuantity > 0).map(l => ({ lineItemId: l.id, quantity: l.currentQuantity })),
  shipping: true,
})

function bodyOf(topic: FiredTopic, order: OrderNode, shop: string): Payload {
  const ids = [Number(plainId(order.id))]
  const last = order.refunds.at(-1)
  switch (topic) {
    case 'orders/edited':
      return editPayload(order)
    case 'refunds/create':
      if (!last) throw new RangeError(`order ${order.name} has no refund`)
      return refundPayload(order, last)
    case 'customers/data_request':
      return { shop_domain: shop, orders_requested: ids }
    case 'customers/redact':
      return { shop_domain: shop, orders_to_redact: ids }
    case 'shop/redact':
      return { shop_domain: shop }
    case 'app/uninstalled':
      return { myshopify_domain: shop, name: shop }
    default:
      return orderPayload(order)
  }
}

const listed = (order: OrderNode): DemoOrder => ({
  id: plainId(order.id),
  name: order.name,
  total: order.totalPriceSet.presentmentMoney.amount,
  currency: order.presentmentCurrencyCode,
  status: order.displayFinancialStatus,
  updatedAt: order.updatedAt,
  lines: order.lineItems.nodes.map(l => ({ lineItemId: l.id, title: l.title, left: l.currentQuantity })),
})
