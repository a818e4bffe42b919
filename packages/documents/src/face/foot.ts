import { sumFen, yuan } from '@openfapiao/core'
import { type Face, type FaceLine, taxOf } from './face.ts'
import { drawLabelled, drawUpright, FRAME_WIDTH, LABEL } from './frame.ts'
import { COLOURS, COLUMNS, LEFT, SHRINKING, type Sheet, SIZE, TABLE, TOTAL_SPLIT, UPRIGHT, WIDTH } from './layout.ts'
import { drawAligned, type Pen } from './pen.ts'
import { drawSetting, setInto } from './wrap.ts'

/** 小计: what the lines of this page come to. `y` is the upper edge of its row. */
export function drawSubtotal(pen: Pen, lines: readonly FaceLine[], y: number): void {
  drawSumRow(pen, '小    计', `¥${yuan(sumFen(lines.map(l => l.amountFen)))}`, taxOf(lines, sumFen(lines.map(l => l.taxFen))), y)
}

/** The frame of the table on a page that others follow. */
export const drawOpenFrame = (pen: Pen, { bottom }: Sheet): void =>
  pen.box({ x: LEFT, y: TABLE.top, width: WIDTH, height: bottom - TABLE.top }, FRAME_WIDTH, COLOURS.form)

/** What only the last page carries: sums, total in words and figures, remark. */
export function drawSums(pen: Pen, face: Face, sheet: Sheet): void {
  pen.box({ x: LEFT, y: TABLE.top, width: WIDTH, height: sheet.total - TABLE.top }, FRAME_WIDTH, COLOURS.form)
  drawSumRow(pen, '合    计', face.amount, face.tax, sheet.sum)
  drawTotal(pen, face, sheet)
  drawRemark(pen, face.remark, sheet)
}

function drawSumRow(pen: Pen, label: string, amount: string, tax: string, y: number): void {
  drawAligned(pen, label, COLUMNS[0]?.x ?? 0, y + 1.5, COLUMNS[0]?.width ?? 0, 'center', { ...LABEL, size: SIZE.cell })
  drawSum(pen, 5, amount, y + 1.5)
  drawSum(pen, 7, tax, y + 1.5)
}

/** Figures of a sum may be wider than those of a line and use the room to their left. */
function drawSum(pen: Pen, column: number, text: string, y: number): void {
  const { x, width } = COLUMNS[column] ?? { x: 0, width: 0 }
  const room = width + 30
  const setting = setInto(text, room, 2 * SIZE.cell, SHRINKING.cell, pen.measure)
  drawSetting(pen, setting, x - 30, y, room, { align: 'right', beside: SIZE.cell, colour: COLOURS.text })
}

const FIGURES_WIDTH = 170

function drawTotal(pen: Pen, { words, total }: Face, { total: y, remark }: Sheet): void {
  const [height, right] = [remark - y, LEFT + WIDTH]
  pen.box({ x: LEFT, y, width: WIDTH, height }, FRAME_WIDTH, COLOURS.form)
  pen.line(TOTAL_SPLIT, y, TOTAL_SPLIT, y + height, FRAME_WIDTH, COLOURS.form)
  const middle = (size: number) => y + (height - size) / 2
  drawAligned(pen, '价税合计（大写）', LEFT, middle(SIZE.text), TOTAL_SPLIT - LEFT, 'center', LABEL)
  drawCross(pen, TOTAL_SPLIT + 16, y + height / 2)
  const from = TOTAL_SPLIT + 27
  const room = right - FIGURES_WIDTH - from - 6
  const setting = setInto(words, room, 15, [SIZE.total, ...SHRINKING.text], pen.measure)
  drawSetting(pen, setting, from, middle(setting.height) + (setting.height / setting.lines.length - setting.size) / 2, room, { colour: COLOURS.text })
  pen.text('（小写）', right - FIGURES_WIDTH, middle(SIZE.text), LABEL)
  pen.text(total, right - FIGURES_WIDTH + pen.measure('（小写）', SIZE.text) + 2, middle(SIZE.total), { size: SIZE.total, colour: COLOURS.text })
}

/** The circled cross before the words: nothing can be written in front of them. */
function drawCross(pen: Pen, x: number, y: number): void {
  const [r, d] = [5, 5 * Math.SQRT1_2]
  pen.ellipse({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }, 0.7, COLOURS.text)
  pen.line(x - d, y - d, x + d, y + d, 0.7, COLOURS.text)
  pen.line(x + d, y - d, x - d, y + d, 0.7, COLOURS.text)
}

function drawRemark(pen: Pen, remark: string, { remark: y, remarkHeight: height }: Sheet): void {
  const area = { x: LEFT, y, width: WIDTH, height }
  pen.box(area, FRAME_WIDTH, COLOURS.form)
  drawUpright(pen, '备注', area, 17)
  const [x, room] = [LEFT + UPRIGHT.width + 4, WIDTH - UPRIGHT.width - 8]
  drawSetting(pen, setInto(remark, room, height - 8, SHRINKING.cell, pen.measure), x, y + 4, room, { colour: COLOURS.text })
}

/** Under the frame: the clerk. */
export const drawIssuer = (pen: Pen, issuer: string, { bottom }: Sheet): void => drawLabelled(pen, '开票人：', issuer, LEFT + 44, bottom + 8)
