import { fenOf, fromShanghaiTime } from '@openfapiao/core'
import { z } from 'zod'

/** What the platform answers (gateways.md 7.1). Numbers come as texts or as numbers; what does not fit is unreadable, and so unknown. */
const given = <T extends z.ZodType>(schema: T) => z.preprocess(value => (value === '' || value === null ? undefined : value), schema.optional())
const scalar = z.union([z.string(), z.number().transform(String)])
const text = given(scalar)
const flag = given(z.boolean())

/** Some answers say `status` and `returnCode` instead. */
export const answerSchema = z.object({
  success: flag,
  status: z.unknown().optional(),
  errorCode: text,
  returnCode: text,
  message: text,
  data: z.unknown().optional(),
})
export type Answer = z.output<typeof answerSchema>

const milliseconds = given(z.coerce.number().positive())
const login = { success: flag, error_code: text, error_desc: text, expire_time: milliseconds }
const head = { state: text, status: flag, errorCode: text, message: text }
export const appTokenSchema = z.object({ ...head, data: given(z.object({ ...login, app_token: text })) })
export const loginSchema = z.object({ ...head, data: given(z.object({ ...login, access_token: text })) })

/** Yuan, exact: the shortest text of a number of 15 digits at most is what it came with. */
const money = scalar.pipe(z.string().regex(/^-?\d{1,13}(\.\d{1,2}0*)?$/)).transform(fenOf)

/** The forms of time that providers use: `yyyy-MM-dd HH:mm:ss`, `yyyyMMddHHmmss` (Asia/Shanghai), milliseconds. */
export const timeSchema = z.union([
  scalar.pipe(z.string().regex(/^\d{13}$/)).transform(at => new Date(Number(at)).toISOString()),
  scalar
    .pipe(z.string())
    .transform(t => t.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3 $4:$5:$6'))
    .pipe(z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/))
    .transform(fromShanghaiTime),
])

/** Rows are parsed one by one, so that one unreadable row does not hide the others. */
export const namedSchema = z.looseObject({ serialNo: text, invoiceNum: text })

/** A row of ALLE.INVOICE.QUERY. The time of issue stands under the name that the settings give. */
export const rowSchema = z.looseObject({
  serialNo: text,
  invoiceNum: text,
  invoiceStatus: text,
  buyerName: text,
  totalAmount: given(money),
  totalTaxAmount: given(money),
  includeTaxAmount: given(money),
  invoiceFileUrl: text,
  ofdFileUrl: text,
  xmlFileUrl: text,
  /** How a failed row explains itself is not published; read as in an answer, where it is there. */
  message: text,
})
export type Row = z.output<typeof rowSchema>

/** The bytes or the text as JSON; undefined: they are none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
