import PDFDocument from 'pdfkit'
import { font } from './font.ts'
import { COLOURS, PAGE } from './layout.ts'
import { lineHeight, type Measure, type Setting } from './wrap.ts'

/** The few strokes that the layout is made of. Coordinates in points from the upper left. */
export interface Pen {
  readonly document: PDFKit.PDFDocument
  readonly measure: Measure
  text(
    text: string,
    x: number,
    y: number,
    style: { readonly size: number; readonly colour?: string; readonly align?: 'left' | 'center' | 'right'; readonly width?: number },
  ): void
  /** A text already broken into lines, in a box of this width; its first line stands on the base line that a text of `beside` would have. */
  block(
    setting: Setting,
    x: number,
    y: number,
    width: number,
    style?: { readonly align?: 'left' | 'center' | 'right'; readonly beside?: number },
  ): void
  line(x1: number, y1: number, x2: number, y2: number, width?: number): void
  box(x: number, y: number, width: number, height: number): void
}

/** From the top of a line to its base line, in sizes (the font's own measure). */
const ASCENT = 1.16

/** A document of no page yet; the same content makes the same bytes, so its date is the invoice's. */
export function newDocument(title: string, at: Date): PDFKit.PDFDocument {
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    info: { Title: title, Creator: 'OpenFapiao sandbox', Producer: 'OpenFapiao sandbox', CreationDate: at, ModDate: at },
  })
  // @ts-expect-error pdfkit takes a parsed font too, which spares parsing it for every document; its types do not know
  document.registerFont('text', font())
  return document.font('text')
}

export function penOf(document: PDFKit.PDFDocument): Pen {
  const measure: Measure = (text, size) => document.fontSize(size).widthOfString(text)
  const text: Pen['text'] = (content, x, y, { size, colour = COLOURS.text, align = 'left', width = 0 }) => {
    const free = width - measure(content, size)
    const offset = align === 'left' ? 0 : align === 'right' ? free : free / 2
    document
      .fontSize(size)
      .fillColor(colour)
      .text(content, x + offset, y, { lineBreak: false })
  }
  return {
    document,
    measure,
    text,
    block({ lines, size }, x, y, width, { align = 'left', beside = size } = {}) {
      const top = y + (beside - size) * ASCENT
      for (const [i, content] of lines.entries()) text(content, x, top + i * lineHeight(size), { size, align, width })
    },
    line(x1, y1, x2, y2, width = 0.6) {
      document.lineWidth(width).strokeColor(COLOURS.line).moveTo(x1, y1).lineTo(x2, y2).stroke()
    },
    box(x, y, width, height) {
      document.lineWidth(0.8).strokeColor(COLOURS.line).rect(x, y, width, height).stroke()
    },
  }
}
