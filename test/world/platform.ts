import type { Connector, ConnectorSession, Order, OrderLine, OrderRef, Publication, Refund } from '@openfapiao/core'
import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Dice } from './random.ts'
import type { Weather } from './weather.ts'

const GOODS = [
  { sku: 'TEA', title: '龙井茶', priceFen: 9_900 },
  { sku: 'RICE', title: '东北大米', priceFen: 8_380 },
  { sku: 'FIX', title: '上门维修', priceFen: 12_345 },
  { sku: 'MUG', title: '马克杯', priceFen: 5_901 },
] as const

export const STORES = ['s1', 's2'] as const

/** Shops in memory: orders are created, paid, edited, refunded and cancelled by the dice; each change asks for a hint. */
export class Platform {
  readonly orders = new Map<string, Order>()
  /** What each order's page shows last. */
  readonly published = new Map<string, Publication>()
  readonly #dice: Dice
  readonly #now: () => number
  #serial = 0

  constructor(dice: Dice, now: () => number) {
    this.#dice = dice
    this.#now = now
  }

  /** What a buyer owed for an order at most. */
  readonly mostFen = (number: string): number => [...this.orders.values()].find(o => o.number === number)?.totalFen ?? 0

  /** One thing that happens in the shop; the ref whose hint should now be fired. */
  act(): OrderRef | undefined {
    const orders = [...this.orders.values()]
    const roll = this.#dice.next()
    if (orders.length === 0 || roll < 0.35) return this.#create()
    const order = this.#dice.pick(orders)
    if (order.paidFen < order.totalFen) return roll < 0.9 ? this.#pay(order) : this.#cancel(order)
    return roll < 0.8 ? this.#refund(order) : this.#addLine(order)
  }

  #create(): OrderRef {
    const id = `O${++this.#serial}`
    const lines = Array.from({ length: 1 + this.#dice.below(4) }, (_, i) => this.#line(`${id}-${i}`))
    if (this.#dice.chance(0.4)) lines.push({ id: `${id}-S`, role: 'shipping', title: '运费', valueFen: 1_200, discountFen: 0 })
    return this.#save({
      ref: { platform: 'world', store: this.#dice.pick(STORES), id },
      number: `#${id}`,
      currency: this.#dice.chance(0.03) ? 'USD' : 'CNY',
      pricesIncludeTax: true,
      createdAt: this.#iso(),
      updatedAt: this.#iso(),
      totalFen: totalOf(lines),
      paidFen: 0,
      lines,
      refunds: [],
      title: this.#dice.chance(0.1) ? { kind: 'organisation', name: '上海示例科技有限公司', taxNumber: '91310115MA1K39423D' } : undefined,
      kind: this.#dice.chance(0.1) ? 'ordinary' : undefined,
      contact: this.#dice.chance(0.5) ? { email: `${id.toLowerCase()}@example.com` } : undefined,
    })
  }

  #line(id: string): OrderLine {
    const goods = this.#dice.chance(0.03) ? { sku: 'NEW', title: '未映射', priceFen: 100 } : this.#dice.pick(GOODS)
    const quantity = 1 + this.#dice.below(5)
    const valueFen = goods.priceFen * quantity
    const discountFen = this.#dice.chance(0.3) ? this.#dice.below(valueFen + 1) : 0
    return { id, role: 'goods', title: goods.title, sku: goods.sku, quantity: String(quantity), valueFen, discountFen }
  }

  #pay(order: Order): OrderRef {
    const paidFen = this.#dice.chance(0.1) ? Math.floor(order.totalFen / 2) : order.totalFen
    return this.#save({ ...order, paidFen, paidAt: paidFen >= order.totalFen ? (order.paidAt ?? this.#iso()) : order.paidAt })
  }

  #cancel(order: Order): OrderRef {
    return this.#save({ ...order, cancelled: true })
  }

  /** Units, money or both; what is left decides how much can go back. */
  #refund(order: Order): OrderRef | undefined {
    const left = order.paidFen - order.refunds.reduce((sum, r) => sum + r.amountFen, 0)
    if (left <= 0) return undefined
    const line = this.#dice.pick(order.lines)
    const returned = order.refunds.flatMap(r => r.lines).filter(l => l.lineId === line.id)
    const units = Number(line.quantity ?? 0) - returned.reduce((n, l) => n + Number(l.quantity ?? 0), 0)
    const quantity = this.#dice.below(units + 1)
    const worth = line.quantity === undefined ? 0 : Math.round(((line.valueFen - line.discountFen) * quantity) / Number(line.quantity))
    const amountFen = this.#dice.chance(0.15) ? left : Math.min(left, worth + (this.#dice.chance(0.4) ? this.#dice.below(2_000) : 0))
    const lines = quantity > 0 ? [{ lineId: line.id, quantity: String(quantity), grossFen: Math.min(worth, amountFen) }] : []
    const refund: Refund = { id: `R${++this.#serial}`, createdAt: this.#iso(), lines, amountFen }
    return this.#save({ ...order, refunds: [...order.refunds, refund] })
  }

  /** An order edit after payment: one more line, paid at once. */
  #addLine(order: Order): OrderRef {
    const lines = [...order.lines, this.#line(`${order.ref.id}-${order.lines.length}e`)]
    return this.#save({ ...order, lines, totalFen: totalOf(lines), paidFen: totalOf(lines) })
  }

  #save(order: Order): OrderRef {
    this.orders.set(order.ref.id, { ...order, updatedAt: this.#iso() })
    return order.ref
  }

  #iso(): string {
    return new Date(this.#now()).toISOString()
  }

  /** The world's connector: reads the shop as it is now; the network between may fail by `weather`. `around` is how one process calls it. */
  connector(weather: Weather, clock: Clock, around: (session: ConnectorSession) => ConnectorSession): Connector {
    return {
      identifier: 'world',
      contractVersion: 1,
      displayName: { zh: '模拟店铺', en: 'Simulated shop' },
      capabilities: { webhooks: true, polling: true, refunds: true, publish: true, push: false },
      configSchema: z.unknown(),
      preview: {
        orderSchema: z.unknown(),
        refundSchema: z.unknown(),
        example: { order: {}, refund: {} },
        order: () => ({ is: 'faulty', faults: [] }),
      },
      open: () => around(this.#session(weather, clock)),
    }
  }

  #session(weather: Weather, clock: Clock): ConnectorSession {
    return {
      stores: () => STORES,
      check: async () => [],
      http: async () => ({ status: 404 }),
      read: hint => ({ is: 'orders', refs: [{ platform: 'world', store: hint.store, id: new TextDecoder().decode(hint.body) }] }),
      order: async ref => {
        await clock.sleep(weather.latency())
        if (!weather.fine()) return { is: 'later', why: 'the platform did not answer' }
        const order = this.orders.get(ref.id)
        return order ? { is: 'order', order } : { is: 'missing' }
      },
      changedSince: async (store, cursor = '') => {
        if (!weather.fine()) throw new Error('the platform did not answer')
        const changed = [...this.orders.values()].filter(o => o.ref.store === store && o.updatedAt >= cursor)
        return { refs: changed.map(o => o.ref), cursor: this.#iso(), more: false }
      },
      publish: async (ref, publication) => {
        if (!weather.fine()) return { is: 'later', why: 'the platform did not answer' }
        this.published.set(ref.id, publication)
        return { is: 'sent' }
      },
    }
  }
}

const totalOf = (lines: readonly OrderLine[]): number => lines.reduce((sum, l) => sum + l.valueFen - l.discountFen, 0)
