import type { EInvoice, EParty } from '../einvoice.ts'
import { COLOURS, COLUMNS, HEAD, LEFT, PARTIES, RIGHT, SIZE, TABLE, TITLE, WIDTH } from './layout.ts'
import type { Pen } from './pen.ts'
import { drawQr, qrText } from './qr.ts'
import { setInto } from './wrap.ts'

/** 电子发票（增值税专用发票） / 电子发票（普通发票） */
export const titleOf = ({ vatType }: EInvoice): string => (vatType === '01' ? '电子发票（增值税专用发票）' : '电子发票（普通发票）')

/** What every page begins with: QR, title, number and date, both parties, the head of the table. */
export function drawHead(pen: Pen, invoice: EInvoice): void {
  drawQr(pen, qrText(invoice))
  drawTitle(pen, titleOf(invoice))
  const [year, month, day] = invoice.issuedAt.slice(0, 10).split('-')
  labelled(pen, '发票号码：', invoice.number, HEAD.x, HEAD.y)
  labelled(pen, '开票日期：', `${year}年${month}月${day}日`, HEAD.x, HEAD.y + HEAD.step)
  const half = WIDTH / 2
  drawParty(pen, '购买方信息', invoice.buyer, LEFT, half)
  drawParty(pen, '销售方信息', invoice.seller, LEFT + half, half)
  for (const { title, x, width, align } of COLUMNS) {
    pen.text(title, x + 3, TABLE.top + 3.5, { size: SIZE.cell, colour: COLOURS.label, align: align === 'left' ? 'center' : align, width: width - 6 })
  }
}

function drawTitle(pen: Pen, title: string): void {
  pen.text(title, LEFT, TITLE.y, { size: SIZE.title, colour: COLOURS.label, align: 'center', width: WIDTH })
  const from = (LEFT + RIGHT - TITLE.width) / 2
  pen.line(from, TITLE.underline, from + TITLE.width, TITLE.underline, 0.7)
  pen.line(from, TITLE.underline + 2.5, from + TITLE.width, TITLE.underline + 2.5, 0.7)
}

function drawParty(pen: Pen, label: string, party: EParty, x: number, width: number): void {
  pen.box(x, PARTIES.top, width, PARTIES.height)
  drawUpright(pen, label, x, PARTIES.top, PARTIES.labelWidth, PARTIES.height)
  const [left, room] = [x + PARTIES.labelWidth + 5, width - PARTIES.labelWidth - 10]
  const name = '名称：'
  pen.text(name, left, PARTIES.top + 6, { size: SIZE.text, colour: COLOURS.label })
  const indent = pen.measure(name, SIZE.text)
  pen.block(
    setInto(party.name, room - indent, 20, [SIZE.text, SIZE.small, 6, SIZE.tiny], pen.measure),
    left + indent,
    PARTIES.top + 6,
    room - indent,
    { beside: SIZE.text },
  )
  labelled(pen, '统一社会信用代码/纳税人识别号：', party.taxNumber ?? '', left, PARTIES.top + 32)
}

/** A label from top to bottom in its own narrow column. */
export function drawUpright(pen: Pen, label: string, x: number, y: number, width: number, height: number): void {
  const characters = [...label]
  const step = Math.min(SIZE.cell + 2.5, (height - 4) / characters.length)
  const top = y + (height - step * characters.length) / 2
  for (const [i, character] of characters.entries()) {
    pen.text(character, x, top + i * step - 1.5, { size: SIZE.cell, colour: COLOURS.label, align: 'center', width })
  }
  pen.line(x + width, y, x + width, y + height)
}

function labelled(pen: Pen, label: string, value: string, x: number, y: number): void {
  pen.text(label, x, y, { size: SIZE.text, colour: COLOURS.label })
  pen.text(value, x + pen.measure(label, SIZE.text), y, { size: SIZE.text })
}
