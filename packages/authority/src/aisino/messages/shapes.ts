import { z } from 'zod'
import { fen, yuan } from '../../ledger/exact.ts'

/** Forms of the values (gateways.md 6). An empty text is an absent one. The message of an issue is what the refusal says. */
const MISSING = '不能为空'
const WRONG = '格式错误'
const LONG = '超过长度'
const emptied = (value: unknown): unknown => (value === '' || value === null ? undefined : value)
const missingOr = (issue: { readonly input?: unknown }): string => (issue.input === undefined ? MISSING : WRONG)
const string = z.string({ error: missingOr })

const isPrintable = (text: string): boolean => !/\p{Cc}/u.test(text.replace(/[\n\r\t]/g, '')) && text.isWellFormed()
const within = (most: number) => string.refine(text => [...text].length <= most, LONG).refine(isPrintable, WRONG)

export const text = (most: number) => z.preprocess(emptied, within(most))
export const maybeText = (most: number) => z.preprocess(emptied, z.optional(within(most)))
export const formed = (pattern: RegExp) =>
  z.preprocess(
    emptied,
    string.refine(t => pattern.test(t), WRONG),
  )
export const maybeFormed = (pattern: RegExp) => z.preprocess(emptied, z.optional(string.refine(t => pattern.test(t), WRONG)))
export const choice = <const T extends readonly string[]>(values: T) => z.preprocess(emptied, z.enum(values, { error: missingOr }))
export const maybeChoice = <const T extends readonly string[]>(values: T) => z.preprocess(emptied, z.optional(z.enum(values, { error: WRONG })))

/** A JSON number keeps its value in 15 digits; a longer one has been rounded on the way. */
function digitsOf(value: unknown): unknown {
  if (typeof value !== 'number') return emptied(value)
  const shown = String(value)
  return shown.replace(/\D/g, '').length <= 15 ? shown : Number.NaN
}

const YUAN = /^-?\d{1,13}(\.\d{1,2})?$/
/** Yuan, as number or text, two decimals at most; `109.00` from here on. */
export const money = z
  .preprocess(
    digitsOf,
    string.refine(t => YUAN.test(t), WRONG),
  )
  .transform(t => (YUAN.test(t) ? yuan(fen(t)) : t))

/** Up to 13 decimals. */
export const maybeQuantity = z.preprocess(digitsOf, z.optional(string.refine(t => /^-?\d{1,12}(\.\d{1,13})?$/.test(t), WRONG)))

const RATES = ['0', '0.01', '0.03', '0.04', '0.05', '0.06', '0.09', '0.11', '0.13', '0.17'] as const
/** One of the ten that the interface lists. */
export const rate = z.preprocess(digitsOf, z.enum(RATES, { error: missingOr }))

/** Nothing but these fields: one that is spelled otherwise would go unnoticed. */
export const fields = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, { error: issue => (issue.code === 'unrecognized_keys' ? '没有该字段' : missingOr(issue)) })
export const list = <T extends z.ZodType>(item: T, most: number) =>
  z.preprocess(emptied, z.array(item, { error: missingOr }).min(1, MISSING).max(most, '条数超过限制'))
