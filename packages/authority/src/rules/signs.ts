import { exact, sign } from '../ledger/exact.ts'
import type { Line } from '../ledger/invoice.ts'
import { perLine } from './rule.ts'

/** On a blue only discount lines are negative; no line is zero; price and quantity are positive (domain.md 1.5). */
export const signs = perLine(line => {
  const wanted = line.nature === 'discount' ? -1 : 1
  const field = wrongField(line, wanted)
  return field ? { is: 'sign', field, text: wanted === 1 ? '金额、税额、数量、单价不得为负，金额不得为零' : '折扣行金额须为负' } : undefined
})

function wrongField({ amount, tax, quantity, unitPrice }: Line, wanted: -1 | 1): keyof Line | undefined {
  if (sign(exact(amount)) !== wanted) return 'amount'
  if (sign(exact(tax)) === -wanted) return 'tax'
  if (quantity !== undefined && sign(exact(quantity)) !== 1) return 'quantity'
  return unitPrice !== undefined && sign(exact(unitPrice)) !== 1 ? 'unitPrice' : undefined
}
