import Papa from 'papaparse'
import type { Table } from './table.ts'

/** CSV or TSV text; the delimiter is the one the first line holds more of. Throws where a quoted cell never ends. */
export function readDelimited(text: string): Table {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text), skipEmptyLines: false })
  const [broken] = errors.filter(e => e.type === 'Quotes')
  if (broken) throw new Error(`${broken.message} (row ${(broken.row ?? 0) + 1})`)
  return data.map(row => row.map(cell => ({ text: cell.trim() })))
}

function delimiterOf(text: string): string {
  const [first = ''] = text.split('\n', 1)
  const [tabs, semicolons, commas] = ['\t', ';', ','].map(d => first.split(d).length)
  if ((tabs ?? 0) > (commas ?? 0)) return '\t'
  return (semicolons ?? 0) > (commas ?? 0) ? ';' : ','
}

/**
 * Rows as CSV for Excel: byte order mark, CRLF. Columns in `asText` are written as `="…"`, which a spreadsheet keeps as text: codes of 19 digits would lose
 * their last four as numbers.
 */
export function writeDelimited(rows: readonly (readonly string[])[], asText: readonly number[] = []): string {
  const cells = rows.map((row, i) => row.map((text, at) => (i > 0 && text !== '' && asText.includes(at) ? `="${text}"` : harmless(text))))
  return `\ufeff${Papa.unparse(cells, { newline: '\r\n' })}\r\n`
}

/** A cell that starts like a formula would be run by a spreadsheet: an apostrophe keeps it text. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
