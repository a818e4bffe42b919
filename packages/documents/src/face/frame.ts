import type { Face, FaceParty } from './face.ts'
import { COLOURS, COLUMNS, HEAD, LEFT, PAGE_WIDTH, PARTIES, SHRINKING, SIZE, TABLE, TITLE, UPRIGHT, WIDTH } from './layout.ts'
import { type Area, drawAligned, type Pen } from './pen.ts'
import { drawQr } from './qr.ts'
import { drawSetting, setInto } from './wrap.ts'

export const LABEL = { size: SIZE.text, colour: COLOURS.form } as const
const VALUE = { size: SIZE.text, colour: COLOURS.text } as const
export const FRAME_WIDTH = 0.7

/** What every page begins with: QR, title, number and date, both parties, the head of the table. */
export function drawHead(pen: Pen, face: Face, page: number, pages: number): void {
  drawQr(pen, face.qr)
  drawTitle(pen, face.title)
  drawLabelled(pen, '发票号码：', face.number, HEAD.x, HEAD.y)
  drawLabelled(pen, '开票日期：', face.day, HEAD.x, HEAD.y + HEAD.step)
  if (pages > 1) pen.text(`共${pages}页 第${page}页`, HEAD.x, HEAD.y + 2 * HEAD.step, LABEL)
  const half = WIDTH / 2
  drawParty(pen, '购买方信息', face.buyer, { x: LEFT, y: PARTIES.top, width: half, height: PARTIES.height })
  drawParty(pen, '销售方信息', face.seller, { x: LEFT + half, y: PARTIES.top, width: half, height: PARTIES.height })
  for (const { title, x, width } of COLUMNS) drawAligned(pen, title, x, TABLE.top + TABLE.head, width, 'center', { ...LABEL, size: SIZE.cell })
}

function drawTitle(pen: Pen, title: string): void {
  const width = pen.measure(title, SIZE.title)
  pen.text(title, (PAGE_WIDTH - width) / 2, TITLE.y, { size: SIZE.title, colour: COLOURS.form })
  const [from, to] = [(PAGE_WIDTH - width) / 2 - TITLE.overhang, (PAGE_WIDTH + width) / 2 + TITLE.overhang]
  for (const y of [TITLE.underline, TITLE.underline + 2.6]) pen.line(from, y, to, y, FRAME_WIDTH, COLOURS.form)
}

function drawParty(pen: Pen, label: string, { name, taxNumber }: FaceParty, area: Area): void {
  pen.box(area, FRAME_WIDTH, COLOURS.form)
  drawUpright(pen, label, area)
  const [x, right] = [area.x + UPRIGHT.width + 4, area.x + area.width - 4]
  const named = x + pen.measure('名称：', SIZE.text)
  pen.text('名称：', x, area.y + PARTIES.name, LABEL)
  const setting = setInto(name, right - named, PARTIES.nameHeight, SHRINKING.text, pen.measure)
  drawSetting(pen, setting, named, area.y + PARTIES.name, right - named, { beside: SIZE.text, colour: COLOURS.text })
  drawLabelled(pen, '统一社会信用代码/纳税人识别号：', taxNumber, x, area.y + PARTIES.taxNumber)
}

/** A label from top to bottom in a narrow column of its own. */
export function drawUpright(pen: Pen, label: string, { x, y, height }: Area, step: number = UPRIGHT.step): void {
  const characters = [...label]
  const top = y + (height - step * characters.length) / 2 + (step - UPRIGHT.size) / 2
  const style = { size: UPRIGHT.size, colour: COLOURS.form }
  for (const [i, character] of characters.entries()) drawAligned(pen, character, x, top + i * step, UPRIGHT.width, 'center', style)
  pen.line(x + UPRIGHT.width, y, x + UPRIGHT.width, y + height, FRAME_WIDTH, COLOURS.form)
}

export function drawLabelled(pen: Pen, label: string, value: string, x: number, y: number): void {
  pen.text(label, x, y, LABEL)
  pen.text(value, x + pen.measure(label, LABEL.size), y, VALUE)
}
