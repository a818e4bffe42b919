import { fen } from '../../ledger/exact.ts'
import type { RedApplication } from '../../ledger/invoice.ts'
import { isSpent, isTouched, type LeftLine } from '../../ledger/left.ts'
import type { Problem } from '../../ledger/problem.ts'
import type { RedContext, RedRule } from './rule.ts'

const refused = (path: Problem['path'], text: string): Problem[] => [{ is: 'reasonNotAllowed', path, text }]

/** What each reason allows (domain.md 4.2, gateways.md 1.5): 01 only the whole blue; 02 not for services alone; 03 not for goods alone. */
export const redReason: RedRule = (red, { left }) => {
  const codes = red.lines.map(l => l.taxCode)
  if (red.reason === '01' && (left.some(isTouched) || !takesAll(red, left))) return refused(['reason'], '开票有误须全额冲红，且不得在部分冲红之后')
  if (red.reason === '02' && codes.every(c => c.startsWith('3'))) return refused(['reason'], '仅有服务的发票不得选择销货退回')
  if (red.reason === '03' && codes.every(c => /^[12]/.test(c))) return refused(['reason'], '仅有货物的发票不得选择服务中止')
  return []
}

/** Where only whole reds are allowed (the official text), or only once the buyer has used or booked the invoice. */
export const redPartial: RedRule = (red, { left, blue, partialRed }) => {
  if (partialRed === 'always' || takesAll(red, left)) return []
  return partialRed === 'never' || !isTaken(blue) ? refused(['lines'], '购买方未确认用途且未入账时只能全额冲红') : []
}

export const isTaken = ({ marks }: RedContext['blue']): boolean => marks.has('used') || marks.has('booked')

function takesAll({ lines }: RedApplication, left: readonly LeftLine[]): boolean {
  return left
    .filter(l => !isSpent(l))
    .every(l => {
      const line = lines.find(x => x.blueNo === l.no)
      return line !== undefined && l.leftAmount + fen(line.amount) === 0n && l.leftTax + fen(line.tax) === 0n
    })
}
