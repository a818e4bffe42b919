import { z } from 'zod'
import { done, refuse } from '../codes.ts'
import { maybeText, text } from '../messages/shapes.ts'
import { method } from '../method.ts'

/** Sends an issued invoice once more; the sandbox sends nothing. */
export const deliveryInvoice = method({
  name: 'deliveryInvoice',
  request: z.object({ taxnum: text(20), invoiceCode: maybeText(12), invoiceNum: text(20), phone: maybeText(20), mail: maybeText(50, 'mailTooLong') }),
  subjects: ({ invoiceNum }) => [invoiceNum],
  answer({ taxnum, invoiceCode = '', invoiceNum, phone, mail }, { ledger, taxNumber }) {
    if (taxnum !== taxNumber) return refuse('userTax', '税号与授权税号不一致')
    if (phone === undefined && mail === undefined) return refuse('parameter', 'phone、mail：不能同时为空')
    const issued = ledger.invoice(`${invoiceCode}${invoiceNum}`)
    return issued?.invoice.seller.taxNumber === taxNumber ? done() : refuse('delivery', '交付失败：发票不存在')
  },
})
