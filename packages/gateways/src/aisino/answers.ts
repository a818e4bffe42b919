import { fenOf, fromShanghaiTime } from '@openfapiao/core'
import { z } from 'zod'

/** What the interface answers (gateways.md 6). An answer that does not fit is unreadable, and so unknown. */
const absent = (value: unknown): unknown => (value === '' || value === null ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.optional())
const text = z.union([z.string(), z.number().transform(String)])

/** Yuan as text or as number: the shortest text of a number of 15 digits at most is exact. */
export const moneySchema = text.pipe(z.string().regex(/^-?\d{1,13}(\.\d{1,2}0*)?$/)).transform(fenOf)

/** `yyyyMMddHHmmss` or `yyyy-MM-dd HH:mm:ss`, Asia/Shanghai: the reference does not say which. */
const time = z
  .string()
  .transform(t => t.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3 $4:$5:$6'))
  .pipe(z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/))
  .transform(fromShanghaiTime)

export const envelopeSchema = z.object({
  code: text,
  msg: optional(text).transform(msg => msg ?? ''),
  interfaceCode: optional(text),
  zipCode: optional(text),
  encryptCode: optional(text),
  access_token: optional(z.string()),
  datagram: optional(z.string()),
  signtype: optional(z.string()),
  signature: optional(z.string()),
})
export type Envelope = z.output<typeof envelopeSchema>

export const resultSchema = z.looseObject({ fphm: z.string().regex(/^\d{20}$/), kprq: time })
export type Result = z.output<typeof resultSchema>

export const fileSchema = z.object({ file: z.string().min(1) })

export const creditSchema = z.object({ sysxed: moneySchema, ysysxed: moneySchema, zsxed: moneySchema })

export const loginSchema = z.object({
  step_code: text,
  qrcode: optional(z.string()),
  qrcode_id: optional(text),
  expires_in: optional(z.coerce.number()),
  zrrlx: z.unknown().optional(),
})
