import { fault } from '../fault/fault.ts'
import { compare } from '../money/decimal.ts'
import { MARK_RATES } from '../tax/rates.ts'
import type { Rule } from './rule.ts'

export const policyMark: Rule = {
  name: 'policy-mark',
  source: 'gateways.md 1.4: 01 → 3 % or 5 %, 03 and 04 → 0, 08 → 3 %, 09 → 5 %, 10 → 1.5 %',
  check: ({ lines, colour }) =>
    lines.flatMap(({ policyMark: mark, rate }, i) => {
      const rates = mark === undefined || colour === 'red' ? undefined : MARK_RATES[mark]
      if (mark === undefined || rates === undefined || rates.some(r => compare(r, rate) === 0)) return []
      return [fault('POLICY_MARK', `lines.${i}.policyMark`, { line: i + 1, mark, rate, rates: rates.join(', ') })]
    }),
}
