import { exact, fen, plus, sign } from '../../ledger/exact.ts'
import { perRedLine } from './rule.ts'

/** Amount, tax and quantity at most what is left; when all of the amount is taken all of the tax is, and the reverse (domain.md 4.2). */
export const redLeft = perRedLine((line, left) => {
  if (!left) return undefined
  const [amount, tax] = [left.leftAmount + fen(line.amount), left.leftTax + fen(line.tax)]
  if (amount < 0n) return { is: 'moreThanLeft', field: 'amount', text: '冲红金额超过剩余可冲红金额' }
  if (tax < 0n) return { is: 'moreThanLeft', field: 'tax', text: '冲红税额超过剩余可冲红税额' }
  if (line.quantity !== undefined && (!left.leftQuantity || sign(plus(left.leftQuantity, exact(line.quantity))) < 0))
    return { is: 'moreThanLeft', field: 'quantity', text: '冲红数量超过剩余可冲红数量' }
  const oneUsedUp = (amount === 0n) !== (tax === 0n) && left.leftTax !== 0n
  return oneUsedUp ? { is: 'moreThanLeft', field: 'tax', text: '金额与税额须同时冲完' } : undefined
})
