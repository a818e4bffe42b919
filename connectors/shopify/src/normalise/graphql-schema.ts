import { z } from 'zod'
import { amount, count, gid, instant, rate, words } from './values.ts'

/** Money as the buyer paid it; the shop's own currency has its own rounding (platforms.md 1.6). */
const money = z.object({ presentmentMoney: z.object({ amount }) }).transform(bag => bag.presentmentMoney.amount)

const nodes = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node) }).transform(connection => connection.nodes)

const taxLine = z.object({ priceSet: money, rate: rate.nullish(), channelLiable: z.boolean().nullish() })
const allocations = z.array(z.object({ allocatedAmountSet: money }))

/** A text that somebody entered on variant or product; whether it is a code the core says. */
const metafield = z
  .object({ value: words })
  .nullish()
  .transform(found => found?.value)

const product = z.object({
  id: gid,
  productType: words,
  tags: z.array(z.string()).nullish(),
  category: z.object({ fullName: z.string() }).nullish(),
  collections: nodes(z.object({ handle: z.string() })).nullish(),
  metafield,
})

const lineItem = z.object({
  id: gid,
  title: z.string(),
  variantTitle: words,
  sku: words,
  vendor: words,
  quantity: count,
  isGiftCard: z.boolean(),
  originalUnitPriceSet: money,
  discountAllocations: allocations,
  taxLines: z.array(taxLine),
  duties: z.array(z.object({ price: money, taxLines: z.array(taxLine) })),
  product: product.nullish(),
  variant: z.object({ metafield }).nullish(),
})

const shippingLine = z.object({
  id: gid.nullish(),
  title: z.string(),
  isRemoved: z.boolean(),
  originalPriceSet: money,
  discountedPriceSet: money,
  discountAllocations: allocations,
  taxLines: z.array(taxLine),
})

const transaction = z.object({
  kind: z.string(),
  status: z.string(),
  amountSet: money,
  createdAt: instant,
  processedAt: instant.nullish(),
})

/** A refund as `Refund` of the Admin API gives it. */
export const graphqlRefundSchema = z.object({
  id: gid,
  createdAt: instant.nullish(),
  processedAt: instant.nullish(),
  note: words,
  order: z.object({ id: gid }).nullish(),
  totalRefundedSet: money,
  duties: z.array(z.object({ amountSet: money })).nullish(),
  refundLineItems: nodes(z.object({ quantity: count, lineItem: z.object({ id: gid }), subtotalSet: money, totalTaxSet: money })),
  refundShippingLines: nodes(z.object({ shippingLine: z.object({ id: gid.nullish() }), subtotalAmountSet: money, taxAmountSet: money })),
  transactions: nodes(z.object({ kind: z.string(), status: z.string(), amountSet: money })),
})
export type GraphqlRefund = z.output<typeof graphqlRefundSchema>

/** An order as `Order` of the Admin API gives it, the fields of `admin/queries.ts`. */
export const graphqlOrderSchema = z.object({
  id: gid,
  name: z.string().min(1),
  createdAt: instant,
  updatedAt: instant,
  cancelledAt: instant.nullish(),
  test: z.boolean(),
  presentmentCurrencyCode: z.string().length(3),
  taxesIncluded: z.boolean(),
  dutiesIncluded: z.boolean(),
  totalPriceSet: money,
  totalTipReceivedSet: money,
  totalCashRoundingAdjustment: z.object({ paymentSet: money }),
  additionalFees: z.array(z.object({ id: gid, name: z.string(), price: money, taxLines: z.array(taxLine) })),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullish() })),
  email: words,
  phone: words,
  customerLocale: words,
  transactions: z.array(transaction),
  lineItems: nodes(lineItem),
  shippingLines: nodes(shippingLine),
  refunds: z.array(graphqlRefundSchema),
})
export type GraphqlOrder = z.output<typeof graphqlOrderSchema>
