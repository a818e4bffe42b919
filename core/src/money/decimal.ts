import type { Fen } from './fen.ts'

/**
 * Exact decimals for rates, quantities and unit prices, kept as plain strings (`"0.13"`, `"59.5238095238095"`) at rest and as
 * units × 10^-scale (bigint) while computing. No float ever.
 */
export type Decimal = string

interface Fixed {
  readonly units: bigint
  readonly scale: number
}

const PATTERN = /^(-?)(\d+)(?:\.(\d+))?$/

export const isDecimal = (text: string): boolean => PATTERN.test(text)

/** Throws RangeError when the text is not a plain decimal. */
export function fixed(text: Decimal): Fixed {
  const m = PATTERN.exec(text)
  if (!m) throw new RangeError(`not a decimal: "${text}"`)
  const digits = BigInt(`${m[2]}${m[3] ?? ''}`)
  return { units: m[1] ? -digits : digits, scale: m[3]?.length ?? 0 }
}

/** Shortest text of the value: no trailing zeros, no negative zero. */
export function plain({ units, scale }: Fixed): Decimal {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const part = digits.slice(digits.length - scale).replace(/0+$/, '')
  const text = part ? `${whole}.${part}` : whole
  return units < 0n ? `-${text}` : text
}

/** Integer division rounded half away from zero, so that a red letter mirrors its blue. */
export function divRound(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new RangeError('division by zero')
  const negative = a < 0n !== b < 0n
  const [n, d] = [a < 0n ? -a : a, b < 0n ? -b : b]
  const q = (2n * n + d) / (2n * d)
  return negative ? -q : q
}

/** value × 10^(scale) as an integer, rounded half away from zero. */
function rescale({ units, scale }: Fixed, to: number): bigint {
  return to >= scale ? units * 10n ** BigInt(to - scale) : divRound(units, 10n ** BigInt(scale - to))
}

export const normal = (a: Decimal): Decimal => plain(fixed(a))
export const isZero = (a: Decimal): boolean => fixed(a).units === 0n
export const negate = (a: Decimal): Decimal => {
  const f = fixed(a)
  return plain({ units: -f.units, scale: f.scale })
}

export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [x, y] = align(fixed(a), fixed(b))
  return x < y ? -1 : x > y ? 1 : 0
}

export function add(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = align(fixed(a), fixed(b))
  return plain({ units: x + y, scale })
}

export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b))

/** |a − b|. */
export const distance = (a: Decimal, b: Decimal): Decimal => subtract(a, b).replace('-', '')

export function multiply(a: Decimal, b: Decimal): Decimal {
  const [x, y] = [fixed(a), fixed(b)]
  return plain({ units: x.units * y.units, scale: x.scale + y.scale })
}

/** a ÷ b with at most `decimals` decimals, half away from zero. */
export function divide(a: Decimal, b: Decimal, decimals: number): Decimal {
  const [x, y] = [fixed(a), fixed(b)]
  return plain({ units: divRound(x.units * 10n ** BigInt(decimals + y.scale), y.units * 10n ** BigInt(x.scale)), scale: decimals })
}

export const round = (a: Decimal, decimals: number): Decimal => plain({ units: rescale(fixed(a), decimals), scale: decimals })

/** Yuan decimal of any precision → fen, half away from zero. */
export const toFen = (yuanDecimal: Decimal): Fen => toSafe(rescale(fixed(yuanDecimal), 2))
export const ofFen = (fen: Fen): Decimal => plain({ units: BigInt(fen), scale: 2 })

/** fen × factor, rounded to whole fen. */
export function times(fen: Fen, factor: Decimal): Fen {
  const f = fixed(factor)
  return toSafe(divRound(BigInt(fen) * f.units, 10n ** BigInt(f.scale)))
}

/** fen × numerator ÷ denominator, rounded to whole fen. */
export const share = (fen: Fen, numerator: Fen, denominator: Fen): Fen => toSafe(divRound(BigInt(fen) * BigInt(numerator), BigInt(denominator)))

/** Amount without tax inside a tax-included amount: gross ÷ (1 + rate). */
export function netOf(grossFen: Fen, rate: Decimal): Fen {
  const f = fixed(rate)
  const one = 10n ** BigInt(f.scale)
  return toSafe(divRound(BigInt(grossFen) * one, one + f.units))
}

function align(a: Fixed, b: Fixed): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale)
  return [rescale(a, scale), rescale(b, scale), scale]
}

function toSafe(value: bigint): Fen {
  const n = Number(value)
  if (!Number.isSafeInteger(n)) throw new RangeError(`amount too large: ${value} fen`)
  return n
}
