import { abs, exact, exceeds, minus, same, times, yuan } from '../../ledger/exact.ts'
import type { RedLine } from '../../ledger/invoice.ts'
import type { LeftLine } from '../../ledger/left.ts'
import { perRedLine } from './rule.ts'

const COPIED = ['name', 'printedName', 'shortName', 'taxCode'] as const
const COPIED_IF_GIVEN = ['spec', 'unit', 'policyMark'] as const

/** Each line names a line of the blue (not its discount line) and copies what is printed there, old short names included (domain.md 4.2). */
export const blueLine = perRedLine((line, left) => {
  if (!left) return { is: 'differsFromBlue', field: 'blueNo', text: `蓝字发票没有可冲红的明细${line.blueNo}` }
  const field = differentField(line, left)
  return field ? { is: 'differsFromBlue', field, text: `与蓝字发票明细${line.blueNo}不一致` } : undefined
})

function differentField(line: RedLine, left: LeftLine): keyof RedLine | undefined {
  const copied = COPIED.find(f => line[f] !== left.line[f]) ?? COPIED_IF_GIVEN.find(f => line[f] !== undefined && line[f] !== left.line[f])
  if (copied) return copied
  if (!same(line.rate, left.line.rate)) return 'rate'
  return line.unitPrice === undefined || isPriceOf(left, line.unitPrice) ? undefined : 'unitPrice'
}

/** The blue's price; for a discounted line the price that is left after its discount, so that price × the blue's quantity is the merged amount. */
function isPriceOf({ line, discounted, amount }: LeftLine, price: string): boolean {
  if (line.quantity === undefined || line.unitPrice === undefined) return false
  if (!discounted) return same(price, line.unitPrice)
  return !exceeds(abs(minus(times(exact(price), exact(line.quantity)), exact(yuan(amount)))), '0.01')
}
