import { abs, exact, exceeds, minus, textOf, times } from '../ledger/exact.ts'
import { perLine } from './rule.ts'

/** |net × rate − tax| ≤ 0.06 on every line (domain.md 2; gateways.md 1.4). */
export const lineTax = perLine(({ amount, rate, tax }) => {
  const error = abs(minus(times(exact(amount), exact(rate)), exact(tax)))
  return exceeds(error, '0.06') ? { is: 'lineTax', field: 'tax', text: `金额乘税率与税额相差${textOf(error)}，超过0.06` } : undefined
})
