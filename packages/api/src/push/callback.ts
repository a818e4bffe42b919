import { orderRefSchema } from '@openfapiao/core'
import { z } from 'zod'
import { orderStateSchema } from './answers.ts'

/** What a store's callback address is told when an invoice or a red letter was issued. `id` is the same for the same news. */
export const invoiceNewsSchema = z.strictObject({
  id: z.string().describe('相同内容相同标识，用于去重 the same for the same content: take it once'),
  order: orderRefSchema,
  invoices: orderStateSchema.shape.invoices.unwrap(),
})
export type InvoiceNews = z.infer<typeof invoiceNewsSchema>
