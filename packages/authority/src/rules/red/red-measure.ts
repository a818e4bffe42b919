import { sign } from '../../ledger/exact.ts'
import type { RedLine } from '../../ledger/invoice.ts'
import type { LeftLine } from '../../ledger/left.ts'
import { perRedLine } from './rule.ts'

/** Quantity and price both or none; 04 has neither, the other reasons have both wherever units of the blue's line are left (gateways.md 1.5). */
export const redMeasure = perRedLine((line, left, { reason }) => {
  if (reason === '04') return allowance(line)
  if (line.quantity === undefined && line.unitPrice === undefined) return unmeasured(left)
  if (line.quantity === undefined) return { is: 'missing', field: 'quantity', text: '有单价时须有数量' }
  return line.unitPrice === undefined ? { is: 'missing', field: 'unitPrice', text: '有数量时须有单价' } : undefined
})

function allowance({ quantity, unitPrice }: RedLine): ReturnType<Parameters<typeof perRedLine>[0]> {
  const field = quantity !== undefined ? 'quantity' : unitPrice !== undefined ? 'unitPrice' : undefined
  return field ? { is: 'reasonNotAllowed', field, text: '销售折让不得填写数量和单价' } : undefined
}

function unmeasured(left: LeftLine | undefined): ReturnType<Parameters<typeof perRedLine>[0]> {
  const unitsLeft = left?.leftQuantity !== undefined && sign(left.leftQuantity) === 1
  return unitsLeft ? { is: 'missing', field: 'quantity', text: '蓝字发票该行有数量，须填写冲红数量和单价' } : undefined
}
