import { type Decimal, isZero } from '../money/decimal.ts'

/** 免税 (03), 不征税 (04) and zero-rate lines: barred from special invoices (domain.md 1.6). */
export const isUntaxed = (line: { readonly rate: Decimal; readonly policyMark?: string }): boolean =>
  line.policyMark === '03' || line.policyMark === '04' || isZero(line.rate)
