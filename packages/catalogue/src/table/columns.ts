import { type Fault, fault } from '@openfapiao/core'
import type { Cell, Table } from './table.ts'

/** A column by the names it may go under, without spaces and case. */
export interface Column {
  readonly names: readonly string[]
  readonly required?: true
}

export interface Head<K extends string> {
  /** Place of each column that is there. */
  readonly at: ReadonlyMap<K, number>
  /** Number of rows above the first row of data. */
  readonly height: number
}

/** So many rows may stand above the head: titles, notes. */
const SEARCHED = 12

/** Finds the row that names most of the columns. A required column that no row names is a fault. */
export function headOf<K extends string>(table: Table, columns: Readonly<Record<K, Column>>): { readonly head?: Head<K>; readonly faults: Fault[] } {
  const keys = Object.keys(columns) as K[]
  const found = table.slice(0, SEARCHED).map((row, i) => ({ at: placesOf(row, keys, columns), height: i + 1 }))
  const best = found.reduce<Head<K> | undefined>((a, b) => (a && a.at.size >= b.at.size ? a : b), undefined)
  const missing = keys.filter(key => columns[key].required && !best?.at.has(key))
  const faults = missing.map(key => fault('COLUMN_MISSING', key, { column: columns[key].names[0] ?? key, names: columns[key].names.join('、') }))
  return faults.length > 0 ? { faults } : { head: best, faults }
}

function placesOf<K extends string>(row: readonly Cell[], keys: readonly K[], columns: Readonly<Record<K, Column>>): Map<K, number> {
  const heads = row.map(cell => plain(cell.text))
  const places = keys.map(key => [key, heads.findIndex(head => namesOf(columns[key]).has(head))] as const)
  return new Map(places.filter(([, place]) => place >= 0))
}

const namesOf = ({ names }: Column): ReadonlySet<string> => new Set(names.map(plain))

const plain = (text: string): string => text.replace(/[\s_（）()]/g, '').toLowerCase()
