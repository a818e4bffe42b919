import type { RedRule } from './rule.ts'

/** Numbers run from 1, and no line of the blue is named twice. */
export const uniqueLines: RedRule = ({ lines }) =>
  lines.flatMap((line, i) => {
    if (line.no !== String(i + 1)) return [{ is: 'notPlain', path: ['lines', i, 'no'], text: `第${i + 1}行序号应为${i + 1}` } as const]
    const again = lines.findIndex(l => l.blueNo === line.blueNo) < i
    return again ? [{ is: 'differsFromBlue', path: ['lines', i, 'blueNo'], text: `蓝字发票明细${line.blueNo}重复` } as const] : []
  })
