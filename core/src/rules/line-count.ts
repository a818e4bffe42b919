import { fault } from '../fault/fault.ts'
import type { Rule } from './rule.ts'

export const lineCount: Rule = {
  name: 'line-count',
  source: 'domain.md 1.4; discount lines are counted',
  check: ({ lines }, { linesMax }) =>
    lines.length === 0 || lines.length > linesMax ? [fault('LINE_COUNT', 'lines', { count: lines.length, most: linesMax })] : [],
}
