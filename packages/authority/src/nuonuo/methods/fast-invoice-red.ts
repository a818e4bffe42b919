import { z } from 'zod'
import { redNumberOf } from '../../ledger/form.ts'
import { entryOf, keepEntry, serialNoOf } from '../book.ts'
import { done, refuse } from '../codes.ts'
import { dateTime, maybe, maybeText, text } from '../messages/shapes.ts'
import { method } from '../method.ts'
import { byUuid, isSideOf } from '../red-row.ts'

/** Fetches the red that the bureau made of a form by itself. The same red again gets the same serial. */
export const fastInvoiceRed = method({
  name: 'fastInvoiceRed',
  request: z.object({
    orderNo: text(20),
    extensionNumber: maybeText(5),
    clerkId: maybeText(32),
    deptId: maybeText(32),
    orderTime: maybe(dateTime),
    taxNum: text(20),
    invoiceCode: maybeText(12),
    invoiceNumber: maybeText(20),
    elecInvoiceNumber: maybeText(20),
    invoiceId: maybeText(25),
    billNo: maybeText(32),
    billUuid: maybeText(32),
    invoiceLine: maybeText(2),
    callBackUrl: maybeText(225),
  }),
  subjects: ({ orderNo, billUuid, billNo }) => [orderNo, billUuid, billNo].filter(s => s !== undefined),
  answer({ taxNum, billUuid, billNo }, office) {
    const { ledger, taxNumber } = office
    if (taxNum !== taxNumber) return refuse('userTax', '税号与授权税号不一致')
    const uuid = billUuid ?? ledger.forms().find(form => form.formNumber === billNo)?.uuid
    const known = uuid === undefined ? undefined : byUuid(uuid, office)
    if (!known?.form || !isSideOf(known.form, '0', taxNumber)) return refuse('notFound', '未查询到红字确认单')
    if (redNumberOf(known.form, ledger.now()) === undefined) return refuse('state', '红字发票尚未开具')
    const { orderNo } = known.entry
    const red = entryOf(ledger, taxNumber, orderNo) ?? {
      orderNo,
      taxNumber,
      is: 'red',
      serial: known.form.application.serial,
      tries: 1,
      unsealed: false,
    }
    keepEntry(ledger, { ...red, fetched: true })
    return done({ invoiceSerialNum: serialNoOf(taxNumber, orderNo) })
  },
})
