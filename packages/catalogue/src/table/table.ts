import type { Fault } from '@openfapiao/core'

/** One cell as it stood in the file. `number`: the spreadsheet held a number, so text that looked like one may have lost digits or zeros. */
export interface Cell {
  readonly text: string
  readonly number?: true
}

/** A file as rows of cells; `line` of row i in the file is i + 1. */
export type Table = readonly (readonly Cell[])[]

export type ReadTable = { readonly is: 'table'; readonly table: Table } | { readonly is: 'unreadable'; readonly fault: Fault }

export const EMPTY: Cell = { text: '' }
