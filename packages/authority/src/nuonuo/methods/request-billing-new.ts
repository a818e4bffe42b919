import type { Entry } from '../book.ts'
import { entryOf, keepEntry, serialNoOf } from '../book.ts'
import { done, type Reply, refuse } from '../codes.ts'
import { issueOrder } from '../issue-order.ts'
import { billingRequest, type Order } from '../messages/order.ts'
import { method, type Office } from '../method.ts'
import { wrongHead, wrongLine } from '../order-checks.ts'
import { reverseOrder } from '../reverse-order.ts'

/** Takes an order: a blue, or the red of a 税控 kind. Accepted is not issued. */
export const requestBillingNew = method({
  name: 'requestBillingNew',
  request: billingRequest,
  subjects: ({ order }) => [order.orderNo],
  answer({ order }, office) {
    const wrong = wrongSeller(order, office) ?? wrongHead(order) ?? repeated(order, office) ?? wrongLine(order, knownCodes(office))
    if (wrong) return wrong
    const first: Entry = { orderNo: order.orderNo, taxNumber: office.taxNumber, is: 'order', order, tries: 1, unsealed: false, fetched: true }
    const taken = order.invoiceType === '2' ? reverseOrder(order, first, office) : issueOrder(order, first, office)
    if ('code' in taken) return taken
    keepEntry(office.ledger, taken)
    return done({ invoiceSerialNum: serialNoOf(office.taxNumber, order.orderNo) })
  },
})

function wrongSeller({ salerTaxNum }: Order, { ledger, taxNumber }: Office): Reply | undefined {
  if (salerTaxNum !== taxNumber) return refuse('userTax', '销方税号与授权税号不一致')
  if (!ledger.seller(taxNumber)) return refuse('sellerUnknown', '销方未注册')
  return ledger.isAbnormal(taxNumber) ? refuse('notOpened', '未开通接口开票') : undefined
}

const repeated = ({ orderNo }: Order, { ledger, taxNumber }: Office): Reply | undefined =>
  entryOf(ledger, taxNumber, orderNo) || ledger.entry(taxNumber, orderNo) ? refuse('repeated', '订单编号或流水号不能重复') : undefined

const knownCodes =
  ({ codes }: Office) =>
  (code: string): boolean =>
    codes.entries.some(entry => entry.code === code && !entry.summary)
