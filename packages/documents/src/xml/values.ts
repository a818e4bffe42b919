import { type Decimal, divide, fenOf, isDecimal, normal } from '@openfapiao/core'
import { z } from 'zod'
import type { ELine } from '../einvoice.ts'

/** An element that must say something. */
export const text = z.string().trim().min(1, '为空 it is empty')

/** An element that may be empty or absent. */
export const optionalText = z
  .string()
  .trim()
  .optional()
  .transform(t => (t === '' ? undefined : t))

/** An element that has elements inside, or is empty (`<Label/>`, `xsi:nil`), or is absent. */
export const optionalBlock = <T extends z.ZodType>(schema: T) => z.preprocess(value => (value === '' ? undefined : value), schema.optional())

/** Yuan → fen; `-0.00` is zero. An empty tax amount of an exempt line, or `***`, is zero too (domain.md 1.6). */
export const amount = z
  .string()
  .trim()
  .transform((t, ctx) => {
    if (t === '' || /^\*+$/.test(t)) return 0
    if (/^-?\d{1,13}(\.\d{1,2}0*)?$/.test(t)) return fenOf(t)
    ctx.addIssue('不是以元计的金额 it is no amount in yuan')
    return z.NEVER
  })

export const decimal = z
  .string()
  .trim()
  .transform((t, ctx): Decimal | undefined => {
    if (t === '') return undefined
    if (isDecimal(t) && t.length <= LONGEST_DECIMAL) return normal(t)
    ctx.addIssue('不是数 it is no number')
    return z.NEVER
  })

/** Real ones have at most 16 characters (domain.md 1.4), some files fill up with zeros. */
const LONGEST_DECIMAL = 40

type Rated = Pick<ELine, 'rate' | 'treatment'>
const WORDS: Readonly<Record<string, Rated>> = { 免税: { rate: '0', treatment: 'exempt' }, 不征税: { rate: '0', treatment: 'notTaxed' } }

/** What the words 免税 and 不征税 mean, in the rate of a line or in a label of the invoice. */
export const untaxed = (words: string): Rated | undefined => WORDS[words]

/** Seen: `0.13`, `0.130000`, `13%`; the words for what bears no tax. */
export const rate = z
  .string()
  .trim()
  .transform((t, ctx): Rated => {
    const words = untaxed(t)
    if (words) return words
    const percent = /^(.+)%$/.exec(t)?.[1]
    const value = percent ?? t
    if (isDecimal(value) && value.length <= LONGEST_DECIMAL)
      return { rate: percent === undefined ? normal(t) : divide(percent, '100', 8), treatment: 'taxed' }
    ctx.addIssue('不是税率 it is no rate')
    return z.NEVER
  })

/** `2026-10-01 12:00:00`, or the day alone, in Shanghai → ISO with offset. */
export const shanghaiTime = z
  .string()
  .trim()
  .transform((t, ctx) => {
    const m = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?$/.exec(t)
    const iso = m && `${m[1]}T${m[2] ?? '00:00:00'}+08:00`
    if (iso && isReal(iso)) return iso
    ctx.addIssue('不是时间 it is no time')
    return z.NEVER
  })

/** `2026-02-30` is a text that JavaScript takes for a day of March. */
function isReal(iso: string): boolean {
  const at = Date.parse(iso)
  return !Number.isNaN(at) && new Date(at + 8 * 3_600_000).toISOString().startsWith(iso.slice(0, 19))
}
