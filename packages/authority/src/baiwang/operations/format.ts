import { renderOfd } from '@openfapiao/documents'
import { eInvoiceOf, isoOf } from '../../files/einvoice.ts'
import type { Issued } from '../../ledger/state.ts'
import { SHAPE } from '../codes.ts'
import { invoiceBy } from '../numbers.ts'
import { ok, refusal } from '../reply.ts'
import { fields, oneOf, optionalText, text } from '../shapes.ts'
import { operation } from './operation.ts'

/** 1 PDF, 2 OFD as Base64; there is no image. A file that is not made yet is an answer without content. */
export const format = operation({
  method: 'baiwang.output.format.query',
  version: '6.0',
  request: fields({
    taxNo: text(20),
    orgCode: optionalText(64),
    data: fields({ invoiceCode: optionalText(12), invoiceNo: text(20), returnType: oneOf(['1', '2']) }),
  }),
  subjects: ({ data }) => [data.invoiceNo],
  async answer({ taxNo, data }, counter) {
    const issued = invoiceBy(data, taxNo, counter.ledger)
    if (!issued) return refusal([{ ...SHAPE.notPlain, place: 'invoiceNo' }])
    if (counter.strike('lateFiles') || counter.ledger.now() < issued.filesAt.pdf) return ok({ content: '' })
    const bytes = data.returnType === '1' ? await counter.file(issued, 'pdf') : ofdOf(issued)
    return ok({ content: Buffer.from(bytes).toString('base64') })
  },
})

function ofdOf(issued: Issued): Uint8Array {
  const ofd = renderOfd(eInvoiceOf(issued), { region: issued.number.slice(2, 4), requestedAt: isoOf(issued.issuedAt) })
  if (ofd.is !== 'ofd') throw new Error(`no OFD can be made of ${issued.number}: ${ofd.is}`)
  return ofd.bytes
}
