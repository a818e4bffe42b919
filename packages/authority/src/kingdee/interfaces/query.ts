import { done, refuse } from '../codes.ts'
import { serialField, taxpayerField } from '../messages/open.ts'
import { issuedRow, rowOf } from '../messages/row.ts'
import { fields, maybeFormed } from '../shapes.ts'
import { interfaceOf } from './interface.ts'

/** ALLE.INVOICE.QUERY by one serial or one number. Nothing found is an empty list. */
export const query = interfaceOf({
  code: 'ALLE.INVOICE.QUERY',
  takes: false,
  request: fields({ serialNo: serialField.optional(), invoiceNum: maybeFormed(/^\d{20}$/), sellerTaxpayerId: taxpayerField }),
  subjects: ({ serialNo, invoiceNum }) => [serialNo, invoiceNum],
  answer({ serialNo, invoiceNum, sellerTaxpayerId }, room) {
    if ((serialNo === undefined) === (invoiceNum === undefined)) return refuse('refused', 'serialNo、invoiceNum：须填写其一')
    const { ledger } = room
    if (serialNo !== undefined) {
      const row = rowOf(serialNo, ledger.find(sellerTaxpayerId, serialNo), room)
      return done(row ? [row] : [])
    }
    const issued = invoiceNum === undefined ? undefined : ledger.invoice(invoiceNum)
    return done(issued?.invoice.seller.taxNumber === sellerTaxpayerId ? [issuedRow(issued.invoice.serial, issued, room)] : [])
  },
})
