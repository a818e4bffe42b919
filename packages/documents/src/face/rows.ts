import type { FaceLine } from './face.ts'
import { COLOURS, COLUMNS, ROWS, SHRINKING, SIZE } from './layout.ts'
import type { Measure, Pen } from './pen.ts'
import { drawSetting, lineHeight, type Setting, setInto } from './wrap.ts'

/** One line of the invoice, set cell by cell. */
export interface Row {
  readonly line: FaceLine
  readonly cells: readonly Setting[]
  readonly height: number
}

export function rowOf(line: FaceLine, measure: Measure): Row {
  const cells = line.cells.map((text, i) => cell(text, i, measure))
  return { line, cells, height: Math.max(...cells.map(c => c.height)) + ROWS.gap }
}

/** Lines that stay on one page: each with the discount that follows it. */
export interface Group {
  readonly rows: readonly Row[]
  readonly height: number
}

export function grouped(rows: readonly Row[]): Group[] {
  const starts = rows.flatMap(({ line }, i) => (i === 0 || !line.isDiscount ? [i] : []))
  return starts.map((start, i) => group(rows.slice(start, starts[i + 1])))
}

const group = (rows: readonly Row[]): Group => ({ rows, height: rows.reduce((sum, row) => sum + row.height, 0) })

/** Names may take several lines; numbers shrink rather than break. */
const HIGHEST_NAME = 6 * lineHeight(SIZE.cell)

function cell(text: string, index: number, measure: Measure): Setting {
  const isNumber = COLUMNS[index]?.align === 'right'
  return setInto(text, COLUMNS[index]?.width ?? 0, isNumber ? lineHeight(SIZE.cell) : HIGHEST_NAME, SHRINKING.cell, measure)
}

export function drawRows(pen: Pen, rows: readonly Row[]): void {
  let y = ROWS.top
  for (const { cells, height } of rows) {
    for (const [i, setting] of cells.entries()) {
      const { x, width, align } = COLUMNS[i] ?? { x: 0, width: 0, align: 'left' }
      drawSetting(pen, setting, x, y, width, { align, beside: SIZE.cell, colour: COLOURS.text })
    }
    y += height
  }
}
