import { type Fen, fenOf } from '@openfapiao/core'
import { z } from 'zod'

/** What 乐企 answers (gateways.md 1.2, 1.5); numbers have become the texts they were written with. An answer that does not fit is unreadable, and so unknown. */
const absent = (value: unknown): unknown => (value === '' || value === null ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.optional())
const text = optional(z.string())
const money = z
  .string()
  .regex(/^-?\d{1,16}(\.\d{1,2}0*)?$/)
  .transform(clamped)
const day = z.string().regex(/^\d{8}$/)
const number = z.string().regex(/^\d{20}$/)

/** 按需开票 has a quota of 9999999999999999 yuan, more fen than an integer holds: shown as the most there is. */
function clamped(yuan: string): Fen {
  const [whole = '', part = ''] = yuan.replace('-', '').split('.')
  return BigInt(whole) * 100n + BigInt(part.slice(0, 2).padEnd(2, '0')) > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : fenOf(yuan)
}

export const segmentSchema = z.object({ fpqshm: number, fpzzhm: number })

export const quotaSchema = z.object({ ztsxbz: text, bysxed: money, kysyed: money, yxzed: money, yxzwsyed: money, sq: z.string() })
export const validitySchema = z.object({ syqjq: day, syqjz: day })

export const receiptSchema = z.object({ sllsh: z.string().min(1) })
export const resultsSchema = z.object({
  resultList: z.array(z.object({ fphm: z.string(), status: z.string(), message: text, Code: text })),
})
export type Result = z.output<typeof resultsSchema>['resultList'][number]

export const appliedSchema = z.object({ hzfpxxqrdbh: z.string().min(1), uuid: z.string().min(1), hzqrxxztDm: z.string() })

export const formSchema = z.object({
  uuid: z.string().min(1),
  hzfpxxqrdbh: z.string().min(1),
  lrfsf: z.string(),
  lzfphm: z.string(),
  hzcxje: money,
  hzcxse: money,
  chyyDm: z.string(),
  hzqrxxztDm: z.string(),
  hzfphm: text,
  hzkprq: text,
})
export type WireForm = z.output<typeof formSchema>

/** The one list of the wire that is wrapped in its pages. */
export const formsSchema = z.object({
  hzqrxxList: z.object({ total: z.preprocess(Number, z.number().int().min(0)), list: z.preprocess(value => value ?? [], z.array(formSchema)) }),
})

export const riskSchema = z.object({ fxnsrlx: text, nsrxydj: text, nsryjjb: text, fxnsrbz: text })
export const taxpayerSchema = z.object({
  jcxx: z.object({ nsrsbh: z.string(), nsrmc: z.string().min(1), nsrlx: text, nsrztdm: text, xdpsdqybz: text }),
})

export const codesSchema = z.object({
  sjc: z.string(),
  ssbmList: z.array(
    z.object({
      sphfwssflhbbm: z.string().regex(/^\d{19}$/),
      sphfwmc: z.string(),
      sphfwfljc: z
        .string()
        .nullish()
        .transform(name => name ?? ''),
      zzssl: text,
      sfhzx: text,
      qyrq: text,
      tyrq: text,
    }),
  ),
})
export const ratesSchema = z.object({
  slList: z.array(z.object({ csxz: z.enum(['1', '2']), slzsl: z.string().regex(/^\d+(\.\d+)?$/), cszt: text, yxqq: text, yxqz: text, tyrq: text })),
})
export const marginSchema = z.object({
  cezsbmList: z.array(z.object({ sphfwssflhbbm: z.string(), sphfwmc: text, sphfwfljc: text, sfkycekp: text, cekpsfkykzp: text, qekpsfkykzp: text })),
})
export const summariesSchema = z.object({ fphzqrxxList: z.array(z.record(z.string(), z.unknown())) })
