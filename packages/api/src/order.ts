import { orderRefSchema, titleSchema } from '@openfapiao/core'
import { z } from 'zod'
import { documentDetailSchema, documentSchema, holdSchema } from './document.ts'
import { instant, yuan } from './fields.ts'
import { pageOf, pageQuery } from './page.ts'

/** An order with what was made of it. owed = paid − refunded; covered = issued or on the way; the two meet, or `hold` says why not. */
export const orderOutSchema = z.strictObject({
  ref: orderRefSchema,
  number: z.string().describe('what people call it'),
  seller: z.string(),
  currency: z.string(),
  createdAt: instant,
  paidAt: instant.optional(),
  total: yuan,
  paid: yuan,
  refunded: yuan,
  covered: yuan.describe('sum of its documents that are waiting, on the way or issued, reds deducted'),
  cancelled: z.boolean(),
  hold: holdSchema.optional(),
  page: z.string().describe("path of the buyer's page"),
  documents: z.array(documentSchema),
})
export type OrderOut = z.infer<typeof orderOutSchema>

export const orderDetailSchema = orderOutSchema.extend({
  title: titleSchema.optional().describe('asked for last: by request, else on the order'),
  email: z.string().optional().describe('masked'),
  documents: z.array(documentDetailSchema),
})
export type OrderDetailOut = z.infer<typeof orderDetailSchema>

export const ordersQuery = z.strictObject({
  store: z.string().min(1).optional(),
  held: z.enum(['true', 'false']).optional().describe('true: only orders that wait for a person'),
  ...pageQuery,
})
export const ordersPageSchema = pageOf(orderOutSchema)
