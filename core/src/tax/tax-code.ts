import type { Decimal } from '../money/decimal.ts'

/** 税收分类编码: 19 digits, always text (19 digits exceed 2^53). */
export type TaxCode = string
export const isTaxCode = (text: string): boolean => /^\d{19}$/.test(text)

/**
 * 优惠政策标识 of 数电 (domain.md 1.6): 01 简易征收 … 18; and `zero` for 普通零税率 / 出口零税率, which has no code there.
 */
export type PolicyMark = string

/**
 * One row of an edition. `rates`: the statutory rates as decimals, several where the seller must choose. `summary`: 汇总项, unusable.
 * `from`, `until`: supply dates (ISO, inclusive) for which the code may be used, where the list limits them.
 */
export interface CodeEntry {
  readonly code: TaxCode
  readonly name: string
  readonly shortName: string
  readonly rates: readonly Decimal[]
  readonly summary?: boolean
  readonly from?: string
  readonly until?: string
}

/** 编码版本: a dated list with its source. `find` answers undefined for a code that the list does not hold. */
export interface Edition {
  readonly version: string
  readonly source: string
  /** Holds only the common codes: a code that is not in it may still be good. */
  readonly partial?: boolean
  readonly find: (code: TaxCode) => CodeEntry | undefined
}
