import { z } from 'zod'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import { done, refuse } from '../codes.ts'
import { maybeText, shaped } from '../messages/shapes.ts'
import { method } from '../method.ts'

/** Voids a paper invoice in its month; others are reversed (gateways.md 4.4). */
export const invoiceCancellation = method({
  name: 'invoiceCancellation',
  request: z.object({ invoiceId: maybeText(25), invoiceCode: shaped(/^\d{10,12}$/), invoiceNo: shaped(/^\d{8}$/) }),
  subjects: ({ invoiceCode, invoiceNo }) => [`${invoiceCode}${invoiceNo}`],
  answer({ invoiceCode, invoiceNo }, { ledger, taxNumber }) {
    const number = `${invoiceCode}${invoiceNo}`
    const issued = ledger.invoice(number)
    if (!issued || issued.invoice.seller.taxNumber !== taxNumber) return refuse('notFound', '未查询到发票')
    if (!issued.invoice.kind.startsWith('paper')) return refuse('state', '该票种不能作废，请红冲')
    const answer = ledger.voidInvoice(taxNumber, { serial: `void/${number}`, number, issuedAt: shanghaiTime(issued.issuedAt) })
    return answer.is === 'found' ? done() : refuse('state', answer.problems.map(p => p.text).join('；'))
  },
})
