import { canonical, type Edition, type Fault, fault, fieldFaults, isError, type MapRule, mapRuleSchema, type TaxMap } from '@openfapiao/core'
import { type Head, headOf } from '../table/columns.ts'
import { readTable } from '../table/read.ts'
import type { Cell, Table } from '../table/table.ts'
import { COLUMNS, type MapColumn, rawOf } from './columns.ts'

/** What importing a mapping table would do. Nothing is done by reading: the caller shows this first, and writes `rules` only when told to. */
export interface MapImport {
  /** The map as it would be; only where no fault is an error. */
  readonly rules?: TaxMap
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Rules of today that the table does not hold; they are kept unless `replace`. */
  readonly missing: number
  readonly faults: readonly Fault[]
}

export interface MapImportOptions {
  readonly today: TaxMap
  readonly edition: Edition
  /** The table is the whole map: rules it does not hold are dropped. */
  readonly replace?: boolean
}

/** Reads CSV, TSV or xlsx; each fault names row and column. Rules are told apart by their conditions and date. */
export async function readMap(file: string, bytes: Uint8Array, { today, edition, replace = false }: MapImportOptions): Promise<MapImport> {
  const none = { added: 0, changed: 0, unchanged: 0, missing: 0 }
  const read = await readTable(file, bytes)
  if (read.is === 'unreadable') return { ...none, faults: [read.fault] }
  const { head, faults: missing } = headOf(read.table, COLUMNS)
  if (!head) return { ...none, faults: missing }
  const { rows, faults } = rowsOf(read.table, head)
  const all = [...faults, ...twice(rows), ...unknownCodes(rows, edition)]
  const counts = { ...compared(rows, today), faults: all }
  return all.some(isError) ? counts : { ...counts, rules: merged(rows, today, replace) }
}

interface Row {
  readonly line: number
  readonly rule: MapRule
}

function rowsOf(table: Table, head: Head<MapColumn>): { readonly rows: Row[]; readonly faults: Fault[] } {
  const faults: Fault[] = []
  const rows = table.slice(head.height).flatMap((cells, i): Row[] => {
    const line = head.height + i + 1
    if (cells.every(c => c.text === '')) return []
    const lost = lostDigits(cells, head, line)
    const parsed = mapRuleSchema.safeParse(
      rawOf(key => textOf(cells, head, key)),
      { reportInput: true },
    )
    if (parsed.success && !lost) return [{ line, rule: parsed.data }]
    faults.push(...(lost ? [lost] : []), ...(parsed.success || lost ? [] : fieldFaults(parsed.error).map(f => rowFault(f, line))))
    return []
  })
  return { rows, faults }
}

function rowFault(wrong: Fault, line: number): Fault {
  const key = (wrong.path.split('.').at(-1) || 'sku') as MapColumn
  const column = COLUMNS[key]?.names[0] ?? wrong.path
  const told = (why: string) => fault('MAP_ROW', `rows.${line}.${wrong.path}`, { row: line, column, why })
  return { ...told(bare(wrong.en)), zh: told(bare(wrong.zh)).zh }
}

/** The reason alone: row and column are named anew. */
const bare = (text: string): string => text.replace(/^.*?(?:无效：|is not valid: )/u, '').replace(/[。.]$/u, '')

/** `="103…"`, and `'103…`: what keeps a code text in a spreadsheet. */
const textOf = (cells: readonly Cell[], { at }: Head<MapColumn>, key: MapColumn): string =>
  (cells[at.get(key) ?? -1]?.text ?? '').replace(/^="(.*)"$/, '$1').replace(/^'/, '')

function lostDigits(cells: readonly Cell[], head: Head<MapColumn>, line: number): Fault | undefined {
  const code = textOf(cells, head, 'taxCode')
  const cell = cells[head.at.get('taxCode') ?? -1]
  const scientific = /^[\d.]+[eE]\+?\d+$/.test(code)
  return scientific || (cell?.number && !code.endsWith('0000')) ? fault('CODE_DIGITS_LOST', `rows.${line}.taxCode`, { row: line, code }) : undefined
}

/** What tells two rules apart. */
const keyOf = ({ match, from }: MapRule): string => canonical({ match, from })

function twice(rows: readonly Row[]): Fault[] {
  const seen = new Map<string, number>()
  return rows.flatMap(({ line, rule }) => {
    const first = seen.get(keyOf(rule))
    if (first === undefined) seen.set(keyOf(rule), line)
    return first === undefined ? [] : [fault('MAP_TWICE', `rows.${line}`, { row: line, first })]
  })
}

function unknownCodes(rows: readonly Row[], edition: Edition): Fault[] {
  return rows.flatMap(({ line, rule }) => {
    const path = `rows.${line}.taxCode`
    const entry = edition.find(rule.taxCode)
    if (entry?.summary) return [fault('CODE_SUMMARY', path, { line, code: rule.taxCode })]
    if (entry || (rule.shortName !== undefined && rule.rate !== undefined)) return []
    return [fault('CODE_UNKNOWN', path, { code: rule.taxCode, edition: edition.version })]
  })
}

function compared(rows: readonly Row[], today: TaxMap): Pick<MapImport, 'added' | 'changed' | 'unchanged' | 'missing'> {
  const known = new Map(today.map(rule => [keyOf(rule), canonical(rule)]))
  const of = (test: (before: string | undefined, rule: MapRule) => boolean) => rows.filter(r => test(known.get(keyOf(r.rule)), r.rule)).length
  const given = new Set(rows.map(r => keyOf(r.rule)))
  return {
    added: of(before => before === undefined),
    changed: of((before, rule) => before !== undefined && before !== canonical(rule)),
    unchanged: of((before, rule) => before === canonical(rule)),
    missing: [...known.keys()].filter(key => !given.has(key)).length,
  }
}

/** Known rules keep their place, new ones come after them in the table's order. */
function merged(rows: readonly Row[], today: TaxMap, replace: boolean): TaxMap {
  if (replace) return rows.map(r => r.rule)
  const given = new Map(rows.map(r => [keyOf(r.rule), r.rule]))
  const kept = today.map(rule => given.get(keyOf(rule)) ?? rule)
  const known = new Set(today.map(keyOf))
  return [...kept, ...rows.filter(r => !known.has(keyOf(r.rule))).map(r => r.rule)]
}
