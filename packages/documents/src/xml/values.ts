import { type Decimal, divide, fenOf, isDecimal, normal } from '@openfapiao/core'
import { z } from 'zod'
import type { ELine } from '../einvoice.ts'

/** An element that must say something. */
export const text = z.string().trim().min(1, 'is empty')

/** An element that may be empty or absent. */
export const optionalText = z
  .string()
  .trim()
  .optional()
  .transform(t => (t === '' ? undefined : t))

/** Yuan → fen; `-0.00` is zero. An empty tax amount of an exempt line, or `***`, is zero too (domain.md 1.6). */
export const amount = z
  .string()
  .trim()
  .transform((t, ctx) => {
    if (t === '' || /^\*+$/.test(t)) return 0
    if (/^-?\d+(\.\d{1,2}0*)?$/.test(t)) return fenOf(t)
    ctx.addIssue(`"${t}" is no amount in yuan`)
    return z.NEVER
  })

export const decimal = z
  .string()
  .trim()
  .transform((t, ctx): Decimal | undefined => {
    if (t === '') return undefined
    if (isDecimal(t)) return t
    ctx.addIssue(`"${t}" is no number`)
    return z.NEVER
  })

type Rated = Pick<ELine, 'rate' | 'treatment'>
const WORDS: Readonly<Record<string, Rated>> = { 免税: { rate: '0', treatment: 'exempt' }, 不征税: { rate: '0', treatment: 'notTaxed' } }

/** Seen: `0.13`, `0.130000`, `13%`; the words for what bears no tax. */
export const rate = z
  .string()
  .trim()
  .transform((t, ctx): Rated => {
    const words = WORDS[t]
    if (words) return words
    const percent = /^(.+)%$/.exec(t)?.[1]
    if (isDecimal(percent ?? t)) return { rate: percent === undefined ? normal(t) : divide(percent, '100', 8), treatment: 'taxed' }
    ctx.addIssue(`"${t}" is no rate`)
    return z.NEVER
  })

/** `2026-10-01 12:00:00`, or the day alone, in Shanghai → ISO with offset. */
export const shanghaiTime = z
  .string()
  .trim()
  .transform((t, ctx) => {
    const m = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?$/.exec(t)
    const iso = m && `${m[1]}T${m[2] ?? '00:00:00'}+08:00`
    if (iso && !Number.isNaN(Date.parse(iso))) return iso
    ctx.addIssue(`"${t}" is no time`)
    return z.NEVER
  })
