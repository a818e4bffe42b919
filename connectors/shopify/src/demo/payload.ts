import { minus, receivedOf } from './amounts.ts'
import type { Bag, LineNode, OrderNode, RefundNode, ShippingNode } from './order-node.ts'
import { plainId } from './state.ts'

/** Bodies of webhooks: the fields of the REST resources that an invoice is made of, ids as JSON numbers as the platform sends them. */
export type Payload = Readonly<Record<string, unknown>>

export function orderPayload(order: OrderNode): Payload {
  const outstanding = minus(order.totalPriceSet, receivedOf(order))
  return {
    ...identity(order.id),
    name: order.name,
    order_number: Number(order.name.replace(/\D/g, '')),
    created_at: order.createdAt,
    processed_at: order.processedAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    test: order.test,
    currency: order.currencyCode,
    presentment_currency: order.presentmentCurrencyCode,
    taxes_included: order.taxesIncluded,
    duties_included: false,
    financial_status: order.displayFinancialStatus.toLowerCase(),
    ...money('total_price', order.totalPriceSet),
    ...money('total_outstanding', outstanding),
    total_tip_received: order.totalTipReceivedSet.shopMoney.amount,
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
    email: order.email,
    phone: order.phone,
    customer_locale: order.customerLocale,
    payment_gateway_names: [...new Set(order.transactions.map(t => t.gateway))],
    line_items: order.lineItems.nodes.map(lineItem),
    shipping_lines: order.shippingLines.nodes.map(shippingLine),
    refunds: order.refunds.map(refund => refundPayload(order, refund)),
  }
}

export const refundPayload = (order: OrderNode, refund: RefundNode): Payload => ({
  ...identity(refund.id),
  order_id: Number(plainId(order.id)),
  created_at: refund.createdAt,
  processed_at: refund.createdAt,
  note: refund.note,
  refund_line_items: refund.refundLineItems.nodes.map(l => ({
    line_item_id: Number(plainId(l.lineItem.id)),
    quantity: l.quantity,
    restock_type: l.restockType.toLowerCase(),
    subtotal: Number(l.subtotalSet.shopMoney.amount),
    subtotal_set: set(l.subtotalSet),
    total_tax: Number(l.totalTaxSet.shopMoney.amount),
    total_tax_set: set(l.totalTaxSet),
  })),
  refund_shipping_lines: refund.refundShippingLines.nodes.map(l => ({
    shipping_line_id: Number(plainId(l.shippingLine.id)),
    subtotal_amount_set: set(l.subtotalAmountSet),
  })),
  order_adjustments: refund.orderAdjustments.nodes.map(a => ({ ...identity(a.id), ...money('amount', a.amountSet), reason: 'Refund discrepancy' })),
  transactions: refund.transactions.nodes.map(t => ({
    ...identity(t.id),
    kind: t.kind.toLowerCase(),
    status: t.status.toLowerCase(),
    // In the currency the buyer paid in, unlike everything else that stands bare (platforms.md 1.7).
    amount: t.amountSet.presentmentMoney.amount,
    currency: t.amountSet.presentmentMoney.currencyCode,
    gateway: t.gateway,
  })),
})

export const editPayload = (order: OrderNode): Payload => ({
  order_edit: { id: Number(plainId(order.id)), order_id: Number(plainId(order.id)), created_at: order.updatedAt, notify_customer: false },
})

const lineItem = (line: LineNode): Payload => ({
  ...identity(line.id),
  title: line.title,
  variant_title: line.variantTitle,
  sku: line.sku,
  vendor: line.vendor,
  product_id: line.product ? Number(plainId(line.product.id)) : null,
  quantity: line.quantity,
  current_quantity: line.currentQuantity,
  gift_card: line.isGiftCard,
  ...money('price', line.originalUnitPriceSet),
  tax_lines: taxLines(line),
  discount_allocations: allocations(line),
  duties: [],
})

const shippingLine = (line: ShippingNode): Payload => ({
  id: Number(plainId(line.id)),
  title: line.title,
  is_removed: line.isRemoved,
  ...money('price', line.originalPriceSet),
  ...money('discounted_price', line.discountedPriceSet),
  tax_lines: taxLines(line),
  discount_allocations: allocations(line),
})

const taxLines = ({ taxLines: taxes }: Pick<LineNode, 'taxLines'>): Payload[] =>
  taxes.map(t => ({ title: t.title, rate: t.rate, ...money('price', t.priceSet), channel_liable: false }))

const allocations = ({ discountAllocations }: Pick<LineNode, 'discountAllocations'>): Payload[] =>
  discountAllocations.map(a => money('amount', a.allocatedAmountSet))

const identity = (global: string): Payload => ({ id: Number(plainId(global)), admin_graphql_api_id: global })
const money = (name: string, bag: Bag): Payload => ({ [name]: bag.shopMoney.amount, [`${name}_set`]: set(bag) })
const set = ({ shopMoney, presentmentMoney }: Bag): Payload => ({
  shop_money: { amount: shopMoney.amount, currency_code: shopMoney.currencyCode },
  presentment_money: { amount: presentmentMoney.amount, currency_code: presentmentMoney.currencyCode },
})
