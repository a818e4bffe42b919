import { orderRefSchema } from '@openfapiao/core'
import { z } from 'zod'
import { holdSchema } from '../document.ts'
import { instant, yuan } from '../fields.ts'

const outcome = z
  .enum(['stored', 'unchanged', 'older'])
  .describe('stored 已保存；unchanged 已有相同内容；older 已有更新的版本，本次不生效 a newer version is here already and stays')

/** The order as it stands after the push. */
export const orderTakenSchema = z.strictObject({
  order: orderRefSchema,
  outcome,
  revision: z.number().int().optional(),
  updatedAt: instant,
  total: yuan,
  paid: yuan,
  lines: z.array(z.strictObject({ id: z.string(), total: yuan.describe('含税，折扣后 what was paid for it, tax included') })),
})
export type OrderTaken = z.infer<typeof orderTakenSchema>

const refundLine = z.strictObject({ line: z.string(), quantity: z.string().optional(), amount: yuan })

/** The refund as it was resolved: amounts that were computed are told, and stay. */
export const refundTakenSchema = z.strictObject({
  order: orderRefSchema,
  refund: z.string(),
  outcome: outcome.exclude(['older']),
  amount: yuan,
  lines: z.array(refundLine),
  left: yuan.describe('订单剩余可退 what is left of the order'),
})
export type RefundTaken = z.infer<typeof refundTakenSchema>

export const requestTakenSchema = z.strictObject({
  order: orderRefSchema,
  key: z.string(),
  outcome: z.enum(['made', 'known']),
  warnings: z.array(holdSchema),
})
export type RequestTaken = z.infer<typeof requestTakenSchema>

export const contactErasedSchema = z.strictObject({ order: orderRefSchema, outcome: z.literal('erased') })
export type ContactErased = z.infer<typeof contactErasedSchema>

/** What became of the order so far, as far as a pusher may know. No buyer's address is told. */
export const orderStateSchema = z.strictObject({
  order: orderRefSchema,
  revision: z.number().int().optional(),
  updatedAt: instant,
  total: yuan,
  paid: yuan,
  refunded: yuan,
  refunds: z.array(z.strictObject({ id: z.string(), createdAt: instant, amount: yuan, lines: z.array(refundLine) })),
  invoices: z
    .strictObject({
      state: z.enum(['issued', 'reversed']),
      link: z.string().describe("购买方页面 address of the buyer's page"),
      documents: z.array(
        z.strictObject({
          colour: z.enum(['blue', 'red']),
          number: z.string(),
          issuedAt: z.string(),
          total: yuan,
        }),
      ),
    })
    .optional()
    .describe('已开具的单据；未开具时没有 what was issued; absent until then'),
})
export type OrderState = z.infer<typeof orderStateSchema>
