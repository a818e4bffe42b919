import { z } from 'zod'

/** 抬头: who the invoice is made out to. A person needs no number; an organisation does (domain.md 7). */
export const titleSchema = z.strictObject({
  kind: z.enum(['person', 'organisation']),
  name: z.string().trim().min(1),
  taxNumber: z.string().trim().toUpperCase().optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
  bank: z.string().optional(),
  account: z.string().optional(),
})
export type Title = z.infer<typeof titleSchema>

/** Where the buyer is told. Personal data: encrypted at rest, never in content, events or logs. */
export const contactSchema = z.strictObject({
  email: z.string().optional(),
  mobile: z.string().optional(),
  /** 微信 openid at the merchant's service account 服务号. */
  openId: z.string().optional(),
  locale: z.enum(['zh', 'en']).optional(),
})
export type Contact = z.infer<typeof contactSchema>

/** 数电普票 / 数电专票. */
export const invoiceKind = z.enum(['ordinary', 'special'])
export type InvoiceKind = z.infer<typeof invoiceKind>

/** The title most orders without one get when the store's policy says so. */
export const PERSON: Title = { kind: 'person', name: '个人' }
