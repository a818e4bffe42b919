import { exact, sign } from '../../ledger/exact.ts'
import type { RedLine } from '../../ledger/invoice.ts'
import { perRedLine } from './rule.ts'

/** Amount and quantity negative, tax negative or zero, price positive (domain.md 4.2). */
export const redSigns = perRedLine(line => {
  const field = wrongField(line)
  return field ? { is: 'sign', field, text: '红字明细金额、数量须为负，单价须为正' } : undefined
})

function wrongField({ amount, tax, quantity, unitPrice }: RedLine): keyof RedLine | undefined {
  if (sign(exact(amount)) !== -1) return 'amount'
  if (sign(exact(tax)) === 1) return 'tax'
  if (quantity !== undefined && sign(exact(quantity)) !== -1) return 'quantity'
  return unitPrice !== undefined && sign(exact(unitPrice)) !== 1 ? 'unitPrice' : undefined
}
