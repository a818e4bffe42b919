import { type Fault, fault } from '../fault/fault.ts'
import type { Line } from '../invoice/content.ts'
import type { Rule } from './rule.ts'

/** A discount stands right behind the line it reduces, is the same thing at the same rate, has no figures of its own and is at most the line. */
export const discountLine: Rule = {
  name: 'discount-line',
  source: 'domain.md 1.5',
  check: ({ lines, colour }) =>
    lines.flatMap((line, i): Fault[] => {
      const why = colour === 'red' ? inRed(line) : inBlue(line, lines[i - 1], lines[i + 1])
      return why ? [fault('DISCOUNT_LINE', `lines.${i}.nature`, { line: i + 1, ...WHY[why] })] : []
    }),
}

const WHY = {
  red: { zh: '红字发票不得有折扣行', en: 'a red letter has no discount lines' },
  place: { zh: '折扣行应紧跟被折扣行', en: 'a discount line stands right behind its discounted line' },
  other: { zh: '名称、编码、税率应与被折扣行相同', en: 'name, code and rate are those of the discounted line' },
  figures: { zh: '折扣行不得有数量、单价、单位、规格', en: 'a discount line has no quantity, price, unit or spec' },
  tooMuch: { zh: '折扣不得大于被折扣行', en: 'a discount is at most its line' },
} as const

const inRed = (line: Line): keyof typeof WHY | undefined => (line.nature === 'normal' ? undefined : 'red')

function inBlue(line: Line, before: Line | undefined, after: Line | undefined): keyof typeof WHY | undefined {
  if (line.nature === 'discounted') return after?.nature === 'discount' ? undefined : 'place'
  if (line.nature !== 'discount') return undefined
  if (before?.nature !== 'discounted') return 'place'
  if (before.name !== line.name || before.taxCode !== line.taxCode || before.rate !== line.rate) return 'other'
  if (line.quantity ?? line.unitPrice ?? line.unit ?? line.spec) return 'figures'
  return -line.totalFen > before.totalFen ? 'tooMuch' : undefined
}
