import type { Reason, RedApplication, RedLine } from '../ledger/invoice.ts'
import { KINDS } from '../ledger/invoice.ts'
import { shanghaiTime } from '../ledger/shanghai.ts'
import type { Issued } from '../ledger/state.ts'
import type { Entry } from './book.ts'
import { type Reply, refuse } from './codes.ts'
import { issueOrder, shortNamesOf } from './issue-order.ts'
import { invoiceFrom, type Order } from './messages/order.ts'
import type { Office } from './method.ts'

/** `redReason` 1 return 2 wrong 3 stopped 4 allowance → the bureau's numbers (gateways.md 13.1). */
export const REASON_OF = { '1': '02', '2': '01', '3': '03', '4': '04' } as const satisfies Record<string, Reason>

/** The red of a 税控 kind: an order that names its blue by code and number. 数电 reds go through a form. */
export function reverseOrder(order: Order, entry: Entry, office: Office): Entry | Reply {
  const { ledger, taxNumber } = office
  const blue = ledger.invoice(`${order.invoiceCode ?? ''}${order.invoiceNum ?? ''}`)
  if (blue?.colour !== 'blue' || blue.invoice.seller.taxNumber !== taxNumber || !KINDS[blue.invoice.kind].voidable)
    return refuse('blueWrong', '原蓝票代码或号码错误')
  if (order.redReason === undefined) return refuse('parameter', 'redReason：参数缺失')
  if (order.buyerName !== blue.invoice.buyer.name) return refuse('redBuyer', '红票购方名称与蓝票不一致')
  const answer = ledger.applyRed(applicationFrom(order, blue, order.redReason, office))
  if (answer.is === 'form') return { ...entry, serial: order.orderNo }
  const [problem] = answer.problems
  if (problem?.is === 'nothingLeft' || problem?.is === 'formInProgress') return refuse('alreadyReversed', '该蓝票已红冲')
  const cause = answer.problems.map(p => p.text).join('；')
  return { ...entry, failed: { at: ledger.now() + ledger.delays().redSeconds * 1000, cause } }
}

function applicationFrom(order: Order, blue: Issued, redReason: keyof typeof REASON_OF, office: Office): RedApplication {
  const { invoice } = blue
  const red = invoiceFrom(order, order.orderNo, shortNamesOf(office), invoice.seller.name)
  const free = invoice.lines.filter(line => line.nature !== 'discount')
  const lines = red.lines.map(({ total: _, nature: __, ...line }): RedLine => {
    const at = free.findIndex(other => other.name === line.name && other.taxCode === line.taxCode)
    const [mine] = at < 0 ? [] : free.splice(at, 1)
    return { ...line, blueNo: mine?.no ?? '0', policyMark: mine?.policyMark }
  })
  return {
    serial: order.orderNo,
    enteredBy: 'seller',
    seller: { taxNumber: invoice.seller.taxNumber, name: invoice.seller.name },
    buyer: { name: order.buyerName, taxNumber: order.buyerTaxNum },
    blueNumber: blue.number,
    blueIssuedAt: shanghaiTime(blue.issuedAt),
    blueAmount: invoice.amount,
    blueTax: invoice.tax,
    blueSpecial: KINDS[invoice.kind].special,
    amount: red.amount,
    tax: red.tax,
    reason: REASON_OF[redReason],
    lines,
  }
}

/** A retry of either kind. */
export function again(order: Order, entry: Entry, office: Office): Entry | Reply {
  return order.invoiceType === '2' ? reverseOrder(order, entry, office) : issueOrder(order, entry, office)
}
