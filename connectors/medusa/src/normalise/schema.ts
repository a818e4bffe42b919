import { z } from 'zod'
import { exact, instant, metadata, rows, words } from './values.ts'

/**
 * The rows of Medusa 2.2x as `query.graph` and the Admin API give them; only what is used. Totals are not: they move with returns, credit lines and
 * cancellation (platforms-runtime.md 1.4), so that every amount is computed from prices, quantities, adjustments and rates.
 */
const moved = { id: z.string().min(1), created_at: instant }

const adjustment = exact({ is_tax_inclusive: z.boolean().nullish() }, ['amount'])
const priced = {
  id: z.string().min(1),
  is_tax_inclusive: z.boolean().nullish(),
  tax_lines: rows(exact({}, ['rate'])),
  adjustments: rows(adjustment),
  metadata,
}

const product = z.looseObject({
  metadata,
  collection: z.object({ title: words }).nullish(),
  categories: rows(z.object({ name: words })),
  tags: rows(z.object({ value: words })),
})

const item = exact(
  {
    ...priced,
    title: words,
    product_title: words,
    variant_title: words,
    variant_sku: words,
    product_id: words,
    is_giftcard: z.boolean().nullish(),
    variant: z.looseObject({ metadata }).nullish(),
    product: product.nullish(),
  },
  ['unit_price', 'quantity'],
)

const shipping = exact({ ...priced, name: words }, ['amount'])

const payment = z.object({
  id: z.string().min(1),
  captures: rows(exact(moved, ['amount'])),
  refunds: rows(exact({ ...moved, note: words }, ['amount'])),
})

const RECEIVED = ['received_quantity', 'damaged_quantity'] as const
const returned = z.object({
  id: z.string().min(1),
  status: z.string(),
  received_at: instant.nullish(),
  canceled_at: instant.nullish(),
  items: rows(exact({ item_id: z.string() }, RECEIVED, RECEIVED)),
})

const row = z.object({
  id: z.string().min(1),
  display_id: z.union([z.number(), z.string()]),
  custom_display_id: words,
  version: z.number().int().nullish(),
  status: z.string().nullish(),
  currency_code: words,
  email: words,
  locale: words,
  created_at: instant,
  updated_at: instant.nullish(),
  canceled_at: instant.nullish(),
  metadata,
  items: rows(item),
  shipping_methods: rows(shipping),
  payment_collections: rows(z.object({ currency_code: words, payments: rows(payment) })),
  returns: rows(returned),
})

/** The currency is asked of the order, else of its payments. */
export const orderSchema = row.transform((order, context) => {
  const code = order.currency_code ?? order.payment_collections.find(c => c.currency_code !== undefined)?.currency_code
  if (code === undefined) context.issues.push({ code: 'custom', message: '缺少币种 no currency', path: ['currency_code'], input: code })
  return { ...order, currency: (code ?? '').toUpperCase(), cancelled: order.canceled_at != null || order.status === 'canceled' }
})
export type MedusaOrder = z.output<typeof orderSchema>
export type MedusaItem = MedusaOrder['items'][number]
export type MedusaShipping = MedusaOrder['shipping_methods'][number]

/** A refund on its own, in a file. */
export const refundSchema = exact({ ...moved, note: words }, ['amount'])

/**
 * An order, and the same order as it stood at its last capture where it has been changed since. Without `asPaid` it has not been. A bare order row and
 * the Admin API's `{order}` are taken too.
 */
export const fileSchema = z.preprocess(
  raw => (typeof raw === 'object' && raw !== null && 'order' in raw ? raw : { order: raw }),
  z.object({ order: orderSchema, asPaid: orderSchema.nullish() }),
)
export type MedusaFile = z.output<typeof fileSchema>
