import { orderRefSchema, reason, shownSchema } from '@openfapiao/core'
import { z } from 'zod'
import { colour, format, instant, state, yuan } from './fields.ts'
import { pageOf, pageQuery } from './page.ts'

/** 挂起 / 校验问题: code, who can clear it, and the text in both languages. */
export const holdSchema = z.strictObject({
  code: z.string(),
  level: z.enum(['error', 'warning']),
  path: z.string(),
  who: z.enum(['owner', 'taxAdmin', 'finance', 'buyer', 'operator', 'developer']),
  zh: z.string(),
  en: z.string(),
})

/** One invoice, red letter or void, as lists show it. */
export const documentSchema = z.strictObject({
  id: z.string(),
  order: orderRefSchema,
  colour,
  kind: z.enum(['ordinary', 'special']),
  state,
  origin: z.enum(['ours', 'elsewhere']),
  seller: z.string().describe('key of the seller in the settings'),
  buyerName: z.string(),
  number: z.string().optional().describe('20 digits, once issued'),
  serial: z.string().optional().describe('开票流水号, once sealed'),
  of: z.string().optional().describe('red and void: id of the document it acts on'),
  reason: reason.optional().describe('red: 01 开票有误 02 销货退回 03 服务中止 04 销售折让'),
  amount: yuan,
  tax: yuan,
  total: yuan,
  createdAt: instant,
  submittedAt: instant.optional(),
  issuedAt: instant.optional(),
  hold: holdSchema.optional(),
})
export type DocumentOut = z.infer<typeof documentSchema>

/** With everything printed on it, its files and its deliveries. Addresses of buyers are never told. */
export const documentDetailSchema = documentSchema.extend({
  face: shownSchema,
  warnings: z.array(holdSchema),
  faults: z.array(holdSchema).describe('why the authority rejected it'),
  files: z.array(z.strictObject({ format, state: z.enum(['due', 'stored', 'held']), sm3: z.string().optional(), hold: holdSchema.optional() })),
  deliveries: z.array(
    z.strictObject({
      channel: z.string(),
      state: z.enum(['queued', 'sent', 'refused', 'held']),
      sentAt: instant.optional(),
      hold: holdSchema.optional(),
    }),
  ),
})
export type DocumentDetailOut = z.infer<typeof documentDetailSchema>

export const documentsQuery = z.strictObject({
  store: z.string().min(1).optional(),
  state: state.optional(),
  colour: colour.optional(),
  number: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  since: instant.optional().describe('created at or after this instant'),
  ...pageQuery,
})
export const documentsPageSchema = pageOf(documentSchema)
