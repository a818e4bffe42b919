import { z } from 'zod'
import { sellerSchema } from '../party/seller.ts'
import { mapRuleSchema } from '../tax/tax-map.ts'

/** What one store wants. Every choice that could make a wrong document has no built-in answer: it holds until a person chose. */
export const policySchema = z.strictObject({
  mode: z.enum(['live', 'shadow', 'off']).default('live').describe('live: issue; shadow: compose and show, never send; off: nothing'),
  issueFrom: z.iso.datetime({ offset: true }).optional().describe('go-live instant: orders paid earlier are out of scope unless requested'),
  issueWhen: z.enum(['paid', 'request', 'window', 'manual']).default('paid').describe('when a paid order is invoiced'),
  windowDays: z.number().int().min(0).max(365).default(0).describe('after-sales window for issueWhen "window"'),
  withoutTitle: z.enum(['person', 'hold']).optional().describe('no title on the order: 个人 ordinary invoice, or hold; no answer holds'),
  pricesContainTax: z.boolean().optional().describe('for orders on which the platform computed no tax; no answer holds'),
  giftCards: z.enum(['hold', 'invoice']).default('hold').describe('sold gift cards: hold, or invoice with their mapped not-taxed code'),
  shipping: z
    .enum(['line', 'spread', 'mapped'])
    .default('line')
    .describe('line: own line with code and rate of the goods line of highest value; spread: into the goods lines; mapped: its own mapping rule'),
  reds: z.enum(['partial', 'fullAndReissue']).default('partial').describe('how a part refund is reversed where the gateway allows both'),
  gifts: z.enum(['drop', 'show']).default('drop').describe('goods given free: left out, or shown and discounted by 100 %'),
  refundedService: z.enum(['03', '04']).default('03').describe('reason for returned services: 03 服务中止 or 04 销售折让'),
  invoiceMaxFen: z.number().int().positive().optional().describe('cap of one invoice, tax included, in fen, where the seller has one'),
  exchange: z
    .strictObject({
      source: z.string().min(1).describe('whose rates these are, for instance 中国人民银行中间价'),
      rates: z
        .array(
          z.strictObject({
            currency: z.string().regex(/^[A-Z]{3}$/),
            from: z.iso.date().describe('in force for payments from this day, Asia/Shanghai'),
            rate: z
              .string()
              .regex(/^\d+(\.\d+)?$/, 'a decimal such as "7.1024"')
              .describe('CNY for one unit'),
          }),
        )
        .min(1),
    })
    .optional()
    .describe('dated rates for orders settled in another currency; none: such orders hold'),
  remark: z.string().max(200).default('').describe('remark; {order} stands for the order number'),
})
export type Policy = z.infer<typeof policySchema>

/** Everything that decides a store's documents: the seller, the policy, the tax map. The settings file of `fapiao preview` is this. */
export const settingsSchema = z.strictObject({
  seller: sellerSchema,
  policy: policySchema.prefault({}),
  taxMap: z.array(mapRuleSchema).default([]),
  connector: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('settings of the connector that decide how an order is read (for instance the note attributes that carry a title)'),
})
export type Settings = z.infer<typeof settingsSchema>
