import { multiply, normal, yuan } from '@openfapiao/core'
import type { ELine } from '../einvoice.ts'
import { COLUMNS, LINES, SIZE } from './layout.ts'
import { type Measure, type Setting, setInto } from './wrap.ts'

/** One line of the invoice, set cell by cell. */
export interface Row {
  readonly cells: readonly Setting[]
  readonly height: number
}

const PADDING = 3
const GAP = 2.5

/** Texts of a line in the order of the columns. What bears no tax says so in words, with `***` for the tax (domain.md 1.6). */
export function cellsOf(line: ELine): string[] {
  const [rate, tax] = line.treatment === 'taxed' ? [percent(line.rate), yuan(line.taxFen)] : [line.treatment === 'exempt' ? '免税' : '不征税', '***']
  return [line.printedName, line.spec ?? '', line.unit ?? '', line.quantity ?? '', line.unitPrice ?? '', yuan(line.amountFen), rate, tax]
}

/** `0.13` → `13%` */
export const percent = (rate: string): string => `${normal(multiply(rate, '100'))}%`

export function rowOf(line: ELine, measure: Measure): Row {
  const cells = cellsOf(line).map((text, i) => cell(text, i, measure))
  return { cells, height: Math.max(...cells.map(c => c.height)) + GAP }
}

export const cellWidth = (index: number): number => (COLUMNS[index]?.width ?? 0) - 2 * PADDING
export const cellLeft = (index: number): number => (COLUMNS[index]?.x ?? 0) + PADDING

/** Names may take several lines; numbers shrink rather than break. */
function cell(text: string, index: number, measure: Measure): Setting {
  const isNumber = COLUMNS[index]?.align === 'right'
  const sizes = [SIZE.cell, 7, 6, SIZE.tiny]
  const maxHeight = isNumber ? SIZE.cell * 1.3 : LINES.lastHeight / 2
  return setInto(text, cellWidth(index), maxHeight, sizes, measure)
}
