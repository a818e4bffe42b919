import { fen, yuan } from '../../ledger/exact.ts'
import type { RedRule } from './rule.ts'

/** The form's amount and tax are the line sums, to the fen (domain.md 4.2). */
export const redSums: RedRule = ({ amount, tax, lines }) => {
  const amounts = lines.reduce((all, l) => all + fen(l.amount), 0n)
  const taxes = lines.reduce((all, l) => all + fen(l.tax), 0n)
  return [
    ...(fen(amount) === amounts ? [] : [{ is: 'headerSums', path: ['amount'], text: `红字冲销金额应为${yuan(amounts)}` } as const]),
    ...(fen(tax) === taxes ? [] : [{ is: 'headerSums', path: ['tax'], text: `红字冲销税额应为${yuan(taxes)}` } as const]),
  ]
}
