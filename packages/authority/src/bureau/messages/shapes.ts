import { z } from 'zod'
import type { Problem, ProblemName } from '../../ledger/problem.ts'

/**
 * The forms of WIRE.md's values. Every value is text, an empty one is an absent one. The message of an issue is the name of the problem, so that one table
 * gives every refusal its code.
 */
const absent = (value: unknown): unknown => (value === '' ? undefined : value)
const string = z.string({ error: issue => problemName(issue.input === undefined ? 'missing' : 'notPlain') })
const problemName = (name: ProblemName): ProblemName => name

/** Needed text of at most `max` characters (not UTF-16 units). */
export const text = (max: number) => z.preprocess(absent, atMost(string, max))

/** The same text, or nothing. */
export const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, z.optional(schema))

export const optionalText = (max: number) => optional(atMost(string, max))

/** Needed, `max` characters, in a given form. */
export const formed = (pattern: RegExp, max: number) => z.preprocess(absent, inForm(atMost(string, max), pattern))
export const optionalFormed = (pattern: RegExp, max: number) => optional(inForm(atMost(string, max), pattern))

/** Yuan with two decimals, 18 digits at most (gateways.md 1.3). */
export const amount = formed(/^-?\d{1,16}\.\d{2}$/, 19)
/** `0.13`: up to six decimals. */
export const rate = formed(/^[01](\.\d{1,6})?$/, 16)
/** Quantity or price: up to 13 decimals, 25 characters. */
export const measure = optionalFormed(/^-?\d+(\.\d{1,13})?$/, 25)
export const dateTime = formed(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, 19).refine(
  t => !Number.isNaN(Date.parse(`${t.replace(' ', 'T')}+08:00`)),
  'notPlain',
)
export const day = formed(/^\d{4}-\d{2}-\d{2}$/, 10).refine(isDay, 'notPlain')
export const oneOf = <const T extends readonly string[]>(values: T) =>
  z.preprocess(absent, z.enum(values, { error: issue => problemName(issue.input === undefined ? 'missing' : 'notPlain') }))
export const mark = optional(z.string().regex(/^(0[1-9]|1[0-8])$/, 'notPlain'))

/** 1 to `max` items. */
export const list = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess(
    absent,
    z
      .array(item, { error: issue => problemName(issue.input === undefined ? 'missing' : 'notPlain') })
      .min(1, 'missing')
      .max(max, 'tooManyLines'),
  )

function atMost(schema: z.ZodString, max: number) {
  return schema.refine(t => [...t].length <= max, 'tooLong').refine(isPrintable, 'notPlain')
}

/** XML 1.0 has no place for other control characters, so no file could carry them. */
function isPrintable(t: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(t) && t.isWellFormed()
}

function inForm<T extends z.ZodType<string>>(schema: T, pattern: RegExp) {
  return schema.refine(t => pattern.test(t), 'notPlain')
}

/** 2026-02-30 is no day. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

const SAID: ReadonlyMap<string, { readonly is: ProblemName; readonly text: string }> = new Map([
  ['missing', { is: 'missing', text: '必填项为空' }],
  ['tooLong', { is: 'tooLong', text: '长度超过限制' }],
  ['tooManyLines', { is: 'tooManyLines', text: '条数超过限制' }],
])

/** What the shape of a request says is wrong, path by path in the wire's names. */
export function shapeProblems(error: z.ZodError): Problem[] {
  return error.issues.map(issue => {
    const { is, text } = SAID.get(issue.message) ?? { is: 'notPlain', text: '格式不符' }
    const path = issue.path.map(step => (typeof step === 'symbol' ? String(step) : step))
    return { is, path, text: `${path.join('.')}：${text}` }
  })
}
