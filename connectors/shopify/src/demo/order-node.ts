import { z } from 'zod'

/** The nodes that the shop holds: all fields of the schema stay as they are, these are the ones it works with. */
const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() })
const bagSchema = z.object({ shopMoney: moneySchema, presentmentMoney: moneySchema })
const taxSchema = z.looseObject({ title: z.string(), rate: z.number(), priceSet: bagSchema })
const allocationSchema = z.object({ allocatedAmountSet: bagSchema })
const transactionSchema = z.looseObject({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  amountSet: bagSchema,
  createdAt: z.string(),
  processedAt: z.string(),
})

const lineSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  vendor: z.string().nullable(),
  quantity: z.number(),
  currentQuantity: z.number(),
  isGiftCard: z.boolean(),
  originalUnitPriceSet: bagSchema,
  discountAllocations: z.array(allocationSchema),
  taxLines: z.array(taxSchema),
  product: z.looseObject({ id: z.string() }).nullable(),
})
const shippingSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  isRemoved: z.boolean(),
  originalPriceSet: bagSchema,
  discountedPriceSet: bagSchema,
  discountAllocations: z.array(allocationSchema),
  taxLines: z.array(taxSchema),
})
const refundSchema = z.looseObject({
  id: z.string(),
  createdAt: z.string(),
  note: z.string().nullable(),
  totalRefundedSet: bagSchema,
  refundLineItems: z.object({
    nodes: z.array(
      z.object({
        lineItem: z.object({ id: z.string() }),
        quantity: z.number(),
        restockType: z.string(),
        subtotalSet: bagSchema,
        totalTaxSet: bagSchema,
      }),
    ),
  }),
  refundShippingLines: z.object({
    nodes: z.array(z.looseObject({ shippingLine: z.object({ id: z.string() }), subtotalAmountSet: bagSchema, taxAmountSet: bagSchema })),
  }),
  orderAdjustments: z.object({ nodes: z.array(z.looseObject({ id: z.string(), amountSet: bagSchema })) }),
  transactions: z.object({ nodes: z.array(transactionSchema) }),
})

export const orderNodeSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  processedAt: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  displayFinancialStatus: z.string(),
  test: z.boolean(),
  currencyCode: z.string(),
  presentmentCurrencyCode: z.string(),
  taxesIncluded: z.boolean(),
  totalPriceSet: bagSchema,
  totalTipReceivedSet: bagSchema,
  customAttributes: z.array(z.object({ key: z.string(), value: z.string() })),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  customerLocale: z.string().nullable(),
  transactions: z.array(transactionSchema),
  lineItems: z.object({ nodes: z.array(lineSchema) }),
  shippingLines: z.object({ nodes: z.array(shippingSchema) }),
  refunds: z.array(refundSchema),
})

export type OrderNode = z.output<typeof orderNodeSchema>
export type LineNode = z.output<typeof lineSchema>
export type ShippingNode = z.output<typeof shippingSchema>
export type RefundNode = z.output<typeof refundSchema>
export type Bag = z.output<typeof bagSchema>
