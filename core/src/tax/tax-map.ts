import { z } from 'zod'

const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a decimal such as "0.13"')

/**
 * 编码映射 rule: what it matches (all given conditions must hold) and what a matching line gets. Precedence is by the most specific
 * condition: line > SKU > product > category or collection > vendor or tag > role > store default (design section 9); among equals the later `from` wins, then the first.
 */
export const mapRuleSchema = z.strictObject({
  match: z
    .strictObject({
      sku: z.string().optional(),
      product: z.string().optional().describe("the platform's product id"),
      category: z.string().optional(),
      collection: z.string().optional(),
      vendor: z.string().optional(),
      tag: z.string().optional(),
      role: z.enum(['goods', 'shipping', 'giftWrap', 'tip', 'fee', 'giftCard']).optional(),
      default: z.literal(true).optional().describe('the store default: chosen by a person, never built in'),
    })
    .refine(m => Object.values(m).some(v => v !== undefined), { message: 'name at least one condition, or default: true' }),
  taxCode: z.string().regex(/^\d{19}$/, 'a tax code is a text of 19 digits'),
  rate: decimal.optional().describe('税率 such as "0.13"; needed where the code has several statutory rates'),
  shortName: z.string().optional().describe('商品和服务分类简称; taken from the edition when left out'),
  policyMark: z
    .string()
    .regex(/^(0[1-9]|1[0-8])$/)
    .optional()
    .describe('优惠政策标识 01–18, for instance 03 免税, 04 不征税'),
  name: z.string().optional().describe('item name to print instead of the product title'),
  unit: z.string().optional(),
  spec: z.string().optional(),
  from: z.iso.date().optional().describe('valid for supplies from this date'),
  by: z.string().optional().describe('who set it, shown as part of "why"'),
})
export type MapRule = z.infer<typeof mapRuleSchema>
export type TaxMap = readonly MapRule[]
