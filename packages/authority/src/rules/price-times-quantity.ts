import { abs, exact, exceeds, minus, textOf, times } from '../ledger/exact.ts'
import { perLine } from './rule.ts'

/** |price × quantity − net| ≤ 0.01, discount lines apart (domain.md 2; gateways.md 1.4). */
export const priceTimesQuantity = perLine(({ nature, quantity, unitPrice, amount }) => {
  if (nature === 'discount' || quantity === undefined || unitPrice === undefined) return undefined
  const error = abs(minus(times(exact(quantity), exact(unitPrice)), exact(amount)))
  return exceeds(error, '0.01') ? { is: 'priceTimesQuantity', field: 'amount', text: `单价乘数量与金额相差${textOf(error)}，超过0.01` } : undefined
})
