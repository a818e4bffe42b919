import { z } from 'zod'
import type { CodeName } from '../codes.ts'

/**
 * Values of Nuonuo's messages: all texts, an empty one is an absent one (gateways.md 4.2). The message of an issue is the name of its code.
 */
const emptied = (value: unknown): unknown => (value === '' ? undefined : value)
const named = (code: CodeName): string => code

const string = (code: CodeName) => z.string({ error: named(code) }).refine(isPlain, named(code))

/** Control characters cannot be printed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const isPlain = (text: string): boolean => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) && text.isWellFormed()

/** Characters, not UTF-16 units. */
const within = (most: number, code: CodeName) => string(code).refine(text => [...text].length <= most, named(code))

export const text = (most: number, code: CodeName = 'parameter') => z.preprocess(emptied, within(most, code))
export const maybe = <T extends z.ZodType>(schema: T) => z.preprocess(emptied, z.optional(schema))
export const maybeText = (most: number, code: CodeName = 'parameter') => maybe(within(most, code))
export const choice = <const T extends readonly string[]>(values: T, code: CodeName = 'parameter') =>
  z.preprocess(emptied, z.enum(values, { error: named(code) }))
export const shaped = (pattern: RegExp, code: CodeName = 'parameter') =>
  z.preprocess(
    emptied,
    string(code).refine(text => pattern.test(text), named(code)),
  )

/** Yuan with up to two decimals, 16 characters. */
export const yuanText = (missing: CodeName, form: CodeName) =>
  z.preprocess(
    emptied,
    z
      .string({ error: issue => named(issue.input === undefined ? missing : form) })
      .refine(text => text.length <= 16 && /^-?\d+(\.\d{1,2})?$/.test(text), named(form))
      .transform(text => (text.includes('.') ? text : `${text}.00`)),
  )

/** Quantity or price: 16 characters, 8 decimals. */
export const measure = (code: CodeName) =>
  maybe(z.string({ error: named(code) }).refine(text => text.length <= 16 && /^-?\d+(\.\d{1,8})?$/.test(text), named(code)))

export const rate = z.preprocess(
  emptied,
  string('parameter').refine(text => text.length <= 10 && /^[01](\.\d+)?$/.test(text), named('parameter')),
)

/** `yyyy-MM-dd HH:mm:ss`, a time that exists. */
export const dateTime = z.preprocess(emptied, string('parameter').refine(isTime, named('parameter')))

function isTime(text: string): boolean {
  const at = Date.parse(`${text.replace(' ', 'T')}Z`)
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text.slice(0, 10)
}

/** `yyyy-MM-dd`. */
export const day = shaped(/^\d{4}-\d{2}-\d{2}$/)
