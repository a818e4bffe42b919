import { fenOf, share, sumFen, yuan } from '@openfapiao/core'
import type { Bag, LineNode, OrderNode, ShippingNode } from './order-node.ts'

type Side = 'shopMoney' | 'presentmentMoney'
const SIDES = ['shopMoney', 'presentmentMoney'] as const

/** Computes in both currencies apart, as the platform does: each has its own rounding. */
export function bagOf(like: Bag, fen: (side: Side) => number): Bag {
  const [shopMoney, presentmentMoney] = SIDES.map(side => ({ amount: yuan(fen(side)), currencyCode: like[side].currencyCode }))
  if (!shopMoney || !presentmentMoney) throw new Error('a bag has two sides')
  return { shopMoney, presentmentMoney }
}

export const fenIn = (bag: Bag, side: Side): number => fenOf(bag[side].amount)
export const sumOf = (like: Bag, bags: readonly Bag[]): Bag => bagOf(like, side => sumFen(bags.map(b => fenIn(b, side))))
export const minus = (a: Bag, b: Bag): Bag => bagOf(a, side => fenIn(a, side) - fenIn(b, side))
export const negated = (a: Bag): Bag => bagOf(a, side => -fenIn(a, side))
export const isZero = (bag: Bag): boolean => fenIn(bag, 'shopMoney') === 0

/** Price and tax of units `from` to `to` of a line, so that all parts of it add up to the whole. */
export function partOf(line: LineNode, from: number, to: number): { net: Bag; tax: Bag } {
  const like = line.originalUnitPriceSet
  const discount = sumOf(
    like,
    line.discountAllocations.map(a => a.allocatedAmountSet),
  )
  const net = bagOf(like, side => fenIn(like, side) * line.quantity - fenIn(discount, side))
  return { net: slice(net, line.quantity, from, to), tax: slice(taxOf(line, like), line.quantity, from, to) }
}

export const taxOf = ({ taxLines }: Pick<LineNode | ShippingNode, 'taxLines'>, like: Bag): Bag =>
  sumOf(
    like,
    taxLines.map(t => t.priceSet),
  )

function slice(whole: Bag, quantity: number, from: number, to: number): Bag {
  return bagOf(whole, side => share(fenIn(whole, side), to, quantity) - share(fenIn(whole, side), from, quantity))
}

/** Received so far, refunds not deducted. */
export const receivedOf = ({ transactions, totalPriceSet }: OrderNode): Bag =>
  sumOf(
    totalPriceSet,
    transactions.filter(t => (t.kind === 'SALE' || t.kind === 'CAPTURE') && t.status === 'SUCCESS').map(t => t.amountSet),
  )

export const refundedOf = ({ refunds, totalPriceSet }: OrderNode): Bag =>
  sumOf(
    totalPriceSet,
    refunds.map(r => r.totalRefundedSet),
  )
