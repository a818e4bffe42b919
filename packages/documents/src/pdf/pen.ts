import PDFDocument from 'pdfkit'
import { PAGE_WIDTH } from '../face/layout.ts'
import type { Pen } from '../face/pen.ts'
import { font } from '../font/font.ts'

/** From the upper edge of the em square to the base line, in sizes. */
const ASCENT = 0.88

/** A document of no page yet; the same content makes the same bytes, so its date is the invoice's. */
export function newDocument(title: string, at: Date): PDFKit.PDFDocument {
  const document = new PDFDocument({
    margin: 0,
    autoFirstPage: false,
    // Without this every document reads the metrics of Helvetica first, which nothing is set in.
    font: '',
    info: { Title: title, Creator: 'OpenFapiao sandbox', Producer: 'OpenFapiao sandbox', CreationDate: at, ModDate: at },
  })
  // @ts-expect-error pdfkit takes a parsed font too, which spares parsing it for every document; its types do not know
  document.registerFont('text', font())
  return document.font('text')
}

export function pdfPen(document: PDFKit.PDFDocument): Pen {
  const text: Pen['text'] = (content, x, y, { size, colour }) => {
    // An empty text would begin an object that holds nothing.
    if (content === '') return
    document
      .fontSize(size)
      .fillColor(colour)
      .text(content, x, y + size * ASCENT, { lineBreak: false, baseline: 'alphabetic' })
  }
  return {
    measure: (content, size) => document.fontSize(size).widthOfString(content),
    page: height => void document.addPage({ size: [PAGE_WIDTH, height], margin: 0 }),
    text,
    line: (x1, y1, x2, y2, width, colour) => void document.lineWidth(width).strokeColor(colour).moveTo(x1, y1).lineTo(x2, y2).stroke(),
    box: ({ x, y, width, height }, stroke, colour) => void document.lineWidth(stroke).strokeColor(colour).rect(x, y, width, height).stroke(),
    ellipse({ x, y, width, height }, stroke, colour) {
      document
        .lineWidth(stroke)
        .strokeColor(colour)
        .ellipse(x + width / 2, y + height / 2, width / 2, height / 2)
        .stroke()
    },
    fill(areas, colour) {
      for (const { x, y, width, height } of areas) document.rect(x, y, width, height)
      document.fillColor(colour).fill()
    },
    mark(content, { x, y }, { size, colour, degrees, opacity }) {
      document
        .save()
        .rotate(-degrees, { origin: [x, y] })
        .fillOpacity(opacity)
      text(content, x - document.fontSize(size).widthOfString(content) / 2, y - size / 2, { size, colour })
      document.restore().fillOpacity(1)
    },
  }
}
