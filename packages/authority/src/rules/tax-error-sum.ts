import { abs, exact, exceeds, minus, sum, textOf, times } from '../ledger/exact.ts'
import type { Rule } from './rule.ts'

/** |Σ (net × rate − tax)| ≤ 1.27 over the invoice (domain.md 2). */
export const taxErrorSum: Rule = ({ lines }) => {
  const error = abs(sum(lines.map(l => minus(times(exact(l.amount), exact(l.rate)), exact(l.tax)))))
  return exceeds(error, '1.27') ? [{ is: 'taxErrorSum', path: ['tax'], text: `整张发票税额误差合计${textOf(error)}，超过1.27` }] : []
}
