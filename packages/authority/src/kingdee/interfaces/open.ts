import { shanghaiDay } from '../../ledger/shanghai.ts'
import { judge } from '../../rules/index.ts'
import { done, type Reply, refuse } from '../codes.ts'
import { invoiceFrom, openRequest, policyWrongs, problemTexts } from '../messages/open.ts'
import { interfaceOf } from './interface.ts'

const repeated = (): Reply => refuse('repeated', '流水号重复')

/**
 * ALLE.INVOICE.OPEN. What the rules find is refused at once and leaves its serial free; what is accepted is not issued yet. A serial serves once, whatever it
 * carried (10127).
 */
export const open = interfaceOf({
  code: 'ALLE.INVOICE.OPEN',
  takes: true,
  request: openRequest,
  subjects: ({ serialNo }) => [serialNo],
  answer(message, { ledger, edition, strike }) {
    const { serialNo, sellerTaxpayerId } = message
    if (ledger.entry(sellerTaxpayerId, serialNo)) return repeated()
    if (strike('quotaExhausted')) return refuse('quota', '授信额度不足')
    const wrongs = policyWrongs(message)
    if (wrongs.length > 0) return refuse('refused', wrongs.join('；'))
    const shortNameOf = (code: string): string => edition.find(code)?.shortName ?? ''
    const invoice = invoiceFrom(message, shanghaiDay(ledger.now()), shortNameOf)
    const seller = ledger.seller(sellerTaxpayerId)
    if (seller?.name !== invoice.seller.name) return refuse('refused', 'sellerName：与登记名称不一致')
    const problems = judge(invoice, { edition, sellerKind: seller.kind })
    if (problems.length > 0) return refuse('refused', problemTexts(problems))
    const answer = ledger.issue(sellerTaxpayerId, [invoice], {
      visibleSeconds: strike('slowVisibility')?.seconds,
      reject: strike('rejected')?.problem,
    })
    if (answer.is === 'accepted') return done(serialNo)
    return refuse(answer.problems.some(({ is }) => is === 'quota') ? 'quota' : 'refused', problemTexts(answer.problems))
  },
})
