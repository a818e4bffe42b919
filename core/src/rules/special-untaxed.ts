import { fault } from '../fault/fault.ts'
import { isUntaxed } from '../tax/untaxed.ts'
import type { Rule } from './rule.ts'

export const specialUntaxed: Rule = {
  name: 'special-untaxed',
  source: 'domain.md 1.6: exempt, not-taxed and zero-rate lines cannot go on a 专票',
  check: ({ kind, lines }) =>
    lines.flatMap((l, i) => (kind === 'special' && isUntaxed(l) ? [fault('SPECIAL_UNTAXED', `lines.${i}.rate`, { line: i + 1 })] : [])),
}
