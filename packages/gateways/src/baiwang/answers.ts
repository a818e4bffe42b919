import { fenOf, fromShanghaiTime } from '@openfapiao/core'
import { z } from 'zod'

/** What the interface answers (gateways.md 5). An answer that does not fit is unreadable, and so unknown. */
const absent = (value: unknown): unknown => (value === '' || value === null ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.optional())
/** Codes come as texts or as numbers. */
const text = optional(z.union([z.string(), z.number().transform(String)]))
/** Yuan as text or as number: the shortest text of a number of 15 digits at most is exact. */
const money = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(/^-?\d{1,13}(\.\d{1,2}0*)?$/))
  .transform(fenOf)
/** `yyyyMMddHHmmss` in an issue, `yyyy-MM-dd HH:mm:ss` elsewhere; Asia/Shanghai. */
const time = z
  .string()
  .transform(t => t.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3 $4:$5:$6'))
  .pipe(z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/))
  .transform(fromShanghaiTime)
const list = optional(z.array(z.unknown())).transform(found => found ?? [])
/** A list of rows, or nothing at all. */
export const rowsSchema = list

export const answerSchema = z.object({
  success: z.boolean(),
  response: z.unknown().optional(),
  errorResponse: optional(z.object({ code: text, message: text, subCode: text, subMessage: text })),
})
export type Answer = z.output<typeof answerSchema>

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: optional(z.string()),
  expires_in: z.coerce.number().positive(),
})

export const issueSchema = z.object({ success: list, fail: list })
export const failSchema = z.object({ serialNo: text, code: text, message: text })

/** Rows are parsed one by one, so that one unreadable row does not hide the others. */
export const serialSchema = z.object({ serialNo: text })
export const invoiceSchema = z.object({
  invoiceCode: text,
  invoiceNo: optional(z.string()),
  einvoiceNo: optional(z.string()),
  invoiceDate: optional(time),
  invoiceTotalPrice: optional(money),
  invoiceTotalTax: optional(money),
  invoiceTotalPriceTax: optional(money),
  buyerName: text,
  invoiceStatus: text,
})
export type WireInvoice = z.output<typeof invoiceSchema>

export const formAcceptedSchema = z.object({ redConfirmUuid: z.string().min(1), redConfirmNo: text, confirmState: z.string() })

export const formSchema = z.object({
  redConfirmUuid: z.string().min(1),
  redConfirmNo: text,
  redConfirmSerialNo: text,
  entryIdentity: text,
  originalInvoiceNo: text,
  invoiceTotalPrice: optional(money),
  invoiceTotalTax: optional(money),
  confirmState: z.string(),
  alreadyRedInvoiceFlag: text,
  redInvoiceNo: optional(z.string()),
  redInvoiceDate: optional(time),
})
export type WireForm = z.output<typeof formSchema>
export const formsSchema = z.array(formSchema)
/** The details of one form: a list of one, or the form itself. */
export const formDetailSchema = z.union([formsSchema, formSchema.transform(form => [form])])

export const cancelledSchema = z.object({ invalidDate: time })

export const fileSchema = z.object({ content: z.string().min(1) })
