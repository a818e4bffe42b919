import type { Align } from './pen.ts'

/**
 * Measures of the standard form in points, as they are found in files of the authority (domain.md 8.2): 210 × 140 mm, higher in steps of 20 mm when there
 * are more lines. How high it may grow is ours: as long as an A4 printer takes it.
 */
const MM = 72 / 25.4
export const PAGE_WIDTH = 210 * MM
const LOWEST = 140 * MM
const STEP = 20 * MM
const HIGHEST = 280 * MM

/** Left and right edge of the frame. */
export const LEFT = 11.3
export const RIGHT = PAGE_WIDTH - LEFT
export const WIDTH = RIGHT - LEFT
/** Room between a frame and the text in it. */
export const PADDING = 2

export const COLOURS = { form: '#800000', text: '#000000', mark: '#d0021b' } as const
export const SIZE = { title: 17, text: 8.5, cell: 8, total: 9.5, small: 7, tiny: 5 } as const
/** How a text that is too long is set: smaller, step by step. */
export const SHRINKING = { text: [SIZE.text, 7.5, 6.5, 5.5, SIZE.tiny], cell: [SIZE.cell, SIZE.small, 6, SIZE.tiny] } as const

export const QR = { x: 22, y: 17, side: 55 } as const
export const TITLE = { y: 24, underline: 48, overhang: 16 } as const
export const SEAL = { width: 86, height: 60, top: 18 } as const
export const HEAD = { x: 438.5, y: 32, step: 16.7 } as const

/** The narrow columns with a label from top to bottom. */
export const UPRIGHT = { width: 18, size: 8, step: 10 } as const
export const PARTIES = { top: 88, height: 58, name: 8, nameHeight: 26, taxNumber: 38 } as const
export const TABLE = { top: PARTIES.top + PARTIES.height, head: 3.5 } as const
export const ROWS = { top: TABLE.top + 16, gap: 1 } as const

/** Heights of the parts below the lines, from top to bottom. */
const PART = { sum: 13.5, total: 19, remark: 66, foot: 37 } as const
export const SUBTOTAL_HEIGHT = 12.5
export const TOTAL_SPLIT = LEFT + 124

/** Where the parts below the lines stand on a page of some height. */
export interface Sheet {
  readonly height: number
  readonly sum: number
  readonly total: number
  readonly remark: number
  readonly remarkHeight: number
  /** Lower edge of the frame. */
  readonly bottom: number
}

export function sheetOf(height: number): Sheet {
  const bottom = height - PART.foot
  const remark = bottom - PART.remark
  const total = remark - PART.total
  return { height, bottom, remark, remarkHeight: PART.remark, total, sum: total - PART.sum }
}

/** Room for lines on a page that carries the sums, and on one that only carries its subtotal. */
export const lastRoom = ({ sum }: Sheet, isOnly: boolean): number => sum - ROWS.top - (isOnly ? 0 : SUBTOTAL_HEIGHT)
export const otherRoom = ({ bottom }: Sheet): number => bottom - SUBTOTAL_HEIGHT - 2 - ROWS.top

/** From the usual one to the highest. */
export const SHEETS: readonly Sheet[] = Array.from({ length: Math.floor((HIGHEST - LOWEST) / STEP) + 1 }, (_, i) => sheetOf(LOWEST + i * STEP))

export interface Column {
  readonly title: string
  readonly x: number
  readonly width: number
  readonly align: Align
}

const WIDTHS = [
  ['项目名称', 104, 'left'],
  ['规格型号', 72, 'left'],
  ['单  位', 30, 'center'],
  ['数  量', 66, 'right'],
  ['单  价', 84, 'right'],
  ['金  额', 74, 'right'],
  ['税率/征收率', 62, 'center'],
  ['税  额', 0, 'right'],
] as const

/** The last column takes what is left of the width. */
export const COLUMNS: readonly Column[] = WIDTHS.map(([title, width, align], i) => {
  const x = LEFT + WIDTHS.slice(0, i).reduce((sum, [, w]) => sum + w, 0)
  return { title, x: x + PADDING, width: (width || RIGHT - x) - 2 * PADDING, align }
})
