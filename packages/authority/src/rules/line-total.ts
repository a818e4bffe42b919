import { fen } from '../ledger/exact.ts'
import { perLine } from './rule.ts'

/** Amount with tax = amount + tax, to the fen (domain.md 1.4). */
export const lineTotal = perLine(({ amount, tax, total }) =>
  fen(amount) + fen(tax) === fen(total) ? undefined : { is: 'lineTotal', field: 'total', text: '含税金额不等于金额与税额之和' },
)
