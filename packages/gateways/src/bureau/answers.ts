import { fenOf, fromShanghaiTime } from '@openfapiao/core'
import { z } from 'zod'

/** What the interface answers, as WIRE.md writes it: every value a text. An answer that does not fit is unreadable, and so unknown. */
const money = z
  .string()
  .regex(/^-?\d{1,13}\.\d{2}$/)
  .transform(fenOf)
const time = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)
  .transform(fromShanghaiTime)
/** XML has no way to tell an empty text from an absent one. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(value => (value === '' || value === null ? undefined : value), schema.optional())
const text = optional(z.string())
/** "Absent = no element": an XML list without members may be missing altogether. */
const list = <T extends z.ZodType>(member: T) => z.array(member).default([])

const complaint = z.object({ cwdm: z.string().min(1), cwlj: text, cwxx: text })
export type Complaint = z.output<typeof complaint>
const complaints = list(complaint)

/** What every answer has. */
export const answerSchema = z.object({ returncode: z.string().regex(/^\d{2}$/), returnmsg: text, cwList: complaints })
export type Answer = z.output<typeof answerSchema>

export const acceptedSchema = z.object({ sllsh: z.string().min(1) })

export const formAcceptedSchema = z.object({ hzfpxxqrdbh: z.string().min(1), uuid: z.string().min(1), hzqrxxztDm: z.string() })

/** Rows are parsed one by one, so that one unreadable row does not hide the others. */
export const resultsSchema = z.object({ jgList: list(z.unknown()) })
export const resultSchema = z.object({
  fpqqlsh: z.string(),
  status: z.string(),
  cwList: complaints,
  hzfpxxqrdbh: text,
  hzqrxxztDm: text,
})
export type Result = z.output<typeof resultSchema>

export const issuedSchema = z.object({
  fphm: z.string().regex(/^\d{8,30}$/),
  kprq: time,
  hjje: money,
  hjse: money,
  jshj: money,
  gmfmc: text,
})

export const formSchema = z.object({
  uuid: z.string().min(1),
  hzfpxxqrdbh: z.string().min(1),
  lrfsf: z.string(),
  lzfphm: z.string(),
  hzqrxxztDm: z.string(),
  hzfphm: text,
  hzkprq: optional(time),
  hzcxje: money,
  hzcxse: money,
  chyyDm: text,
  fpqqlsh: text,
})
export type WireForm = z.output<typeof formSchema>
export const formsSchema = z.object({ hzqrxxList: list(formSchema) })

export const fileSchema = z.object({ wjnr: z.string().min(1), wjhash: z.string().regex(/^[0-9a-f]{64}$/) })

export const quotaSchema = z.object({ sq: z.string().regex(/^\d{4}-\d{2}$/), zsxed: money, ysysxed: money, kysyed: money })

export const codesSchema = z.object({
  sjc: z.string(),
  bbh: z.string(),
  ssbmList: list(
    z.object({
      sphfwssflhbbm: z.string().regex(/^\d{19}$/),
      sphfwmc: z.string(),
      sphfwfljc: z.string(),
      zzssl: text,
      sfhzx: z.enum(['Y', 'N']),
    }),
  ),
})

export const ratesSchema = z.object({
  slList: list(
    z.object({
      slzsl: z.string().regex(/^\d+(\.\d+)?$/),
      csxz: z.enum(['1', '2']),
      yxqq: text,
      yxqz: text,
    }),
  ),
})
