/** Measures of the standard layout (domain.md 8.2) in points. 210 × 140 mm. */
const MM = 72 / 25.4
export const PAGE = { width: 210 * MM, height: 140 * MM } as const

/** Left and right edge of the frame. */
export const LEFT = 20
export const RIGHT = PAGE.width - 20
export const WIDTH = RIGHT - LEFT

export const COLOURS = { line: '#9c5223', label: '#9c5223', text: '#000000', mark: '#c8102e', note: '#808080' } as const
export const SIZE = { title: 17, text: 8.5, cell: 8, small: 7, tiny: 5 } as const

export const QR = { x: LEFT, y: 14, size: 52 } as const
export const TITLE = { y: 18, underline: 47, width: 190 } as const
export const STAMP = { x: 96, y: 22, width: 66, height: 31 } as const
export const HEAD = { x: 420, y: 24, step: 16 } as const

export const PARTIES = { top: 72, height: 50, labelWidth: 18 } as const
export const TABLE = { top: PARTIES.top + PARTIES.height, headHeight: 17 } as const
export const SUM = { top: 268, height: 17 } as const
export const TOTAL = { top: SUM.top + SUM.height, height: 21, split: LEFT + 118 } as const
export const REMARK = { top: TOTAL.top + TOTAL.height, height: 44 } as const
export const BOTTOM = REMARK.top + REMARK.height
export const FOOT = { issuer: BOTTOM + 7, note: BOTTOM + 25 } as const

/** Where the lines start, and how much room they have on the last page and on the others. */
export const LINES = {
  top: TABLE.top + TABLE.headHeight,
  lastHeight: SUM.top - TABLE.top - TABLE.headHeight,
  otherHeight: BOTTOM - 16 - TABLE.top - TABLE.headHeight,
} as const

export interface Column {
  readonly title: string
  readonly x: number
  readonly width: number
  readonly align: 'left' | 'center' | 'right'
}

const WIDTHS = [
  ['项目名称', 130, 'left'],
  ['规格型号', 62, 'left'],
  ['单位', 32, 'center'],
  ['数量', 70, 'right'],
  ['单价', 72, 'right'],
  ['金额', 66, 'right'],
  ['税率/征收率', 58, 'center'],
  ['税额', 0, 'right'],
] as const

/** The last column takes what is left of the width. */
export const COLUMNS: readonly Column[] = WIDTHS.map(([title, width, align], i) => {
  const x = LEFT + WIDTHS.slice(0, i).reduce((sum, [, w]) => sum + w, 0)
  return { title, x, width: width || RIGHT - x, align }
})
