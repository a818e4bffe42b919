import { COLOURS, PAGE, STAMP } from './layout.ts'
import type { Pen } from './pen.ts'

export const WATERMARK = '沙箱样票'
export const STAMP_TEXTS = ['沙箱样票', '非法定发票'] as const

/** Across the page, behind everything, and a stamp beside the title: nobody takes this for an invoice. */
export function drawWatermark(pen: Pen): void {
  const { document } = pen
  document.save().rotate(-24, { origin: [PAGE.width / 2, PAGE.height / 2] })
  document.fillOpacity(0.09)
  pen.text(WATERMARK, 0, PAGE.height / 2 - 66, { size: 100, colour: COLOURS.mark, align: 'center', width: PAGE.width })
  document.restore()
  document.fillOpacity(1)
  drawStamp(pen)
}

function drawStamp(pen: Pen): void {
  const { document } = pen
  const { x, y, width, height } = STAMP
  document.save().rotate(-8, { origin: [x + width / 2, y + height / 2] })
  document.lineWidth(1.2).strokeColor(COLOURS.mark).roundedRect(x, y, width, height, 4).stroke()
  for (const [i, text] of STAMP_TEXTS.entries()) pen.text(text, x, y + 4 + i * 12, { size: 9, colour: COLOURS.mark, align: 'center', width })
  document.restore()
}
