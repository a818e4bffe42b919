import type { DemoOrder, DemoShop, RefundWish } from '@openfapiao/connector-shopify/demo'

/** Something that is given back. `order` is the name that people know it by. */
export interface Return {
  readonly order: string
  readonly zh: string
  readonly en: string
  give(shop: DemoShop, order: DemoOrder): Promise<void>
}

const partly =
  (wish: (order: DemoOrder) => RefundWish, weather?: { readonly lose: boolean }): Return['give'] =>
  (shop, order) =>
    shop.refund(order.id, wish(order), weather)

const units =
  (line: number, quantity: number) =>
  ({ lines }: DemoOrder): RefundWish => ({ lines: lines.slice(line, line + 1).map(({ lineItemId }) => ({ lineItemId, quantity })) })

/** Every way in which money goes back. */
export const RETURNS: readonly Return[] = [
  { order: '#1001', zh: '折让 20 元', en: 'an allowance of 20 yuan', give: partly(() => ({ amount: '20.00' })) },
  { order: '#1002', zh: '3 件退 1 件', en: '1 of 3 units', give: partly(units(0, 1)) },
  { order: '#1003', zh: '只退运费', en: 'shipping only', give: partly(() => ({ shipping: true })) },
  { order: '#1005', zh: '取消订单', en: 'the whole order, cancelled', give: (shop, { id }) => shop.cancel(id) },
  { order: '#1007', zh: '退赠品，无金额', en: 'a gift, no money', give: partly(units(1, 1)) },
  { order: '#1016', zh: '退 1 件，通知丢失', en: '1 unit, its webhook lost', give: partly(units(0, 1), { lose: true }) },
]
