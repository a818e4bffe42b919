import { type Fault, fault, isError } from '@openfapiao/core'
import { type ListedCode, type ListedEdition, listedEdition } from '../edition.ts'
import { headOf } from '../table/columns.ts'
import { readTable } from '../table/read.ts'
import { COLUMNS } from './columns.ts'
import { type ReadRow, rowsOf } from './rows.ts'

export interface ImportedCodes {
  /** Only where no fault is an error: half a list must never decide an invoice. */
  readonly edition?: ListedEdition
  readonly codes: number
  /** Rows that the list itself marks as out of use. */
  readonly retired: number
  readonly faults: readonly Fault[]
}

/**
 * A code list as the tax authority hands it out (xlsx with the columns of domain.md 5), or as CSV or TSV, of any length. Codes are text; where a spreadsheet
 * kept them as numbers the ones that provably lost digits (they then stand twice) are errors, the others a warning.
 */
export async function importCodes(
  file: string,
  bytes: Uint8Array,
  about: { readonly version: string; readonly source: string },
): Promise<ImportedCodes> {
  const read = await readTable(file, bytes)
  if (read.is === 'unreadable') return { codes: 0, retired: 0, faults: [read.fault] }
  const { head, faults: missing } = headOf(read.table, COLUMNS)
  if (!head) return { codes: 0, retired: 0, faults: missing }
  const { rows, retired, faults } = rowsOf(read.table, head)
  const all = [...faults, ...twice(rows), ...asNumbers(rows), ...nothing(rows, file)]
  const counts = { codes: rows.length, retired, faults: all }
  return all.some(isError) ? counts : { ...counts, edition: listedEdition({ ...about, entries: rows.map(r => r.entry) }) }
}

/** A code that stands twice is a mistake; where it came from a number cell both had other last digits once. */
function twice(rows: readonly ReadRow[]): Fault[] {
  const seen = new Map<string, ReadRow>()
  return rows.flatMap(row => {
    const { line, number, entry } = row
    const first = seen.get(entry.code)
    if (!first) seen.set(entry.code, row)
    if (!first || same(first.entry, entry)) return []
    const code = entry.code
    const lost = number || first.number
    return [
      lost
        ? fault('CODE_DIGITS_LOST', `rows.${line}.code`, { row: line, code })
        : fault('CODE_TWICE', `rows.${line}.code`, { row: line, code, first: first.line }),
    ]
  })
}

const same = (a: ListedCode, b: ListedCode): boolean => a.name === b.name && a.shortName === b.shortName && a.rates.join() === b.rates.join()

function asNumbers(rows: readonly ReadRow[]): Fault[] {
  const count = rows.filter(r => r.number).length
  return count === 0 ? [] : [fault('CODES_AS_NUMBERS', 'code', { count })]
}

const nothing = (rows: readonly ReadRow[], file: string): Fault[] =>
  rows.length > 0 ? [] : [fault('TABLE_UNREADABLE', '', { file, why: 'no row holds a code · 没有一行含编码' })]
