/**
 * Exact rational numbers as numerator and denominator: the authority's own arithmetic, apart from core's, so that each can find the other's
 * mistakes. Denominators stay powers of ten, so sums keep the larger one and never need reducing.
 */
export interface Exact {
  readonly n: bigint
  readonly d: bigint
}

/** Throws RangeError when the text is not a plain decimal. */
export function exact(text: string): Exact {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!m) throw new RangeError(`not a decimal: "${text}"`)
  const part = m[3] ?? ''
  const n = BigInt(`${m[2]}${part}`)
  return { n: m[1] ? -n : n, d: 10n ** BigInt(part.length) }
}

const ZERO: Exact = { n: 0n, d: 1n }

export const times = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, d: a.d * b.d })
export const minus = (a: Exact, b: Exact): Exact => plus(a, { n: -b.n, d: b.d })
export const abs = (a: Exact): Exact => ({ n: a.n < 0n ? -a.n : a.n, d: a.d })
export const sum = (all: readonly Exact[]): Exact => all.reduce(plus, ZERO)

export function plus(a: Exact, b: Exact): Exact {
  return a.d < b.d ? plus(b, a) : { n: a.n + b.n * (a.d / b.d), d: a.d }
}

/** −1, 0 or 1, as a is less than, equal to or more than b. */
export function order(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const sign = (a: Exact): -1 | 0 | 1 => order(a, ZERO)
export const same = (a: string, b: string): boolean => order(exact(a), exact(b)) === 0
export const exceeds = (a: Exact, limit: string): boolean => order(a, exact(limit)) > 0

/** Whole fen of an amount in yuan with at most two decimals; RangeError for finer ones. */
export function fen(yuan: string): bigint {
  const { n, d } = exact(yuan)
  if (d > 100n && n % (d / 100n) !== 0n) throw new RangeError(`finer than a fen: "${yuan}"`)
  return (n * 100n) / d
}

/** 123450n → "1234.50". */
export function yuan(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Shortest text of a number whose denominator is a power of ten, for messages: no trailing zeros. */
export function textOf({ n, d }: Exact): string {
  const decimals = String(d).length - 1
  const digits = String(n < 0n ? -n : n).padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  const part = digits.slice(cut).replace(/0+$/, '')
  return `${n < 0n ? '-' : ''}${digits.slice(0, cut)}${part ? `.${part}` : ''}`
}
