import type { Rule } from './rule.ts'

/** Discount lines count (domain.md 1.4: no national limit was found; 2000 is the profile's). */
export const LINES_MAX = 2000

export const lineCount: Rule = ({ lines }) =>
  lines.length > LINES_MAX ? [{ is: 'tooManyLines', path: ['lines'], text: `明细行数${lines.length}超过${LINES_MAX}` }] : []
