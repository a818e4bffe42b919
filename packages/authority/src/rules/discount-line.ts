import { fen, same } from '../ledger/exact.ts'
import type { Line } from '../ledger/invoice.ts'
import type { Rule } from './rule.ts'

/** Where discount lines stand and what they copy (domain.md 1.5; gateways.md 1.4). */
export const discountLine: Rule = ({ lines }) =>
  lines.flatMap((line, i) => {
    const found = line.nature === 'discount' ? wrongDiscount(line, lines[i - 1]) : wrongPlace(line, lines[i + 1])
    return found ? [{ is: 'discountLine', path: ['lines', i, found.field], text: `第${i + 1}行${found.text}` }] : []
  })

interface Found {
  readonly field: keyof Line
  readonly text: string
}

function wrongPlace(line: Line, next: Line | undefined): Found | undefined {
  return line.nature === 'discounted' && next?.nature !== 'discount' ? { field: 'nature', text: '被折扣行之后须紧跟折扣行' } : undefined
}

const COPIED = ['name', 'printedName', 'shortName', 'taxCode', 'policyMark'] as const
const EMPTY = ['quantity', 'unitPrice', 'unit', 'spec'] as const

function wrongDiscount(line: Line, before: Line | undefined): Found | undefined {
  if (before?.nature !== 'discounted') return { field: 'nature', text: '折扣行须紧跟被折扣行' }
  const copied = COPIED.find(field => line[field] !== before[field])
  if (copied) return { field: copied, text: '折扣行的名称、编码、优惠政策须与被折扣行相同' }
  if (!same(line.rate, before.rate)) return { field: 'rate', text: '折扣行的税率须与被折扣行相同' }
  const filled = EMPTY.find(field => line[field] !== undefined)
  if (filled) return { field: filled, text: '折扣行不得有数量、单价、单位、规格型号' }
  return -fen(line.total) > fen(before.total) ? { field: 'total', text: '折扣额不得大于被折扣行金额' } : undefined
}
