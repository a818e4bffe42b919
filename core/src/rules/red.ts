import { type Fault, fault } from '../fault/fault.ts'
import type { Content, Line } from '../invoice/content.ts'
import type { Rule } from './rule.ts'

/** What a red letter must be, by its reason (domain.md 4.2; gateways.md 1.5). */
export const red: Rule = {
  name: 'red',
  source: 'domain.md 4.2; gateways.md 1.5; 公告2024年第11号',
  check: content => (content.colour === 'blue' ? onBlue(content) : onRed(content)),
}

const onBlue = ({ red }: Content): Fault[] => (red ? [fault('RED_PART', 'reason')] : [])

function onRed({ red, lines, remark }: Content): Fault[] {
  if (!red) return [fault('RED_PART', 'reason')]
  return [
    ...(red.blueNumber === '' ? [fault('RED_BLUE_NUMBER', 'blueNumber')] : []),
    ...(remark ? [fault('RED_REMARK', 'remark')] : []),
    ...lines.flatMap((l, i) => (fitsReason(l, red.reason) ? [] : [fault('RED_REASON', `lines.${i}`, { line: i + 1, reason: red.reason })])),
    ...lines.flatMap((l, i) => (l.blueLine === undefined ? [fault('RED_LINE', `lines.${i}.blueLine`, { line: i + 1 })] : [])),
  ]
}

/** 02 is not for services (codes of 3), 03 not for goods and processing (1, 2), 04 carries neither price nor quantity. */
function fitsReason({ taxCode, quantity, unitPrice }: Line, reason: string): boolean {
  if (reason === '02') return !taxCode.startsWith('3')
  if (reason === '03') return !/^[12]/.test(taxCode)
  return reason !== '04' || (quantity === undefined && unitPrice === undefined)
}
