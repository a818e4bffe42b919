import { z } from 'zod'

/** Shapes of the values of 乐企 (gateways.md 1.2, 1.3, 1.5). The message of an issue is what the refusal says. An empty text is an absent one. */
const blank = (value: unknown): unknown => (value === '' || value === null ? undefined : value)
const MISSING = '必填项为空'
const LONG = '长度超过限制'
const FORM = '格式不符'

const string = z.string({ error: issue => (issue.input === undefined ? MISSING : FORM) })
const short = (max: number) =>
  string.refine(t => [...t].length <= max, LONG).refine(t => t.isWellFormed() && !/\p{Cc}/u.test(t.replace(/[\t\n\r]/g, '')), FORM)

export const needed = (max: number) => z.preprocess(blank, short(max))
export const maybe = (max: number) => z.preprocess(blank, z.optional(short(max)))
export const shaped = (pattern: RegExp, max: number) =>
  z.preprocess(
    blank,
    short(max).refine(t => pattern.test(t), FORM),
  )
export const maybeShaped = (pattern: RegExp, max: number) => z.preprocess(blank, z.optional(short(max).refine(t => pattern.test(t), FORM)))
/** Must not be given at all in the basic ability. */
export const empty = z.preprocess(blank, z.undefined({ error: FORM }))

/** 18,2: `100`, `100.0` and `100.00` are the same amount; kept with two decimals. */
export const sum = shaped(/^-?\d{1,16}(\.\d{1,2})?$/, 20).transform(twoDecimals)
export const rate = shaped(/^[01](\.\d{1,6})?$/, 8)
export const figure = maybeShaped(/^-?\d{1,25}(\.\d{1,25})?$/, 25)
export const count = shaped(/^\d{1,8}$/, 8)
export const time = shaped(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, 19).refine(isTime, FORM)
export const month = shaped(/^\d{4}-(0[1-9]|1[0-2])$/, 7)
export const choice = <const T extends readonly string[]>(values: T) =>
  z.preprocess(blank, z.enum(values, { error: issue => (issue.input === undefined ? MISSING : FORM) }))
export const maybeChoice = <const T extends readonly string[]>(values: T) => z.preprocess(blank, z.enum(values, { error: FORM }).optional())
export const mark = maybeShaped(/^(0[1-9]|1[0-8])$/, 2)

export const listOf = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item, { error: issue => (issue.input === undefined ? MISSING : FORM) })
    .min(1, MISSING)
    .max(max, LONG)

function twoDecimals(text: string): string {
  const [whole = '', part = ''] = text.split('.')
  return `${whole}.${part.padEnd(2, '0')}`
}

/** 2026-02-30 is no day. */
function isTime(text: string): boolean {
  const at = Date.parse(`${text.replace(' ', 'T')}Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text.replace(' ', 'T'))
}

/** `0.fpmxList.0.slv：格式不符` for everything whose shape is wrong. */
export const shapeFaults = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.map(String).join('.')}：${message}`).join('；')
