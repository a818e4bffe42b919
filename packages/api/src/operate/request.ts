import { contactSchema, invoiceKind, orderRefSchema, titleSchema } from '@openfapiao/core'
import { z } from 'zod'

/** 开票申请 for a buyer who asked on the telephone or in the shop. The same `key` with the same input is one request. */
export const requestInSchema = z.strictObject({
  key: z.string().min(8).max(100).describe('made by the caller, once per request'),
  order: orderRefSchema,
  title: titleSchema,
  kind: invoiceKind,
  contact: contactSchema.optional(),
})
export type RequestIn = z.infer<typeof requestInSchema>

export const requestOutSchema = z.strictObject({ outcome: z.enum(['made', 'known']), order: orderRefSchema })
