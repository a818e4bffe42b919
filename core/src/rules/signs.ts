import { fault } from '../fault/fault.ts'
import type { Content, Line } from '../invoice/content.ts'
import type { Rule } from './rule.ts'

/** Blue: lines above zero, discounts below. Red: everything below zero, price above (domain.md 1.5, 4.2). */
export const signs: Rule = {
  name: 'signs',
  source: 'domain.md 1.5, 4.2',
  check: content => [
    ...content.lines.flatMap((line, i) => (isSigned(line, content) ? [] : [fault('SIGN', `lines.${i}.amount`, { line: i + 1 })])),
    ...(isNegative(content) === content.totalFen < 0 && content.totalFen !== 0 ? [] : [fault('SIGN_TOTAL', 'total')]),
  ],
}

const isNegative = (content: Content): boolean => content.colour === 'red'

function isSigned(line: Line, content: Content): boolean {
  const down = isNegative(content) || line.nature === 'discount'
  const amount = down ? line.amountFen < 0 && line.taxFen <= 0 : line.amountFen > 0 && line.taxFen >= 0
  const quantity = line.quantity === undefined || line.quantity.startsWith('-') === isNegative(content)
  return amount && quantity && !line.unitPrice?.startsWith('-')
}
