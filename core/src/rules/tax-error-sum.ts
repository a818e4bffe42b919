import { fault } from '../fault/fault.ts'
import { add, compare, multiply, ofFen, subtract } from '../money/decimal.ts'
import type { Rule } from './rule.ts'

export const taxErrorSum: Rule = {
  name: 'tax-error-sum',
  source: 'domain.md 2: the signed tax errors of an invoice add up to at most 1.27',
  check: ({ lines }) => {
    const sum = lines.reduce((all, l) => add(all, subtract(multiply(ofFen(l.amountFen), l.rate), ofFen(l.taxFen))), '0')
    return compare(sum, '1.27') > 0 || compare(sum, '-1.27') < 0 ? [fault('TAX_ERROR_SUM', 'tax', { sum })] : []
  },
}
