import type { UnmappedOut } from '@openfapiao/api'
import { type Order, type OrderLine, type OrderRow, type Policy, type Store, type Unmapped, unmappedOf, yuan } from '@openfapiao/core'
import { contextOf, type DeskStore, type TaxDesk } from '../desk.ts'

const PAGE = 200

export interface UnmappedOptions {
  readonly desk: TaxDesk
  readonly rows: Pick<Store, 'orders'>
  /** Called with the number of held orders read so far. */
  readonly progress?: (orders: number) => void
}

/** The work list of whoever maps: goods of held orders of these stores that no rule codes, each order on its own supply date, the highest sales first. */
export async function unmapped(stores: readonly DeskStore[], { desk, rows, progress }: UnmappedOptions): Promise<UnmappedOut> {
  const lists: { readonly good: Unmapped; readonly store: DeskStore }[] = []
  let orders = 0
  for (const store of stores) {
    const held = await heldOrders(store, rows, count => progress?.(orders + count))
    orders += held.length
    const goods = unmappedOf(
      held.map(order => printed(order, store.policy)),
      order => contextOf(order, store, desk),
    )
    lists.push(...goods.map(good => ({ good, store })))
  }
  lists.sort((a, b) => b.good.valueFen - a.good.valueFen)
  return {
    orders,
    rows: lists.map(({ good: { sku, productId: product, title, orders, valueFen }, store: { platform, store } }) => ({
      ...{ platform, store, sku, product, title, orders, value: yuan(valueFen) },
    })),
  }
}

async function heldOrders({ platform, store }: DeskStore, rows: Pick<Store, 'orders'>, progress: (count: number) => void): Promise<Order[]> {
  const orders: Order[] = []
  let cursor: string | undefined
  do {
    const page: { readonly rows: readonly OrderRow[]; readonly cursor?: string } = await rows.orders({ store, held: true, limit: PAGE, cursor })
    orders.push(...page.rows.map(r => r.order).filter(o => o.ref.platform === platform))
    progress(orders.length)
    cursor = page.cursor
  } while (cursor !== undefined)
  return orders
}

/** Lines that need a code of their own: shipping mostly follows the goods, and what was given free is mostly left out. */
function printed(order: Order, { shipping, gifts }: Policy): Order {
  const goods = order.lines.some(l => l.role === 'goods')
  const follows = (l: OrderLine): boolean => l.role === 'shipping' && shipping !== 'mapped' && goods
  const free = (l: OrderLine): boolean => l.valueFen === l.discountFen && gifts !== 'show'
  return { ...order, lines: order.lines.filter(l => !follows(l) && !free(l)) }
}
