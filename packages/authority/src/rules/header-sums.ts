import { fen, yuan } from '../ledger/exact.ts'
import type { Problem } from '../ledger/problem.ts'
import type { Rule } from './rule.ts'

/** Header amount and tax are the line sums, the total is amount plus tax, to the fen (domain.md 2). */
export const headerSums: Rule = ({ amount, tax, total, lines }) => {
  const amounts = lines.reduce((all, l) => all + fen(l.amount), 0n)
  const taxes = lines.reduce((all, l) => all + fen(l.tax), 0n)
  return [
    ...differs('amount', '合计金额', amount, amounts),
    ...differs('tax', '合计税额', tax, taxes),
    ...differs('total', '价税合计', total, fen(amount) + fen(tax)),
  ]
}

function differs(field: string, label: string, given: string, expected: bigint): Problem[] {
  return fen(given) === expected ? [] : [{ is: 'headerSums', path: [field], text: `${label}应为${yuan(expected)}，实为${given}` }]
}
