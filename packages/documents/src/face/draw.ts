import type { Face } from './face.ts'
import { drawIssuer, drawOpenFrame, drawSubtotal, drawSums } from './foot.ts'
import { drawHead } from './frame.ts'
import { lastRoom, otherRoom, SHEETS, type Sheet, SUBTOTAL_HEIGHT } from './layout.ts'
import { paginate } from './paginate.ts'
import type { Pen } from './pen.ts'
import { drawRows, grouped, type Row, rowOf } from './rows.ts'
import { drawNote, drawStamp } from './stamp.ts'

/**
 * The face of an invoice: on one page as long as a page can grow, then on several of equal height, each with its 小计 and the last with the 合计
 * (domain.md 8.2). Returns the number of pages.
 */
export function drawFace(pen: Pen, face: Face): number {
  const rows = face.lines.map(line => rowOf(line, pen.measure))
  const { sheet, pages } = spread(rows)
  for (const [i, page] of pages.entries()) drawPage(pen, face, sheet, page, { number: i + 1, of: pages.length })
  return pages.length
}

function spread(rows: readonly Row[]): { readonly sheet: Sheet; readonly pages: readonly (readonly Row[])[] } {
  const height = rows.reduce((sum, row) => sum + row.height, 0)
  const single = SHEETS.find(sheet => height <= lastRoom(sheet, true))
  if (single) return { sheet: single, pages: [rows] }
  const sheet = SHEETS.at(-1)
  if (!sheet) throw new RangeError('there is no sheet')
  const pages = paginate(grouped(rows), { last: lastRoom(sheet, false), other: otherRoom(sheet) })
  return { sheet, pages: pages.map(groups => groups.flatMap(each => each.rows)) }
}

function drawPage(pen: Pen, face: Face, sheet: Sheet, rows: readonly Row[], page: { readonly number: number; readonly of: number }): void {
  const isLast = page.number === page.of
  pen.page(sheet.height)
  drawStamp(pen, sheet.height)
  drawHead(pen, face, page.number, page.of)
  drawRows(pen, rows)
  const lines = rows.map(row => row.line)
  if (page.of > 1) drawSubtotal(pen, lines, (isLast ? sheet.sum : sheet.bottom - 2) - SUBTOTAL_HEIGHT)
  if (isLast) drawSums(pen, face, sheet)
  else drawOpenFrame(pen, sheet)
  drawIssuer(pen, face.issuer, sheet)
  drawNote(pen, sheet.height)
}
