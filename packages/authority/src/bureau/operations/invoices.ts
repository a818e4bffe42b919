import { INVOICE_NAMES, invoiceFrom, issueRequest } from '../messages/invoice.ts'
import { within } from '../messages/names.ts'
import { frontRefusal, ok, refusal } from '../reply.ts'
import { operation } from './operation.ts'

const NAMES = within('invoices', 'fpList', INVOICE_NAMES)

/** Accepted is not issued: what is wrong with one invoice is told when its serial is asked for. */
export const invoices = operation({
  path: '/api/v1/invoices',
  request: issueRequest,
  actor: request => request.nsrsbh,
  subjects: request => request.fpList.map(i => i.fpqqlsh),
  answer({ nsrsbh, fpList }, { ledger, strike }) {
    if (strike('quotaExhausted')) return frontRefusal('quota')
    const visibleSeconds = strike('slowVisibility')?.seconds
    const reject = strike('rejected')?.problem
    const answer = ledger.issue(nsrsbh, fpList.map(invoiceFrom), { visibleSeconds, reject })
    return answer.is === 'accepted' ? ok({ sllsh: answer.batch }) : refusal(answer.problems, NAMES)
  },
})
