import type { Fen } from '../money/fen.ts'
import type { Order, OrderLine } from '../order/order.ts'
import { grossOf } from '../order/owed.ts'
import { type MapContext, mapCode } from './map-codes.ts'

/** A good that no rule codes, with what it sold for: the work list of whoever maps. */
export interface Unmapped {
  readonly sku?: string
  readonly productId?: string
  readonly title: string
  readonly orders: number
  /** Tax included. */
  readonly valueFen: Fen
}

/**
 * Lines of these orders that would hold their invoice for want of a code, one entry per SKU (else product, else title), the highest sales first. Rules begin
 * on dates, so the context may be each order's own.
 */
export function unmappedOf(orders: readonly Order[], context: MapContext | ((order: Order) => MapContext)): Unmapped[] {
  const of = typeof context === 'function' ? context : () => context
  const lines = orders.flatMap(order => {
    const mine = of(order)
    return order.lines.filter(line => isUnmapped(line, mine)).map(line => ({ line, order, valueFen: grossOf(line, order) }))
  })
  const groups = Map.groupBy(lines, ({ line }) => line.sku ?? line.productId ?? line.title)
  return [...groups.values()].flatMap(entryOf).sort((a, b) => b.valueFen - a.valueFen || (a.title < b.title ? -1 : 1))
}

const isUnmapped = (line: OrderLine, context: MapContext): boolean => {
  const coded = mapCode(line, 1, context)
  return coded.is === 'fault' && coded.fault.code === 'UNMAPPED'
}

interface Sold {
  readonly line: OrderLine
  readonly order: Order
  readonly valueFen: Fen
}

function entryOf(group: readonly Sold[]): Unmapped[] {
  const [first] = group
  if (!first) return []
  const { sku, productId, title } = first.line
  return [{ sku, productId, title, orders: new Set(group.map(g => g.order)).size, valueFen: group.reduce((sum, g) => sum + g.valueFen, 0) }]
}
