import { yuan } from '@openfapiao/core'
import type { EInvoice } from '../einvoice.ts'
import { drawUpright } from './frame.ts'
import { COLOURS, FOOT, LEFT, PARTIES, REMARK, RIGHT, SIZE, SUM, TOTAL, WIDTH } from './layout.ts'
import type { Pen } from './pen.ts'
import { cellLeft, cellWidth } from './rows.ts'
import { setInto } from './wrap.ts'

/** What only the last page carries: sums, total in words and figures, remark. */
export function drawSums(pen: Pen, invoice: EInvoice): void {
  const untaxed = invoice.lines.every(l => l.treatment !== 'taxed')
  const y = SUM.top + 3.5
  pen.text('合    计', cellLeft(0), y, { size: SIZE.cell, colour: COLOURS.label, align: 'center', width: cellWidth(0) })
  sum(pen, 5, `¥${yuan(invoice.amountFen)}`, y)
  sum(pen, 7, untaxed ? '***' : `¥${yuan(invoice.taxFen)}`, y)
  drawTotal(pen, invoice)
  pen.box(LEFT, REMARK.top, WIDTH, REMARK.height)
  drawUpright(pen, '备注', LEFT, REMARK.top, PARTIES.labelWidth, REMARK.height)
  const room = WIDTH - PARTIES.labelWidth - 10
  pen.block(
    setInto(invoice.remark ?? '', room, REMARK.height - 6, [SIZE.cell, SIZE.small, 6, SIZE.tiny], pen.measure),
    LEFT + PARTIES.labelWidth + 5,
    REMARK.top + 3,
    room,
  )
}

/** Figures of a sum may be wider than those of a line and use the room to their left. */
function sum(pen: Pen, column: number, text: string, y: number): void {
  const [left, width] = [cellLeft(column) - 30, cellWidth(column) + 30]
  const { lines, size } = setInto(text, width, SIZE.cell * 1.3, [SIZE.cell, SIZE.small, 6, SIZE.tiny], pen.measure)
  pen.text(lines.join(''), left, y, { size, align: 'right', width })
}

function drawTotal(pen: Pen, { totalInWords, totalFen }: EInvoice): void {
  pen.box(LEFT, TOTAL.top, WIDTH, TOTAL.height)
  pen.line(TOTAL.split, TOTAL.top, TOTAL.split, TOTAL.top + TOTAL.height)
  const y = TOTAL.top + 5
  pen.text('价税合计（大写）', LEFT, y, { size: SIZE.text, colour: COLOURS.label, align: 'center', width: TOTAL.split - LEFT })
  drawMark(pen, TOTAL.split + 16, TOTAL.top + TOTAL.height / 2)
  const words = setInto(totalInWords, 250, 12, [9.5, SIZE.text, SIZE.small, 6], pen.measure)
  pen.block(words, TOTAL.split + 26, TOTAL.top + (TOTAL.height - words.height) / 2, 250)
  pen.text('（小写）', TOTAL.split + 282, y, { size: SIZE.text, colour: COLOURS.label })
  pen.text(`¥${yuan(totalFen)}`, TOTAL.split + 318, y - 0.5, { size: 9.5 })
}

/** The circled cross before the words: nothing can be written in front of them. */
function drawMark({ document }: Pen, x: number, y: number): void {
  const [r, d] = [5, 5 * Math.SQRT1_2]
  document.lineWidth(0.7).strokeColor(COLOURS.text).circle(x, y, r)
  document
    .moveTo(x - d, y - d)
    .lineTo(x + d, y + d)
    .moveTo(x + d, y - d)
    .lineTo(x - d, y + d)
    .stroke()
}

/** Under the frame: the clerk, the page, and that this is no invoice. */
export function drawFoot(pen: Pen, issuer: string, page: number, pages: number): void {
  pen.text('开票人：', LEFT + 4, FOOT.issuer, { size: SIZE.text, colour: COLOURS.label })
  pen.text(issuer, LEFT + 4 + pen.measure('开票人：', SIZE.text), FOOT.issuer, { size: SIZE.text })
  if (pages > 1)
    pen.text(`共${pages}页 第${page}页`, LEFT, FOOT.issuer, { size: SIZE.text, colour: COLOURS.label, align: 'right', width: RIGHT - LEFT - 4 })
  pen.text(NOTE, LEFT, FOOT.note, { size: SIZE.small, colour: COLOURS.mark, align: 'center', width: WIDTH })
}

export const NOTE = '沙箱样票，由演示环境生成，不是法定发票，不得报销入账。 Sandbox sample, not a legal invoice.'
