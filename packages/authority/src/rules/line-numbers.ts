import type { Rule } from './rule.ts'

/** Line numbers run from 1 without a gap (domain.md 1.4): red forms point at them. */
export const lineNumbers: Rule = ({ lines }) =>
  lines.flatMap((line, i) =>
    line.no === String(i + 1) ? [] : [{ is: 'notPlain', path: ['lines', i, 'no'], text: `第${i + 1}行明细序号应为${i + 1}` }],
  )
