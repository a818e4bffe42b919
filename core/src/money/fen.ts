/**
 * Money: whole fen (0.01 yuan) in a safe integer, negative in red letters. Never a fraction, never a float.
 * 90 071 992 547 409.91 yuan is the most it can hold; `fenOf` refuses more.
 */
export type Fen = number

/** `"1234.5"` → 123450. Throws RangeError on anything but a decimal yuan string of at most two decimals. */
export function fenOf(yuan: string): Fen {
  const m = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/.exec(yuan.trim())
  if (!m) throw new RangeError(`not an amount in yuan with at most two decimals: "${yuan}"`)
  const fen = Number(`${m[2]}${(m[3] ?? '').padEnd(2, '0')}`)
  if (!Number.isSafeInteger(fen)) throw new RangeError(`amount too large: "${yuan}"`)
  return m[1] && fen !== 0 ? -fen : fen
}

/** 123450 → `"1234.50"`. */
export function yuan(fen: Fen): string {
  assertFen(fen)
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export function sumFen(fens: readonly Fen[]): Fen {
  const sum = fens.reduce((a, b) => a + b, 0)
  assertFen(sum)
  return sum
}

function assertFen(fen: Fen): void {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not whole fen: ${fen}`)
}
