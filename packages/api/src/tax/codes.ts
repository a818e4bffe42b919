import { z } from 'zod'

const rate = z.string().describe('decimal, for instance 0.13')

/** 编码检索: beginning of a code, words of name or short name, pinyin or its initials. */
export const codesQuery = z.strictObject({
  q: z.string().trim().min(1).max(100).describe('编码、名称、拼音或首字母 code, name, pinyin or initials'),
  date: z.iso.date().optional().describe('供货日期，默认今天 supply date whose edition is searched; default today'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

/** One code as an edition has it. Several rates: the seller chooses one in the mapping rule. */
export const codeSchema = z.strictObject({
  code: z.string().describe('税收分类编码 19 digits, always text'),
  name: z.string(),
  shortName: z.string().describe('商品和服务分类简称'),
  rates: z.array(rate),
  summary: z.boolean().describe('汇总项: may not stand on an invoice'),
  from: z.string().optional(),
  until: z.string().optional(),
})
export type CodeOut = z.infer<typeof codeSchema>

export const codesSchema = z.strictObject({
  edition: z.string(),
  partial: z.boolean().describe('the edition holds only the common codes'),
  rows: z.array(codeSchema),
})
