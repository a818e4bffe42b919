import { invoiceKind, titleSchema } from '@openfapiao/core'
import { z } from 'zod'
import { pushedContactSchema } from './contact.ts'
import { id, instant } from './parts.ts'

/** 开票申请: a buyer asks for an invoice, or for another title. */
export const pushedRequestSchema = z.strictObject({
  key: id.describe('申请号，店铺内唯一；重复推送只算一次 unique in the store: a repeat counts once'),
  title: titleSchema.describe('发票抬头 who the invoice is made out to'),
  kind: invoiceKind.default('ordinary').describe('普票 ordinary / 专票 special'),
  contact: pushedContactSchema.optional(),
  at: instant.optional().describe('申请时间，缺省为收到时 instant of the request; when it arrived unless given'),
})
export type PushedRequest = z.infer<typeof pushedRequestSchema>
