import { renderPdf, writeXml } from '@openfapiao/documents'
import type { FileFormat } from '../ledger/event.ts'
import type { Issued } from '../ledger/state.ts'
import { eInvoiceOf, isoOf } from './einvoice.ts'

/** The file of an invoice: the same bytes whenever it is asked for. undefined: it has characters that the font cannot draw. */
export async function fileOf(issued: Issued, format: FileFormat): Promise<Uint8Array | undefined> {
  const invoice = eInvoiceOf(issued)
  if (format === 'xml') return writeXml(invoice, { region: issued.number.slice(2, 4), requestedAt: isoOf(issued.issuedAt) })
  const pdf = await renderPdf(invoice)
  return pdf.is === 'pdf' ? pdf.bytes : undefined
}
