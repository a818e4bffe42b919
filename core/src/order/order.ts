import { z } from 'zod'
import { contactSchema, invoiceKind, titleSchema } from '../party/title.ts'
import { specialSchema } from '../special/special.ts'

/** Where an order lives: unique over the whole system. */
export const orderRefSchema = z.strictObject({
  platform: z.string().min(1).describe('connector identifier, for instance shopify'),
  store: z.string().min(1).describe("the store's own name on its platform, for instance example-shop.myshopify.com"),
  id: z.string().min(1).describe("the platform's order id, always text"),
})
export type OrderRef = z.infer<typeof orderRefSchema>
export const orderKey = (ref: OrderRef): string => `${ref.platform}/${ref.store}/${ref.id}`

const fen = z.number().int().safe()
const fenAtLeastZero = fen.min(0)
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a plain decimal such as 1 or 0.5')
const instant = z.iso.datetime({ offset: true })

/**
 * One thing sold, as of payment. Amounts are in the order's price basis (`Order.pricesIncludeTax`), for the whole line:
 * `valueFen` before any discount, `discountFen` all discounts of the line together (≥ 0, every order discount already spread).
 * `taxFen` is the platform's tax of the discounted line; needed where prices exclude tax, else only compared.
 */
export const orderLineSchema = z.strictObject({
  id: z.string().min(1),
  role: z.enum(['goods', 'shipping', 'giftWrap', 'tip', 'fee', 'giftCard']),
  title: z.string().min(1),
  sku: z.string().optional(),
  productId: z.string().optional(),
  category: z.string().optional(),
  collections: z.array(z.string()).optional(),
  vendor: z.string().optional(),
  tags: z.array(z.string()).optional(),
  quantity: decimal.optional(),
  unit: z.string().optional(),
  spec: z.string().optional(),
  valueFen: fenAtLeastZero,
  discountFen: fenAtLeastZero,
  taxFen: fenAtLeastZero.optional(),
  platformRate: decimal.optional(),
  unitPrice: decimal.optional().describe("given by the seller, in the order's price basis; kept only for display and checks"),
  taxCode: z.string().optional().describe('the line brings its own code: wins over every mapping rule'),
  rate: decimal.optional(),
  policyMark: z.string().optional(),
  special: specialSchema.optional().describe('special business of this line (特定要素) with its data'),
})
export type OrderLine = z.infer<typeof orderLineSchema>

/**
 * Money given back. `lines` name what it was for; `amountFen` is all of it, tax included, as paid out. What the lines do not
 * explain is an amount-only refund, spread by `allocateRefunds`.
 */
export const refundLineSchema = z.strictObject({
  lineId: z.string().min(1),
  quantity: decimal.optional(),
  grossFen: fenAtLeastZero.describe('tax-included amount given back for this line'),
})
export const refundSchema = z.strictObject({
  id: z.string().min(1),
  createdAt: instant,
  lines: z.array(refundLineSchema),
  amountFen: fenAtLeastZero,
  note: z.string().optional(),
})
export type RefundLine = z.infer<typeof refundLineSchema>
export type Refund = z.infer<typeof refundSchema>

/** At which rate an order of another currency became CNY: units of CNY for one of `currency`, in force from `on`, and who says so. */
export const conversionSchema = z.strictObject({ currency: z.string().length(3), rate: decimal, on: z.iso.date(), source: z.string().min(1) })
export type Conversion = z.infer<typeof conversionSchema>

/** 订单快照: the order as it is now, in the one shape that every connector makes. */
export const orderSchema = z.strictObject({
  ref: orderRefSchema,
  number: z.string().min(1).describe('what people call it, for instance #1001'),
  currency: z.string().length(3),
  conversion: conversionSchema.optional().describe('the order was settled in another currency; amounts are CNY at this rate'),
  /** undefined: the platform computed no tax at all, so only the store's policy knows. */
  pricesIncludeTax: z.boolean().optional(),
  createdAt: instant,
  updatedAt: instant,
  /** Instant of full payment; its Asia/Shanghai date is the supply date unless `suppliedOn` says otherwise. */
  paidAt: instant.optional(),
  suppliedOn: z.iso.date().optional(),
  totalFen: fenAtLeastZero.describe('what the buyer owes for the lines, tax included'),
  paidFen: fenAtLeastZero.describe('what the buyer has paid, refunds not deducted'),
  cancelled: z.boolean().optional(),
  test: z.boolean().optional().describe('a test order: never invoiced'),
  lines: z.array(orderLineSchema).min(1),
  refunds: z.array(refundSchema),
  title: titleSchema.optional(),
  kind: invoiceKind.optional(),
  contact: contactSchema.optional(),
})
export type Order = z.infer<typeof orderSchema>

/**
 * A person's order to reverse blues in full (reason 01). It names them, so what is issued afterwards is never reversed by it. `again`: issue anew
 * afterwards; else nothing more until somebody asks for an invoice.
 */
export const reverseSchema = z.strictObject({
  documents: z.array(z.string().min(1)).min(1).describe('row ids of the blues'),
  again: z.boolean(),
  by: z.string().min(1),
  why: z.string().min(1).describe('kept in the audit chain: no buyer data'),
})
export type Reverse = z.infer<typeof reverseSchema>

/** 开票申请: a buyer (or clerk) asks for an invoice or for another title. `key` makes repeats harmless. */
export const requestSchema = z.strictObject({
  key: z.string().min(1),
  order: orderRefSchema,
  title: titleSchema,
  kind: invoiceKind,
  contact: contactSchema.optional(),
  at: instant,
  reverse: reverseSchema.optional(),
})
export type Request = z.infer<typeof requestSchema>
