import { COLOURS, PAGE_WIDTH, SEAL, SIZE } from './layout.ts'
import { drawAligned, type Pen } from './pen.ts'

const WATERMARK = '沙箱样票'
export const NOTE = '沙箱样票，由演示环境生成，不是法定发票，不得报销入账。 Sandbox sample, not a legal invoice.'

/** Across the page, and where the authority's seal would stand: nobody takes this for an invoice. */
export function drawStamp(pen: Pen, height: number): void {
  pen.mark(WATERMARK, { x: PAGE_WIDTH / 2, y: height / 2 }, { size: 100, colour: COLOURS.mark, degrees: 24, opacity: 0.09 })
  const area = { x: (PAGE_WIDTH - SEAL.width) / 2, y: SEAL.top, width: SEAL.width, height: SEAL.height }
  pen.ellipse(area, 1.4, COLOURS.mark)
  const style = { colour: COLOURS.mark }
  drawAligned(pen, WATERMARK, area.x, area.y + 34, area.width, 'center', { ...style, size: 9.5 })
  drawAligned(pen, '非法定发票', area.x, area.y + 46, area.width, 'center', { ...style, size: 6 })
}

/** Under the frame, in so many words. */
export const drawNote = (pen: Pen, height: number): void =>
  drawAligned(pen, NOTE, 0, height - 14, PAGE_WIDTH, 'center', { size: SIZE.small, colour: COLOURS.mark })
