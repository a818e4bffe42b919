import { fault } from '../fault/fault.ts'
import type { Rule } from './rule.ts'

export const quantityWithPrice: Rule = {
  name: 'quantity-with-price',
  source: 'domain.md 1.4: quantity and price both or neither; a unit needs both',
  check: ({ lines }) =>
    lines.flatMap((l, i) => {
      const both = l.quantity !== undefined && l.unitPrice !== undefined
      const neither = l.quantity === undefined && l.unitPrice === undefined && l.unit === undefined
      return both || neither ? [] : [fault('QUANTITY_WITH_PRICE', `lines.${i}.quantity`, { line: i + 1 })]
    }),
}
