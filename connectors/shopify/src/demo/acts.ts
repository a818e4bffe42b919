import { bagOf, fenIn, isZero, minus, negated, partOf, receivedOf, refundedOf, sumOf, taxOf } from './amounts.ts'
import type { Bag, LineNode, OrderNode, RefundNode, ShippingNode } from './order-node.ts'

/** The platform's clock and its next id; ids grow. */
export interface Moment {
  readonly now: string
  id(kind: string): string
}

export interface RefundWish {
  /** Units taken back, by line id. */
  readonly lines?: readonly { readonly lineItemId: string; readonly quantity: number; readonly restockType?: 'RETURN' | 'CANCEL' | 'NO_RESTOCK' }[]
  /** All shipping that is not refunded yet. */
  readonly shipping?: boolean
  /** Yuan given back without lines, such as "20.00". */
  readonly amount?: string
  readonly note?: string
  /** PENDING: the money is on its way. */
  readonly status?: 'SUCCESS' | 'PENDING' | 'FAILURE'
}

export interface Edit {
  readonly attributes?: readonly { readonly key: string; readonly value: string }[]
  /** Takes units off the order. No money moves. */
  readonly remove?: { readonly lineItemId: string; readonly quantity: number }
}

/** A copy of a prepared order as if it had been placed now: own ids, not paid, nothing refunded. */
export function placed(order: OrderNode, moment: Moment): OrderNode {
  const id = moment.id('Order')
  return {
    ...order,
    id,
    name: `#${id.slice(-5)}`,
    createdAt: moment.now,
    processedAt: moment.now,
    updatedAt: moment.now,
    cancelledAt: null,
    displayFinancialStatus: 'PENDING',
    transactions: [],
    refunds: [],
    lineItems: { nodes: order.lineItems.nodes.map(l => ({ ...l, id: moment.id('LineItem'), currentQuantity: l.quantity })) },
    shippingLines: { nodes: order.shippingLines.nodes.map(l => ({ ...l, id: moment.id('ShippingLine') })) },
  }
}

/** Pays what is outstanding. */
export function paid(order: OrderNode, moment: Moment): OrderNode {
  const outstanding = minus(dueOf(order), receivedOf(order))
  if (fenIn(outstanding, 'shopMoney') <= 0) throw new RangeError(`order ${order.name} is paid already`)
  const sale = transaction('SALE', 'SUCCESS', outstanding, moment)
  return { ...order, displayFinancialStatus: 'PAID', updatedAt: moment.now, transactions: [...order.transactions, sale] }
}

export function refunded(order: OrderNode, wish: RefundWish, moment: Moment): OrderNode {
  const lines = (wish.lines ?? []).map(l => returned(order, l.lineItemId, l.quantity, l.restockType ?? 'RETURN'))
  const shipping = wish.shipping ? order.shippingLines.nodes.filter(l => !isRefunded(order, l)).map(l => shippingReturned(l, moment)) : []
  const extra = bagOf(order.totalPriceSet, () => 0)
  const more = wish.amount === undefined ? extra : given(order, wish.amount)
  const money = sumOf(order.totalPriceSet, [
    ...lines.flatMap(l => payable(order, l.subtotalSet, l.totalTaxSet)),
    ...shipping.flatMap(l => payable(order, l.subtotalAmountSet, l.taxAmountSet)),
    more,
  ])
  if (fenIn(sumOf(money, [money, refundedOf(order)]), 'shopMoney') > fenIn(receivedOf(order), 'shopMoney')) {
    throw new RangeError(`order ${order.name}: more would be refunded than was received`)
  }
  const adjustments = isZero(more) ? [] : [{ id: moment.id('OrderAdjustment'), amountSet: negated(more), taxAmountSet: extra }]
  const refund = refundNode(order, { lines, shipping, adjustments, money, note: wish.note, status: wish.status ?? 'SUCCESS' }, moment)
  return withRefund(order, refund, moment)
}

/** Settles or fails the money of the refunds that were on their way. */
export function settled(order: OrderNode, status: 'SUCCESS' | 'FAILURE', moment: Moment): OrderNode {
  const refunds = order.refunds.map(r => ({
    ...r,
    updatedAt: moment.now,
    transactions: { nodes: r.transactions.nodes.map(t => (t.status === 'PENDING' ? { ...t, status, processedAt: moment.now } : t)) },
  }))
  return { ...order, updatedAt: moment.now, refunds }
}

/** Cancelled; what was received is given back. */
export function cancelled(order: OrderNode, moment: Moment): OrderNode {
  const open = order.lineItems.nodes
    .filter(l => l.currentQuantity > 0)
    .map(l => ({ lineItemId: l.id, quantity: l.currentQuantity, restockType: 'CANCEL' as const }))
  const back = isZero(receivedOf(order)) ? order : refunded(order, { lines: open, shipping: true }, moment)
  return { ...back, cancelledAt: moment.now, updatedAt: moment.now }
}

export function edited(order: OrderNode, { attributes, remove }: Edit, moment: Moment): OrderNode {
  const named = { ...order, updatedAt: moment.now, customAttributes: attributes === undefined ? order.customAttributes : [...attributes] }
  if (!remove) return named
  const lines = [returned(named, remove.lineItemId, remove.quantity, 'CANCEL')]
  const money = bagOf(order.totalPriceSet, () => 0)
  return withRefund(named, refundNode(named, { lines, shipping: [], adjustments: [], money, status: 'SUCCESS' }, moment), moment)
}

