import { fenOf } from '@openfapiao/core'
import { z } from 'zod'

/** What Nuonuo answers (gateways.md 4). Numbers come as texts or as numbers; what does not fit is unreadable, and so unknown. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(value => (value === '' || value === null ? undefined : value), schema.optional())
const scalar = z.union([z.string(), z.number()]).transform(String)
const text = optional(scalar)
/** Yuan, exact: a JSON number is written back with the digits it came with. */
const money = scalar.refine(value => /^-?\d{1,13}(\.\d{1,2}0*)?$/.test(value), 'an amount in yuan').transform(fenOf)

export const envelopeSchema = z.object({ code: scalar, describe: text, result: z.unknown().optional() })

/** Rows are parsed one by one, so that one unreadable row does not hide the others. */
export const rowsSchema = z.array(z.unknown())

export const rowSchema = z.object({
  serialNo: text,
  orderNo: text,
  status: scalar,
  failCause: text,
  statusMsg: text,
  invoiceCode: text,
  invoiceNo: text,
  allElectronicInvoiceNumber: text,
  exTaxAmount: optional(money),
  pdfUrl: text,
  ofdUrl: text,
  xmlUrl: text,
})
export type Row = z.output<typeof rowSchema>

/** What an issued row has besides. `invoiceTime` in milliseconds since 1970. */
export const issuedSchema = z.object({
  invoiceTime: scalar.refine(value => /^\d{12,14}$/.test(value), 'milliseconds').transform(value => new Date(Number(value)).toISOString()),
  exTaxAmount: money,
  taxAmount: money,
  orderAmount: money,
  payerName: text,
})

export const acceptedSchema = z.object({ invoiceSerialNum: scalar })

export const formsSchema = z.object({
  total: optional(scalar),
  list: z
    .array(z.unknown())
    .nullish()
    .transform(list => list ?? []),
})

export const formSchema = z.object({
  billId: text,
  billNo: text,
  billUuid: text,
  billStatus: scalar,
  billMessage: text,
  invoiceSerialNum: text,
  orderNo: text,
  requestStatus: text,
  applySource: scalar,
  blueInvoiceLine: text,
  blueElecInvoiceNumber: text,
  taxExcludedAmount: money,
  taxAmount: money,
})
export type Form = z.output<typeof formSchema>

export const certificationSchema = z.object({ certificationStatus: scalar })

/** Without a figure Nuonuo has not fetched one yet. */
export const creditSchema = z.object({
  availableCreditLine: optional(money),
  usedCreditLine: optional(money),
  totalCreditLine: optional(money),
  requestStatus: text,
})

export const qrSchema = z.object({ qrCode: text, qrCodeType: text, authId: text, endTime: text, status: text })

export const verifySchema = z.object({ status: scalar })

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: optional(z.coerce.number().int()),
  refresh_token: text,
  userId: text,
})
export const tokenErrorSchema = z.object({ error: scalar, error_description: text })
