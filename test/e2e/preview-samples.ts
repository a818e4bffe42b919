import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const FOLDER = path.join(import.meta.dirname, '../../connectors/shopify/test/samples')

const lineSchema = z.object({
  sku: z.string(),
  quantity: z.number(),
  grossBeforeDiscount: z.string(),
  discount: z.string(),
  net: z.string(),
  shopifyTax: z.string(),
})
const orderSchema = z.object({
  file: z.string(),
  topic: z.literal('orders/paid'),
  case: z.string(),
  expected: z.object({ taxesIncluded: z.boolean(), total: z.string(), totalTax: z.string(), lines: z.array(lineSchema), shippingNet: z.string() }),
})
const refundSchema = z.object({ file: z.string(), of: z.string(), case: z.string(), expected: z.object({ refundTotalShop: z.string() }) })
export type SampleOrder = z.infer<typeof orderSchema>
export type SampleRefund = z.infer<typeof refundSchema> & { readonly order: SampleOrder }

/** Every paid order, and every refund with its order, of the Shopify samples with the sums that their index expects. */
export function samples(): { readonly orders: readonly SampleOrder[]; readonly refunds: readonly SampleRefund[] } {
  const { cases } = z.object({ cases: z.array(z.unknown()) }).parse(JSON.parse(readFileSync(path.join(FOLDER, 'index.json'), 'utf8')))
  const orders = cases.flatMap(c => orderSchema.safeParse(c).data ?? [])
  const refunds = cases
    .flatMap(c => refundSchema.safeParse(c).data ?? [])
    .flatMap(refund => orders.filter(o => o.file.startsWith(refund.of)).map(order => ({ ...refund, order })))
  return { orders, refunds }
}

export const sampleFile = (name: string): string => path.join(FOLDER, name)

/** Files of the folder that are orders or refunds, whether the index names them or not. */
export const sampleNames = (): string[] => readdirSync(FOLDER).filter(name => /^[012]\d-.*\.json$/.test(name))

/** Codes and rates of what the samples sell; the printed name is the SKU, so that lines can be told apart. */
export const settings = {
  seller: { taxNumber: '91000000000000000K', name: '示例商店有限公司', kind: 'general', issuer: '王会计' },
  policy: { withoutTitle: 'person', pricesContainTax: true },
  taxMap: [
    ['TEA-250', '1030308010000000000', '0.13'],
    ['RICE-5KG', '1030102010100000000', '0.09'],
    ['BOOK-11', '1060201010700000000', '0.09'],
    ['SVC-INST', '3040399000000000000', '0.06', '生产生活服务'],
    ['MUG-01', '1080121010000000000', '0.13'],
    ['PUMP-9', '1090117010000000000', '0.13'],
  ].map(([sku = '', taxCode, rate, shortName]) => ({ match: { sku }, taxCode, rate, name: sku, ...(shortName === undefined ? {} : { shortName }) })),
}