/** What is owed of the order: its total less what was taken off it without money. */
function dueOf(order: OrderNode): Bag {
  const free = order.refunds
    .filter(r => r.transactions.nodes.length === 0)
    .flatMap(r => r.refundLineItems.nodes.flatMap(l => payable(order, l.subtotalSet, l.totalTaxSet)))
  return minus(order.totalPriceSet, sumOf(order.totalPriceSet, free))
}

type ReturnedLine = RefundNode['refundLineItems']['nodes'][number]
type ReturnedShipping = RefundNode['refundShippingLines']['nodes'][number]

function returned(order: OrderNode, lineItemId: string, quantity: number, restockType: string): ReturnedLine {
  const line = lineOf(order, lineItemId)
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > line.currentQuantity) {
    throw new RangeError(`order ${order.name}: ${quantity} of line ${lineItemId}, of which ${line.currentQuantity} are left`)
  }
  const gone = line.quantity - line.currentQuantity
  const { net, tax } = partOf(line, gone, gone + quantity)
  return { lineItem: { id: line.id }, quantity, restockType, subtotalSet: net, totalTaxSet: tax }
}

const shippingReturned = (line: ShippingNode, moment: Moment): ReturnedShipping => ({
  id: moment.id('RefundShippingLine'),
  shippingLine: { id: line.id },
  subtotalAmountSet: line.discountedPriceSet,
  taxAmountSet: taxOf(line, line.discountedPriceSet),
})

const isRefunded = ({ refunds }: OrderNode, { id, discountedPriceSet }: ShippingNode): boolean =>
  isZero(discountedPriceSet) || refunds.some(r => r.refundShippingLines.nodes.some(l => l.shippingLine.id === id))

/** Where prices exclude tax the tax is given back on top. */
const payable = ({ taxesIncluded }: OrderNode, net: Bag, tax: Bag): Bag[] => (taxesIncluded ? [net] : [net, tax])

/** An amount in the buyer's currency; the shop's side in proportion to the order. */
function given({ totalPriceSet: total, ...order }: OrderNode, amount: string): Bag {
  if (!/^\d+(\.\d{1,2})?$/.test(amount)) throw new RangeError(`order ${order.name}: not an amount: ${amount}`)
  const asked = { ...total.presentmentMoney, amount }
  const fen = fenIn({ ...total, presentmentMoney: asked }, 'presentmentMoney')
  const [shop, presentment] = [fenIn(total, 'shopMoney'), fenIn(total, 'presentmentMoney')]
  return bagOf(total, side => (side === 'presentmentMoney' || presentment === 0 ? fen : Number((BigInt(fen) * BigInt(shop)) / BigInt(presentment))))
}

interface RefundParts {
  readonly lines: readonly ReturnedLine[]
  readonly shipping: readonly ReturnedShipping[]
  readonly adjustments: readonly { readonly id: string; readonly amountSet: Bag; readonly taxAmountSet: Bag }[]
  readonly money: Bag
  readonly note?: string
  readonly status: string
}

function refundNode(order: OrderNode, { lines, shipping, adjustments, money, note, status }: RefundParts, moment: Moment): RefundNode {
  return {
    id: moment.id('Refund'),
    createdAt: moment.now,
    processedAt: moment.now,
    updatedAt: moment.now,
    note: note ?? null,
    order: { id: order.id },
    totalRefundedSet: money,
    duties: [],
    refundLineItems: { nodes: [...lines] },
    refundShippingLines: { nodes: [...shipping] },
    orderAdjustments: { nodes: [...adjustments] },
    transactions: { nodes: isZero(money) ? [] : [transaction('REFUND', status, money, moment)] },
  }
}

function withRefund(order: OrderNode, refund: RefundNode, moment: Moment): OrderNode {
  const gone = (line: LineNode): number => refund.refundLineItems.nodes.filter(l => l.lineItem.id === line.id).reduce((sum, l) => sum + l.quantity, 0)
  const after = { ...order, updatedAt: moment.now, refunds: [...order.refunds, refund] }
  return {
    ...after,
    displayFinancialStatus: statusAfter(after),
    lineItems: { nodes: order.lineItems.nodes.map(l => ({ ...l, currentQuantity: l.currentQuantity - gone(l) })) },
  }
}

function statusAfter(order: OrderNode): string {
  const back = refundedOf(order)
  if (isZero(back)) return order.displayFinancialStatus
  return isZero(minus(receivedOf(order), back)) ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
}

const transaction = (kind: string, status: string, amountSet: Bag, moment: Moment): OrderNode['transactions'][number] => ({
  id: moment.id('OrderTransaction'),
  kind,
  status,
  gateway: 'Alipay',
  amountSet,
  createdAt: moment.now,
  processedAt: moment.now,
})

function lineOf(order: OrderNode, id: string): LineNode {
  const line = order.lineItems.nodes.find(l => l.id === id)
  if (!line) throw new RangeError(`order ${order.name} has no line ${id}`)
  return line
}
