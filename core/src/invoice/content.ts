import { z } from 'zod'
import { invoiceKind } from '../party/title.ts'
import { specialSchema } from '../special/special.ts'

const fen = z.number().int().safe()
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/)

/** 发票行性质: normal 00, discount 01, discounted 02 (domain.md 1.4). */
export const nature = z.enum(['normal', 'discount', 'discounted'])

/**
 * One printed line. Amounts in fen: `amountFen` without tax, `taxFen`, `totalFen` their sum; negative on a discount line and in a red.
 * `quantity` and `unitPrice` (without tax, always positive) come together or not at all.
 */
export const lineSchema = z.strictObject({
  name: z.string().min(1).describe('项目名称 without the short name'),
  shortName: z.string().describe('商品和服务分类简称; printed as *short*name'),
  taxCode: z.string(),
  rate: decimal.describe('税率/征收率 such as 0.13'),
  policyMark: z.string().optional(),
  nature,
  quantity: decimal.optional(),
  unit: z.string().optional(),
  spec: z.string().optional(),
  unitPrice: decimal.optional(),
  amountFen: fen,
  taxFen: fen,
  totalFen: fen,
  /** Red only: number (from 1) of the blue's line that this one reverses. */
  blueLine: z.number().int().min(1).optional(),
})
export type Line = z.infer<typeof lineSchema>

const party = z.strictObject({
  name: z.string(),
  taxNumber: z.string().optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
  bank: z.string().optional(),
  account: z.string().optional(),
})

/** 红冲原因, our numbering: 01 开票有误 02 销货退回 03 服务中止 04 销售折让 (the bureau's order; providers' own live in their codecs). */
export const reason = z.enum(['01', '02', '03', '04'])
export type Reason = z.infer<typeof reason>

/** 票面内容: everything that is printed, and nothing else. Frozen once composed; its canonical text is what is hashed and sealed. */
export const contentSchema = z.strictObject({
  colour: z.enum(['blue', 'red']),
  kind: invoiceKind,
  seller: party,
  buyer: party.extend({ person: z.boolean() }),
  issuer: z.string(),
  lines: z.array(lineSchema),
  amountFen: fen,
  taxFen: fen,
  totalFen: fen,
  remark: z.string().optional(),
  /** 特定要素 with its data; one per invoice. */
  special: specialSchema.optional(),
  /** Date of the tax obligation, Asia/Shanghai: decides the rates (domain.md 10). */
  suppliedOn: z.iso.date(),
  /** Red only: the blue it reverses (number, instant, its printed sums without tax and of tax) and why. */
  red: z
    .strictObject({ blueNumber: z.string(), blueIssuedAt: z.iso.datetime({ offset: true }), blueAmountFen: fen, blueTaxFen: fen, reason })
    .optional(),
})
export type Content = z.infer<typeof contentSchema>
