import type { Issued } from '../../ledger/state.ts'
import { SHAPE } from '../codes.ts'
import { queriedRow } from '../messages/rows.ts'
import { invoiceBy } from '../numbers.ts'
import { ok, refusal } from '../reply.ts'
import { serialsOf } from '../serials.ts'
import { fields, optionalText, text } from '../shapes.ts'
import { operation } from './operation.ts'

/** By serial or by number: the filters that a public field list and a public client agree about. Nothing found is an empty list. */
export const query = operation({
  method: 'baiwang.output.invoice.query',
  version: '6.0',
  request: fields({
    taxNo: text(20),
    orgCode: optionalText(64),
    data: fields({ serialNo: optionalText(50), invoiceCode: optionalText(12), invoiceNo: optionalText(20) }),
  }),
  subjects: ({ data }) => [data.serialNo, data.invoiceNo],
  answer({ taxNo, data: { serialNo, invoiceCode, invoiceNo } }, { ledger, strike }) {
    const tooHigh = strike('wrongTotals') !== undefined
    const row = (serial: string, issued: Issued) => queriedRow(serial, issued, tooHigh)
    if (serialNo !== undefined) {
      const found = serialsOf(taxNo, serialNo, ledger).taken.map(serial => ledger.find(taxNo, serial))
      return ok(found.flatMap(one => (one.is === 'issued' ? [row(serialNo, one.issued)] : [])))
    }
    if (invoiceNo === undefined) return refusal([{ ...SHAPE.missing, place: 'serialNo' }])
    const issued = invoiceBy({ invoiceCode, invoiceNo }, taxNo, ledger)
    return ok(issued ? [row(issued.invoice.serial, issued)] : [])
  },
})
