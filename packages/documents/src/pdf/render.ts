import type { EInvoice } from '../einvoice.ts'
import { missingGlyphs } from './font.ts'
import { drawFoot, drawSums, NOTE } from './foot.ts'
import { drawHead } from './frame.ts'
import { BOTTOM, COLUMNS, LEFT, LINES, RIGHT, SIZE, SUM, TABLE, WIDTH } from './layout.ts'
import { paginate } from './paginate.ts'
import { newDocument, type Pen, penOf } from './pen.ts'
import { cellLeft, cellsOf, cellWidth, type Row, rowOf } from './rows.ts'
import { drawWatermark } from './watermark.ts'

export type PdfRendering =
  | { readonly is: 'pdf'; readonly bytes: Uint8Array; readonly pages: number }
  /** The font lacks these characters; a blank in their place would be another text. */
  | { readonly is: 'missingGlyphs'; readonly characters: readonly string[] }

/**
 * A sandbox sample in the layout of the 数电票 (domain.md 8.2), marked as such on every page. Same invoice, same bytes. In production the authority's own
 * file is delivered, never one of these.
 */
export async function renderPdf(invoice: EInvoice): Promise<PdfRendering> {
  const characters = missingGlyphs(textsOf(invoice))
  if (characters.length > 0) return { is: 'missingGlyphs', characters }
  const document = newDocument(`${NOTE} ${invoice.number}`, new Date(invoice.issuedAt))
  const bytes = collect(document)
  const pages = draw(penOf(document), invoice)
  document.end()
  return { is: 'pdf', bytes: await bytes, pages }
}

function textsOf({ lines, seller, buyer, totalInWords, issuer, remark = '' }: EInvoice): string[] {
  return [...lines.flatMap(cellsOf), seller.name, seller.taxNumber ?? '', buyer.name, buyer.taxNumber ?? '', totalInWords, issuer, remark]
}

function draw(pen: Pen, invoice: EInvoice): number {
  const rows = invoice.lines.map(line => rowOf(line, pen.measure))
  const pages = paginate(rows, { last: LINES.lastHeight, other: LINES.otherHeight })
  for (const [i, page] of pages.entries()) {
    pen.document.addPage()
    drawWatermark(pen)
    drawHead(pen, invoice)
    drawRows(pen, page)
    const isLast = i === pages.length - 1
    drawTableFrame(pen, isLast)
    if (isLast) drawSums(pen, invoice)
    drawFoot(pen, invoice.issuer, i + 1, pages.length)
  }
  return pages.length
}

function drawTableFrame(pen: Pen, isLast: boolean): void {
  const bottom = isLast ? SUM.top + SUM.height : BOTTOM
  pen.box(LEFT, TABLE.top, WIDTH, bottom - TABLE.top)
  if (!isLast) pen.text('（接下页）', LEFT, BOTTOM - 14, { size: SIZE.small, align: 'center', width: RIGHT - LEFT })
}

function drawRows(pen: Pen, rows: readonly Row[]): void {
  let y = LINES.top
  for (const { cells, height } of rows) {
    for (const [i, cell] of cells.entries()) pen.block(cell, cellLeft(i), y, cellWidth(i), { align: COLUMNS[i]?.align, beside: SIZE.cell })
    y += height
  }
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
}
