import { renderPdf, writeXml } from '@openfapiao/documents'
import type { FileFormat } from '../ledger/event.ts'
import type { Issued } from '../ledger/state.ts'
import { eInvoiceOf, isoOf } from './einvoice.ts'

/** The file of an invoice: the same bytes whenever it is asked for. */
export async function fileOf(issued: Issued, format: FileFormat): Promise<Uint8Array> {
  const invoice = eInvoiceOf(issued)
  if (format === 'xml') return writeXml(invoice, { region: issued.number.slice(2, 4), requestedAt: isoOf(issued.issuedAt) })
  const pdf = await renderPdf(invoice)
  if (pdf.is !== 'pdf') throw new Error(`no PDF can be drawn of ${issued.number}: ${pdf.is}`)
  return pdf.bytes
}
