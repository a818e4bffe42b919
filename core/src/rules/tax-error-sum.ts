import { fault } from '../fault/fault.ts'
import { taxErrorFits, taxErrorOf } from '../invoice/tolerance.ts'
import type { Rule } from './rule.ts'

export const taxErrorSum: Rule = {
  name: 'tax-error-sum',
  source: 'domain.md 2: the signed tax errors of an invoice add up to at most 1.27',
  check: ({ lines }) => {
    const sum = taxErrorOf(lines)
    return taxErrorFits(sum) ? [] : [fault('TAX_ERROR_SUM', 'tax', { sum })]
  },
}
