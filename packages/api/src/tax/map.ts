import { z } from 'zod'
import { holdSchema } from '../document.ts'
import { yuan } from '../fields.ts'

const date = z.iso.date().optional().describe('供货日期，默认今天 supply date; default today')

/** What a rule can match on, as of one order line. */
export const mapLineSchema = z.strictObject({
  title: z.string().min(1).max(300),
  role: z.enum(['goods', 'shipping', 'giftWrap', 'tip', 'fee', 'giftCard']).default('goods'),
  sku: z.string().optional(),
  product: z.string().optional(),
  category: z.string().optional(),
  collections: z.array(z.string()).optional(),
  vendor: z.string().optional(),
  tags: z.array(z.string()).optional(),
  taxCode: z.string().optional().describe('the line brings its own code, which wins over every rule'),
  rate: z.string().optional(),
  policyMark: z.string().optional(),
})
export type MapLine = z.infer<typeof mapLineSchema>

/** 映射测试: which code this line would get, and why. */
export const mapTestSchema = z.strictObject({ platform: z.string().min(1), store: z.string().min(1), date, line: mapLineSchema })

/** A rule of the store's map that fits the line; `rule` is its place in the map, from 0. */
const fittingSchema = z.strictObject({
  rule: z.number().int(),
  match: z.record(z.string(), z.union([z.string(), z.boolean()])),
  taxCode: z.string(),
  rate: z.string().optional(),
  from: z.string().optional(),
  by: z.string().optional(),
})

/** Either `coding` or `fault`. `fitting`: every rule that fits on the date, the one that wins first. */
export const mapTestedSchema = z.strictObject({
  platform: z.string(),
  store: z.string(),
  date: z.string(),
  edition: z.string(),
  line: mapLineSchema,
  coding: z
    .strictObject({
      taxCode: z.string(),
      shortName: z.string(),
      rate: z.string(),
      policyMark: z.string().optional(),
      name: z.string().describe('as printed'),
      unit: z.string().optional(),
      spec: z.string().optional(),
      why: z.string(),
    })
    .optional(),
  fault: holdSchema.optional(),
  fitting: z.array(fittingSchema),
})
export type MapTested = z.infer<typeof mapTestedSchema>

export const unmappedQuery = z.strictObject({
  platform: z.string().min(1).optional(),
  store: z.string().min(1).optional(),
})

/** 待映射: goods of held orders that no rule codes, the highest sales first. */
export const unmappedSchema = z.strictObject({
  orders: z.number().int().describe('held orders that were looked at'),
  rows: z.array(
    z.strictObject({
      platform: z.string(),
      store: z.string(),
      sku: z.string().optional(),
      product: z.string().optional(),
      title: z.string(),
      orders: z.number().int(),
      value: yuan.describe('what they sold for, tax included'),
    }),
  ),
})
export type UnmappedOut = z.infer<typeof unmappedSchema>
