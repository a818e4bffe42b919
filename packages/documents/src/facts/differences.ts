import { type Fault, fault, yuan } from '@openfapiao/core'
import type { Facts } from './facts.ts'

/** What we know of the invoice whose file this should be. What is left out is not compared. */
export type Expected = Partial<Facts>

const COMPARED = [
  ['number', '发票号码 number', String],
  ['issuedOn', '开票日期 date', String],
  ['amountFen', '合计金额 amount', yuanOf],
  ['taxFen', '合计税额 tax', yuanOf],
  ['totalFen', '价税合计 total', yuanOf],
  ['sellerTaxNumber', '销售方税号 seller', String],
  ['buyerTaxNumber', '购买方税号 buyer', String],
] as const

/** One ANSWER_DIFFERS for each fact of the file that is not ours; the path is the fact's name. */
export function differences(theirs: Facts, ours: Expected): Fault[] {
  return COMPARED.filter(([name]) => ours[name] !== undefined && theirs[name] !== ours[name]).map(([name, what, show]) =>
    fault('ANSWER_DIFFERS', name, { what, theirs: show(theirs[name] ?? '-'), ours: show(ours[name] ?? '-') }),
  )
}

function yuanOf(value: string | number): string {
  return typeof value === 'number' ? yuan(value) : value
}
