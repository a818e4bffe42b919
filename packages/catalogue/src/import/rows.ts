import { type Fault, fault } from '@openfapiao/core'
import type { ListedCode } from '../edition.ts'
import type { Head } from '../table/columns.ts'
import { type Cell, EMPTY, type Table } from '../table/table.ts'
import { COLUMNS, type CodeColumn } from './columns.ts'
import { ratesOf } from './rates.ts'

/** A row that was read: the code, or what is wrong with it. `line` is its place in the file, from 1. */
export interface ReadRow {
  readonly line: number
  readonly number: boolean
  readonly entry: ListedCode
}

/** Rows of data → codes, each fault with its row. Empty rows and rows whose status says out of use are passed over. */
export function rowsOf(table: Table, head: Head<CodeColumn>): { readonly rows: ReadRow[]; readonly retired: number; readonly faults: Fault[] } {
  const faults: Fault[] = []
  const rows: ReadRow[] = []
  let retired = 0
  table.slice(head.height).forEach((cells, i) => {
    const row = readerOf(cells, head)
    if (row('code').text === '') return
    if (/停用|不可用|^[Nn0否]$/.test(row('status').text)) retired++
    else add(row, head.height + i + 1, rows, faults)
  })
  return { rows, retired, faults }
}

type Reader = (column: CodeColumn) => Cell
const readerOf =
  (cells: readonly Cell[], { at }: Head<CodeColumn>): Reader =>
  column =>
    cells[at.get(column) ?? -1] ?? EMPTY

function add(row: Reader, line: number, rows: ReadRow[], faults: Fault[]): void {
  const wrong = faultOf(row, line)
  if (wrong) faults.push(wrong)
  else rows.push({ line, number: row('code').number === true, entry: entryOf(row) })
}

function faultOf(row: Reader, line: number): Fault | undefined {
  const code = row('code').text
  if (/^[\d.]+[eE]\+?\d+$/.test(code)) return fault('CODE_DIGITS_LOST', `rows.${line}.code`, { row: line, code })
  if (!/^\d{19}$/.test(code)) return cellFault('code', line, code)
  if (row('name').text === '') return cellFault('name', line, '')
  return ratesOf(row('rates').text) === undefined ? cellFault('rates', line, row('rates').text) : undefined
}

const cellFault = (column: CodeColumn, line: number, value: string): Fault =>
  fault('CODE_ROW', `rows.${line}.${column}`, { row: line, column: COLUMNS[column].names[0], value })

function entryOf(row: Reader): ListedCode {
  const [from, until] = [dateOf(row('from').text), dateOf(row('until').text)]
  const keywords = row('keywords')
    .text.split(/[、,，;；\s]+/)
    .filter(word => word !== '')
  return {
    code: row('code').text,
    name: row('name').text,
    shortName: row('shortName').text,
    rates: ratesOf(row('rates').text) ?? [],
    group: row('group').text,
    ...(keywords.length > 0 ? { keywords } : {}),
    ...(/^[Yy是1]$/.test(row('summary').text) ? { summary: true } : {}),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
  }
}

/** `20260101`, `2026-1-1`, `2026/01/01` → ISO; anything else is no date. */
function dateOf(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text) ?? []
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
}
