import { z } from 'zod'
import { amount, count, instant, rate, reference, row, words } from './values.ts'

const set = z.object({ presentment_money: z.object({ amount }) }).transform(({ presentment_money }) => presentment_money.amount)
const money = { set: set.nullish(), bare: amount }

const taxLine = z.object({ price: money.bare, price_set: money.set, rate: rate.nullish(), channel_liable: z.boolean().nullish() })
const taxLines = z.array(taxLine).default([])
const allocations = z.array(z.object({ amount: money.bare, amount_set: money.set })).default([])
const duties = z.array(z.object({ tax_lines: taxLines })).nullish()

const lineItem = z
  .object({
    title: z.string(),
    variant_title: words,
    sku: words,
    vendor: words,
    product_id: reference,
    quantity: count,
    price: money.bare,
    price_set: money.set,
    gift_card: z.boolean().default(false),
    tip_payment_gateway: words,
    tax_lines: taxLines,
    discount_allocations: allocations,
    duties,
  })
  .and(row)

const shippingLine = z
  .object({
    title: words,
    price: money.bare,
    price_set: money.set,
    discounted_price: money.bare.nullish(),
    discounted_price_set: money.set,
    is_removed: z.boolean().nullish(),
    tax_lines: taxLines,
    discount_allocations: allocations,
  })
  .and(row)

/** `refunds/create`, and the `refunds` inside an order. */
export const restRefundSchema = z
  .object({
    order_id: reference,
    created_at: instant,
    note: words,
    refund_line_items: z
      .array(
        z.object({
          line_item_id: reference,
          line_item: row.nullish(),
          quantity: count,
          subtotal: money.bare,
          subtotal_set: money.set,
          total_tax: money.bare,
          total_tax_set: money.set,
        }),
      )
      .default([]),
    refund_shipping_lines: z
      .array(z.object({ shipping_line_id: reference, shipping_line: row.nullish(), subtotal_amount_set: money.set, tax_amount_set: money.set }))
      .nullish(),
    order_adjustments: z
      .array(z.object({ kind: words, amount: money.bare, amount_set: money.set, tax_amount: money.bare.nullish(), tax_amount_set: money.set }))
      .default([]),
    total_duties_set: money.set,
    transactions: z.array(z.object({ kind: z.string(), status: z.string(), amount: money.bare })).default([]),
  })
  .and(row)
export type RestRefund = z.output<typeof restRefundSchema>

/** `orders/paid` and its siblings: the order resource of the REST Admin API. */
export const restOrderSchema = z
  .object({
    name: z.string().min(1),
    created_at: instant,
    updated_at: instant,
    processed_at: instant.nullish(),
    cancelled_at: instant.nullish(),
    test: z.boolean().default(false),
    currency: z.string().length(3),
    presentment_currency: z.string().length(3).nullish(),
    taxes_included: z.boolean(),
    financial_status: words,
    total_price: money.bare,
    total_price_set: money.set,
    total_outstanding: money.bare.nullish(),
    total_tip_received: money.bare.nullish(),
    total_cash_rounding_payment_adjustment_set: money.set,
    duties_included: z.boolean().nullish(),
    original_total_duties_set: money.set,
    original_total_additional_fees_set: money.set,
    note_attributes: z.array(z.object({ name: z.string(), value: z.unknown().optional() })).default([]),
    email: words,
    phone: words,
    customer_locale: words,
    line_items: z.array(lineItem).min(1),
    shipping_lines: z.array(shippingLine).default([]),
    refunds: z.array(restRefundSchema).default([]),
  })
  .and(row)
export type RestOrder = z.output<typeof restOrderSchema>
