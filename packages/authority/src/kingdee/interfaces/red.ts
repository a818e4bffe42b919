import { done, refuse } from '../codes.ts'
import { problemTexts } from '../messages/open.ts'
import { applicationOf, redRequest } from '../messages/red.ts'
import { interfaceOf } from './interface.ts'

/** ALLE.INVOICE.RED: directly where the buyer has not used the blue, else by a form that waits for the buyer. All of it, or nothing. */
export const red = interfaceOf({
  code: 'ALLE.INVOICE.RED',
  takes: true,
  request: redRequest,
  subjects: ({ serialNo, invoiceNum }) => [serialNo, invoiceNum],
  answer(message, { ledger, strike }) {
    const { serialNo, sellerTaxpayerId, invoiceNum, invoiceType } = message
    if (ledger.entry(sellerTaxpayerId, serialNo)) return refuse('repeated', '流水号重复')
    const blue = ledger.invoice(invoiceNum)
    if (!blue || blue.colour === 'red' || blue.invoice.seller.taxNumber !== sellerTaxpayerId) return refuse('refused', 'invoiceNum：未查询到蓝字发票')
    if (invoiceType !== (blue.invoice.kind === 'special' ? '01' : '02')) return refuse('refused', 'invoiceType：与蓝字发票不一致')
    const answer = ledger.applyRed(applicationOf(message, blue), { visibleSeconds: strike('slowVisibility')?.seconds })
    if (answer.is === 'form') return done(serialNo)
    return refuse('refused', problemTexts(answer.problems.map(p => ({ ...p, path: [PLACE[p.is] ?? 'invoiceNum'] }))))
  },
})

const PLACE: Readonly<Record<string, string>> = { reasonNotAllowed: 'redReason', serialRepeated: 'serialNo' }
