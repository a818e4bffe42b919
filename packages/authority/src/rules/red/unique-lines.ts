import type { RedLine } from '../../ledger/invoice.ts'
import type { Problem } from '../../ledger/problem.ts'
import type { RedRule } from './rule.ts'

/** Numbers run from 1, and no line of the blue is named twice. */
export const uniqueLines: RedRule = ({ lines }) => lines.flatMap((line, i) => wrongPlace(lines, line, i) ?? [])

function wrongPlace(lines: readonly RedLine[], { no, blueNo }: RedLine, index: number): Problem | undefined {
  if (no !== String(index + 1)) return { is: 'notPlain', path: ['lines', index, 'no'], text: `第${index + 1}行序号应为${index + 1}` }
  const again = lines.findIndex(l => l.blueNo === blueNo) < index
  return again ? { is: 'differsFromBlue', path: ['lines', index, 'blueNo'], text: `蓝字发票明细${blueNo}重复` } : undefined
}
