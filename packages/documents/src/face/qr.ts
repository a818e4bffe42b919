import { yuan } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { create } from 'qrcode'
import type { EInvoice } from '../einvoice.ts'
import { COLOURS, QR } from './layout.ts'
import type { Area, Pen } from './pen.ts'

/**
 * `01,<type>,<code>,<number>,<total>,<yyyyMMdd>,<check code>,<4 hex>`; 数电 has neither code nor check code (domain.md 8.3). How the last part is made is not
 * public; ours is the head of an SM3.
 */
export function qrText({ vatType, number, totalFen, issuedAt }: EInvoice): string {
  const head = `01,${vatType === '01' ? '31' : '32'},,${number},${yuan(totalFen)},${issuedAt.slice(0, 10).replaceAll('-', '')},,`
  return `${head}${sm3(head).slice(0, 4).toUpperCase()}`
}

/** Black modules as rectangles, a run of a row in one. */
export function drawQr(pen: Pen, text: string): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = QR.side / modules.size
  const areas = Array.from({ length: modules.size }, (_, row) =>
    runs(modules.size, column => modules.get(row, column) === 1).map(
      ([from, to]): Area => ({ x: QR.x + from * side, y: QR.y + row * side, width: (to - from) * side, height: side }),
    ),
  )
  pen.fill(areas.flat(), COLOURS.text)
}

function runs(size: number, isBlack: (column: number) => boolean): [number, number][] {
  const black = Array.from({ length: size }, (_, column) => isBlack(column))
  const starts = black.flatMap((b, i) => (b && !black[i - 1] ? [i] : []))
  const ends = black.flatMap((b, i) => (b && !black[i + 1] ? [i + 1] : []))
  return starts.map((start, i) => [start, ends[i] ?? size])
}
