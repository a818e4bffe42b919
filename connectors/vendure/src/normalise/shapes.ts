import { z } from 'zod'

const money = z.number().int().safe().describe('minor units of the order’s currency, as Vendure keeps money')
const percent = z.number().min(0).max(100)

const lineSchema = z.strictObject({
  id: z.string().min(1),
  sku: z.string().optional(),
  name: z.string().min(1),
  productId: z.string().optional(),
  taxCode: z.string().optional().describe('custom field fapiaoTaxCode of the variant'),
  taxCategory: z.string().optional(),
  facets: z.array(z.string()).optional().describe('codes of the facet values: collections for the mapping'),
  quantity: z.number().int().min(1),
  listed: money.describe('linePriceWithTax'),
  paid: money.describe('proratedLinePriceWithTax: every discount of the order spread'),
  taxRate: percent,
})

const sideSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  listed: money.describe('priceWithTax'),
  paid: money.describe('discountedPriceWithTax'),
  taxRate: percent,
})

/**
 * What was paid for, written in the transaction of the payment. Vendure changes the lines of an order when units are cancelled (their prices become
 * those of what is left, at last nothing), so they cannot be read later.
 */
export const pictureSchema = z.strictObject({
  paidAt: z.iso.datetime({ offset: true }),
  totalWithTax: money,
  lines: z.array(lineSchema),
  shipping: z.array(sideSchema),
  surcharges: z.array(sideSchema),
  /** Payments settled by then. A later payment makes a new picture. */
  paid: money,
  /** Refunds settled before this picture was made: their money is not in its lines any more. */
  refundsBefore: z.array(z.string()),
})
export type Picture = z.infer<typeof pictureSchema>

const refundSchema = z.strictObject({
  id: z.string().min(1),
  createdAt: z.iso.datetime({ offset: true }),
  state: z.string(),
  total: money,
  shipping: money,
  lines: z.array(z.strictObject({ orderLineId: z.string().min(1), quantity: z.number().int().min(0) })),
  reason: z.string().optional(),
})
export const vendureRefundSchema = refundSchema

/** An order as the plugin hands it over: Vendure's own names, ids as text. */
export const vendureOrderSchema = z.strictObject({
  id: z.string().min(1),
  code: z.string().min(1),
  channel: z.string().min(1),
  state: z.string(),
  currencyCode: z.string().length(3),
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  orderPlacedAt: z.iso.datetime({ offset: true }).optional(),
  emailAddress: z.string().optional(),
  phoneNumber: z.string().optional(),
  /** Custom field fapiaoTitle, as the storefront wrote it. */
  fapiaoTitle: z.string().optional(),
  /** As of payment; for an unpaid order as it is now. */
  picture: pictureSchema,
  refunds: z.array(refundSchema),
})
export type VendureOrder = z.infer<typeof vendureOrderSchema>
export type VendureRefund = z.infer<typeof refundSchema>
