import { z } from 'zod'
import { fen, yuan } from '../ledger/exact.ts'

/** Forms of the values. An empty text is an absent one; the message of an issue is what the refusal says of the field. */
const MISSING = '必填'
const BAD = '格式不正确'
const blank = (value: unknown): unknown => (value === '' || value === null ? undefined : value)
const orMissing = ({ input }: { readonly input?: unknown }): string => (input === undefined ? MISSING : BAD)
const string = z.string({ error: orMissing })

const printable = (t: string): boolean => t.isWellFormed() && !/\p{Cc}/u.test(t.replace(/[\t\n\r]/g, ''))
const upTo = (most: number) => string.refine(t => [...t].length <= most, `长度超过${most}`).refine(printable, BAD)
const like = (pattern: RegExp) => string.refine(t => pattern.test(t), BAD)

export const text = (most: number) => z.preprocess(blank, upTo(most))
export const maybeText = (most: number) => z.preprocess(blank, upTo(most).optional())
export const formed = (pattern: RegExp) => z.preprocess(blank, like(pattern))
export const maybeFormed = (pattern: RegExp) => z.preprocess(blank, like(pattern).optional())
export const choice = <const T extends readonly string[]>(values: T) => z.preprocess(blank, z.enum(values, { error: orMissing }))
export const maybeChoice = <const T extends readonly string[]>(values: T) => z.preprocess(blank, z.enum(values, { error: BAD }).optional())

/** Numbers are JSON numbers or texts. One of more than 15 digits has been rounded on the way. */
function digits(value: unknown): unknown {
  if (typeof value !== 'number') return blank(value)
  const shown = String(value)
  return shown.replace(/\D/g, '').length > 15 ? Number.NaN : shown
}
const numeric = (pattern: RegExp) => like(pattern)

const YUAN = /^-?\d{1,13}(\.\d{1,2})?$/
/** A refused text goes on as it is: the refusal is what is answered. */
const twoDecimals = (t: string): string => (YUAN.test(t) ? yuan(fen(t)) : t)
/** Yuan with two decimals at most; `100.00` from here on. */
export const money = z.preprocess(digits, numeric(YUAN)).transform(twoDecimals)
export const maybeMoney = z.preprocess(digits, numeric(YUAN).optional()).transform(t => (t === undefined ? t : twoDecimals(t)))
export const rate = z.preprocess(digits, numeric(/^[01](\.\d{1,4})?$/))
/** 16 characters, 13 decimals. */
export const maybeMeasure = z.preprocess(digits, numeric(/^(?=.{1,16}$)-?\d+(\.\d{1,13})?$/).optional())

export const list = <T extends z.ZodType>(item: T, most: number) =>
  z.preprocess(blank, z.array(item, { error: orMissing }).min(1, MISSING).max(most, `超过${most}行`))

/** Nothing but these fields: one that is spelled otherwise would go unnoticed. */
export const fields = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, { error: issue => (issue.code === 'unrecognized_keys' ? '没有该字段' : orMissing(issue)) })

/** `invoiceDetail[0].taxRate：格式不正确；…`, everything that is wrong. */
export const wrongsOf = (error: z.ZodError): string =>
  error.issues
    .flatMap(issue => {
      const keys: readonly PropertyKey[] = issue.code === 'unrecognized_keys' ? issue.keys : []
      return (keys.length > 0 ? keys.map(key => [...issue.path, key]) : [issue.path]).map(path => `${placeIn(path)}：${issue.message}`)
    })
    .join('；')

/** A path as the message shows it. */
export function placeIn(path: readonly PropertyKey[]): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}
