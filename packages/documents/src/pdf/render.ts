import type { EInvoice } from '../einvoice.ts'
import { drawFace } from '../face/draw.ts'
import { faceOf, isOfThisForm } from '../face/face.ts'
import { NOTE } from '../face/stamp.ts'
import { shownText } from '../font/font.ts'
import { newDocument, pdfPen } from './pen.ts'

export type PdfRendering =
  | { readonly is: 'pdf'; readonly bytes: Uint8Array; readonly pages: number }
  /** Air and railway tickets and whatever has no kind look otherwise (domain.md 1.1). */
  | { readonly is: 'otherForm'; readonly vatType: string | undefined }

/**
 * A sandbox sample in the layout of the 数电票 (domain.md 8.2), marked as such on every page. Same invoice, same bytes. In production the authority's own
 * file is delivered, never one of these.
 */
export async function renderPdf(invoice: EInvoice): Promise<PdfRendering> {
  if (!isOfThisForm(invoice)) return { is: 'otherForm', vatType: invoice.vatType }
  const document = newDocument(`${NOTE} ${invoice.number}`, new Date(invoice.issuedAt))
  const bytes = collect(document)
  const pages = drawFace(pdfPen(document), faceOf(invoice, shownText))
  document.end()
  return { is: 'pdf', bytes: await bytes, pages }
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
}
