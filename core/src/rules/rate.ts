import { fault } from '../fault/fault.ts'
import { compare } from '../money/decimal.ts'
import { allowedRates } from '../tax/rates.ts'
import type { Rule } from './rule.ts'

/** A red takes its blue's rate, so only blues are held to today's. */
export const rate: Rule = {
  name: 'rate',
  source: 'domain.md 2 (bureau message on rates), 10',
  check: ({ lines, colour, suppliedOn }, { edition, taxpayer }) =>
    lines.flatMap((l, i) => {
      const allowed = colour === 'red' ? [] : allowedRates(edition.find(l.taxCode), { taxpayer, date: suppliedOn, policyMark: l.policyMark })
      if (allowed.length === 0 || allowed.some(r => compare(r, l.rate) === 0)) return []
      return [
        fault('RATE_NOT_ALLOWED', `lines.${i}.rate`, { line: i + 1, rate: l.rate, date: suppliedOn, code: l.taxCode, rates: allowed.join(', ') }),
      ]
    }),
}
