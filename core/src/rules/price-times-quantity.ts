import { fault } from '../fault/fault.ts'
import { priceFits } from '../invoice/tolerance.ts'
import { compare, divide, ofFen } from '../money/decimal.ts'
import { yuan } from '../money/fen.ts'
import type { Rule } from './rule.ts'

/** Amount and price × quantity differ by at most 0.01; or the price is amount ÷ quantity cut to 8 decimals, as one checker accepts. */
export const priceTimesQuantity: Rule = {
  name: 'price-times-quantity',
  source: 'domain.md 2; gateways.md 1.4',
  check: ({ lines }) =>
    lines.flatMap((line, i) => {
      const { quantity, unitPrice, amountFen } = line
      if (quantity === undefined || unitPrice === undefined || line.nature === 'discount') return []
      if (priceFits(unitPrice, quantity, amountFen) || isCut(amountFen, quantity, unitPrice)) return []
      return [fault('PRICE_TIMES_QUANTITY', `lines.${i}.amount`, { line: i + 1, price: unitPrice, quantity, amount: yuan(amountFen) })]
    }),
}

function isCut(amountFen: number, quantity: string, price: string): boolean {
  if (compare(quantity, '0') === 0) return false
  const [whole = '', part = ''] = divide(ofFen(amountFen), quantity, 20).split('.')
  return compare(`${whole}.${part.slice(0, 8).padEnd(1, '0')}`, price) === 0
}
