import { fen } from '../../ledger/exact.ts'
import { KINDS } from '../../ledger/invoice.ts'
import type { Problem } from '../../ledger/problem.ts'
import type { RedRule } from './rule.ts'

const differs = (path: Problem['path'], label: string): Problem => ({ is: 'differsFromBlue', path, text: `${label}与蓝字发票不一致` })

/** Parties, kind and sums of the blue are repeated as they are; special reverses only special (gateways.md 1.5). */
export const blueHeader: RedRule = (red, { blue: { invoice } }) => {
  const buyerNumber = red.buyer.taxNumber
  return [
    ...(red.seller.name === invoice.seller.name ? [] : [differs(['seller', 'name'], '销售方名称')]),
    ...(red.buyer.name === invoice.buyer.name ? [] : [differs(['buyer', 'name'], '购买方名称')]),
    ...(buyerNumber === undefined || buyerNumber === invoice.buyer.taxNumber ? [] : [differs(['buyer', 'taxNumber'], '购买方纳税人识别号')]),
    ...(red.blueSpecial === KINDS[invoice.kind].special ? [] : [differs(['blueSpecial'], '发票票种')]),
    ...(fen(red.blueAmount) === fen(invoice.amount) ? [] : [differs(['blueAmount'], '合计金额')]),
    ...(fen(red.blueTax) === fen(invoice.tax) ? [] : [differs(['blueTax'], '合计税额')]),
  ]
}
