import { z } from 'zod'
import { fen, yuan } from '../ledger/exact.ts'
import { SHAPE, type ShapeName } from './codes.ts'
import type { Wrong } from './reply.ts'

/**
 * The forms of the provider's values: an empty text is an absent one, numbers are JSON numbers or texts. The message of an issue is the name of what is
 * wrong, so that one table gives every refusal its code.
 */
const named = (name: ShapeName): ShapeName => name
const absent = (value: unknown): unknown => (value === '' || value === null ? undefined : value)
const missingOr =
  (name: ShapeName) =>
  (issue: { readonly input?: unknown }): ShapeName =>
    issue.input === undefined ? 'missing' : name
const string = z.string({ error: missingOr('notPlain') })

const atMost = (max: number) => string.refine(t => [...t].length <= max, named('tooLong')).refine(isPrintable, named('notPlain'))

/** Needed text of at most `max` characters. */
export const text = (max: number) => z.preprocess(absent, atMost(max))
export const optionalText = (max: number) => z.preprocess(absent, z.optional(atMost(max)))
/** Needed text of one form. */
export const formed = (pattern: RegExp) =>
  z.preprocess(
    absent,
    string.refine(t => pattern.test(t), named('notPlain')),
  )
export const optionalFormed = (pattern: RegExp) => z.preprocess(absent, z.optional(string.refine(t => pattern.test(t), named('notPlain'))))

export const oneOf = <const T extends readonly string[]>(values: T, otherwise: ShapeName = 'notPlain') =>
  z.preprocess(absent, z.enum(values, { error: missingOr(otherwise) }))
export const optionalOneOf = <const T extends readonly string[]>(values: T, otherwise: ShapeName = 'unsupported') =>
  z.preprocess(absent, z.optional(z.enum(values, { error: named(otherwise) })))

/** A JSON number keeps its value in 15 digits; a longer one has been rounded on the way and is refused. */
function digitsOf(value: unknown): unknown {
  if (typeof value !== 'number') return absent(value)
  const written = String(value)
  return written.replace(/\D/g, '').length <= 15 ? written : Number.NaN
}
const numeric = (pattern: RegExp) =>
  z.preprocess(
    digitsOf,
    string.refine(t => pattern.test(t), named('notPlain')),
  )

/** Yuan with two decimals at most; as `220.00` from here on. */
export const amount = numeric(/^-?\d{1,13}(\.\d{1,2})?$/).transform(t => (/^-?\d{1,13}(\.\d{1,2})?$/.test(t) ? yuan(fen(t)) : t))
export const optionalAmount = z.preprocess(absent, z.optional(amount))
/** Three decimals at most. */
export const rate = numeric(/^[01](\.\d{1,3})?$/)
export const lineNo = numeric(/^[1-9]\d{0,7}$/)
export const optionalLineNo = z.preprocess(absent, z.optional(lineNo))
/** 17 digits, 13 of them decimals. */
export const measure = z.preprocess(
  digitsOf,
  z.optional(string.refine(t => /^-?\d+(\.\d{1,13})?$/.test(t) && t.replace(/\D/g, '').length <= 17, named('notPlain'))),
)
export const moment = formed(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)

export const list = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess(
    absent,
    z
      .array(item, { error: missingOr('notPlain') })
      .min(1, named('missing'))
      .max(max, named('tooManyLines')),
  )

/** Nothing but these fields: one that is spelled otherwise would go unnoticed. */
export const fields = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, { error: issue => (issue.code === 'unrecognized_keys' ? named('unknown') : missingOr('notPlain')(issue)) })

const isPrintable = (t: string): boolean => !/\p{Cc}/u.test(t.replace(/[\n\r\t]/g, '')) && t.isWellFormed()

const isShape = (name: string): name is ShapeName => Object.hasOwn(SHAPE, name)

/** What the shape of a message says is wrong, place by place; what stands under `data` is named without it. */
export const shapeWrongs = (error: z.ZodError): Wrong[] =>
  error.issues.flatMap(issue => {
    const { code, text } = SHAPE[isShape(issue.message) ? issue.message : 'notPlain']
    const inside = issue.path[0] === 'data' && issue.path.length > 1 ? issue.path.slice(1) : issue.path
    const keys: readonly PropertyKey[] = issue.code === 'unrecognized_keys' ? issue.keys : []
    const paths = keys.length === 0 ? [inside] : keys.map(key => [...inside.filter(step => step !== 'data'), key])
    return paths.map(path => ({ code, place: written(path), text }))
  })

const written = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, step) => (typeof step === 'number' ? `${place}[${step}]` : `${place}${place === '' ? '' : '.'}${String(step)}`), '')
