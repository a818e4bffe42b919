import { perLine } from './rule.ts'

/** Quantity and price both or none; a unit needs both (domain.md 1.4). What a discount line may carry is the discount rule's. */
export const quantityWithPrice = perLine(({ nature, quantity, unitPrice, unit }) => {
  if (nature === 'discount') return undefined
  const wanted = quantity !== undefined || unitPrice !== undefined || unit !== undefined
  if (wanted && quantity === undefined) return { is: 'missing', field: 'quantity', text: '有单位或单价时须有数量' }
  return wanted && unitPrice === undefined ? { is: 'missing', field: 'unitPrice', text: '有单位或数量时须有单价' } : undefined
})
