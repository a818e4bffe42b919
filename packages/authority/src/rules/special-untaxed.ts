import { exact, sign } from '../ledger/exact.ts'
import { KINDS } from '../ledger/invoice.ts'
import type { Rule } from './rule.ts'

/** A special invoice carries no exempt, not-taxed or zero-rate line (domain.md 1.6). */
export const specialUntaxed: Rule = ({ kind, lines }) => {
  if (!KINDS[kind].special) return []
  return lines.flatMap((line, i) =>
    sign(exact(line.rate)) === 0 ? [{ is: 'specialUntaxed', path: ['lines', i, 'rate'], text: `第${i + 1}行：专票不允许0税率` }] : [],
  )
}
