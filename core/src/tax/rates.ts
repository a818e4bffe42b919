import type { Decimal } from '../money/decimal.ts'
import type { TaxpayerKind } from '../party/seller.ts'
import type { CodeEntry, PolicyMark } from './tax-code.ts'

/** A rate and the supply dates (ISO, inclusive) for which it holds. `source` names where that is written. */
export interface DatedRate {
  readonly rate: Decimal
  readonly from: string
  readonly until?: string
  readonly source: string
}

/**
 * 征收率 of small-scale sellers, the relief first. 3 % stays usable for its reasons (old obligation, red or re-issue, relief given up: domain.md 1.8).
 * The exemption of 2022 and the windows before 2023 are marked [C] in domain.md 10: sellers that must re-issue so far back give the rate in the rule.
 */
export const SMALL_SCALE: readonly DatedRate[] = [
  {
    rate: '0.01',
    from: '2023-01-01',
    until: '2027-12-31',
    source: '财政部 税务总局公告2026年第10号 (2026-01-01 to 2027-12-31); before that domain.md 10 [C]',
  },
  { rate: '0.03', from: '1994-01-01', source: '增值税法 (levy rate); domain.md 10' },
]

/** Rates that an 优惠政策标识 forces (gateways.md 1.4); marks not listed leave the code's own rates. */
export const MARK_RATES: Readonly<Record<PolicyMark, readonly Decimal[]>> = {
  '01': ['0.03', '0.05'],
  '03': ['0'],
  '04': ['0'],
  '08': ['0.03'],
  '09': ['0.05'],
  '10': ['0.015'],
}

export interface RateQuestion {
  readonly taxpayer: TaxpayerKind
  readonly date: string
  readonly policyMark?: PolicyMark
}

/** Rates that may stand on a line of this code on this supply date; empty where nothing is known (a code outside a partial edition). */
export function allowedRates(entry: CodeEntry | undefined, { taxpayer, date, policyMark }: RateQuestion): Decimal[] {
  const forced = policyMark === undefined ? undefined : MARK_RATES[policyMark]
  if (forced) return [...forced]
  if (entry?.rates.length === 1 && entry.rates[0] === '0') return ['0']
  if (taxpayer === 'smallScale') return SMALL_SCALE.filter(r => r.from <= date && date <= (r.until ?? '9999')).map(r => r.rate)
  return [...(entry?.rates ?? [])]
}
