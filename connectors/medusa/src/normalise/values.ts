import { type Decimal, divide, normal } from '@openfapiao/core'
import { z } from 'zod'

/**
 * Numbers as Medusa keeps them: a float under the name, the exact text under `raw_<name>.value`, sometimes with an exponent, never rounded
 * (platforms-runtime.md 1.4). The exact text wins.
 */
const number = z.union([z.number(), z.string()]).transform((value, context): Decimal => {
  const text = plainOf(String(value))
  if (text !== undefined) return text
  context.issues.push({ code: 'custom', message: '应为数字 a number', input: value })
  return z.NEVER
})

/** A row with exact numbers under these names. Those of `orZero` count as 0 where they are missing. */
export function exact<Shape extends z.ZodRawShape, Name extends string>(shape: Shape, names: readonly Name[], orZero: readonly string[] = []) {
  const numbers = Object.fromEntries(names.map(name => [name, number])) as Record<Name, typeof number>
  const read = (row: unknown): unknown =>
    isRow(row)
      ? {
          ...row,
          ...Object.fromEntries(names.map(name => [name, rawOf(row[`raw_${name}`]) ?? row[name] ?? (orZero.includes(name) ? 0 : undefined)])),
        }
      : row
  return z.preprocess(read, z.object({ ...shape, ...numbers }))
}

const isRow = (row: unknown): row is Readonly<Record<string, unknown>> => typeof row === 'object' && row !== null
const rawOf = (raw: unknown): unknown => (isRow(raw) ? raw.value : undefined)

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i

/** `"-1.35500044e-14"` → `"-0.0000000000000135500044"`. undefined: no number. */
export function plainOf(text: string): Decimal | undefined {
  const m = NUMBER.exec(text.trim())
  if (!m) return undefined
  const [, sign = '', whole = '', part = '', power = '0'] = m
  const digits = whole + part
  const point = whole.length + Number(power)
  const left = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0')
  const right = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point)
  return normal(`${sign}${left}${right === '' ? '' : `.${right}`}`)
}

/** Medusa's rates are per cent: `13` → `0.13`. */
export const ratio = (percent: Decimal): Decimal => divide(percent, '100', 8)

export const instant = z.iso.datetime({ offset: true })

/** Blank texts say nothing. */
export const words = z
  .string()
  .nullish()
  .transform(value => value?.trim() || undefined)

/** A relation that was not loaded, or is empty, is an empty list. */
export const rows = <T extends z.ZodType>(row: T) =>
  z
    .array(row)
    .nullish()
    .transform(list => list ?? [])

export const metadata = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform(value => value ?? {})
