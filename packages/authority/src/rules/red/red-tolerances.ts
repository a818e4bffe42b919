import { abs, exact, exceeds, fen, minus, sum, textOf, times } from '../../ledger/exact.ts'
import type { RedLine } from '../../ledger/invoice.ts'
import type { LeftLine } from '../../ledger/left.ts'
import { perRedLine, type RedRule } from './rule.ts'

/** 0.01 of price × quantity, as on a blue; a line that takes all that is left takes it whatever the quotient. */
export const redPriceTimesQuantity = perRedLine((line, left) => {
  if (isLast(line, left) || line.quantity === undefined || line.unitPrice === undefined) return undefined
  const error = abs(minus(times(exact(line.quantity), exact(line.unitPrice)), exact(line.amount)))
  return exceeds(error, '0.01') ? { is: 'priceTimesQuantity', field: 'amount', text: `单价乘数量与金额相差${textOf(error)}，超过0.01` } : undefined
})

/** 0.06 of amount × rate, as on a blue; the last line of a blue line clears what rounding left. */
export const redLineTax = perRedLine((line, left) => {
  const error = abs(taxError(line))
  return !isLast(line, left) && exceeds(error, '0.06')
    ? { is: 'lineTax', field: 'tax', text: `金额乘税率与税额相差${textOf(error)}，超过0.06` }
    : undefined
})

export const redTaxErrorSum: RedRule = ({ lines }, { left }) => {
  const parts = lines.filter(
    line =>
      !isLast(
        line,
        left.find(l => l.no === line.blueNo),
      ),
  )
  const error = abs(sum(parts.map(taxError)))
  return exceeds(error, '1.27') ? [{ is: 'taxErrorSum', path: ['tax'], text: `税额误差合计${textOf(error)}，超过1.27` }] : []
}

const taxError = ({ amount, rate, tax }: RedLine) => minus(times(exact(amount), exact(rate)), exact(tax))

const isLast = ({ amount, tax }: RedLine, left: LeftLine | undefined): boolean =>
  left !== undefined && left.leftAmount + fen(amount) === 0n && left.leftTax + fen(tax) === 0n
