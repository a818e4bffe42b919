import { type Fault, fault } from '../fault/fault.ts'
import { type Fen, sumFen, yuan } from '../money/fen.ts'
import type { Rule } from './rule.ts'

/** Line total = amount + tax; header amount, tax and total are the exact sums. */
export const sums: Rule = {
  name: 'sums',
  source: 'domain.md 2: header sums exact to the fen',
  check: ({ lines, amountFen, taxFen, totalFen }) => [
    ...lines.flatMap((l, i) => same('total', `lines.${i}.total`, l.totalFen, l.amountFen + l.taxFen)),
    ...same('amount', 'amount', amountFen, sumFen(lines.map(l => l.amountFen))),
    ...same('tax', 'tax', taxFen, sumFen(lines.map(l => l.taxFen))),
    ...same('total', 'total', totalFen, amountFen + taxFen),
  ],
}

const same = (field: string, path: string, given: Fen, sum: Fen): Fault[] =>
  given === sum ? [] : [fault('SUM', path, { field, given: yuan(given), sum: yuan(sum) })]
