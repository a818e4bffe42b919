import { fault } from '../fault/fault.ts'
import { taxFits } from '../invoice/tolerance.ts'
import { yuan } from '../money/fen.ts'
import type { Rule } from './rule.ts'

export const lineTax: Rule = {
  name: 'line-tax',
  source: 'domain.md 2: tax and amount × rate differ by at most 0.06 a line',
  check: ({ lines }) =>
    lines.flatMap(({ amountFen, rate, taxFen }, i) =>
      taxFits(amountFen, rate, taxFen)
        ? []
        : [fault('LINE_TAX', `lines.${i}.tax`, { line: i + 1, tax: yuan(taxFen), rate, amount: yuan(amountFen) })],
    ),
}
