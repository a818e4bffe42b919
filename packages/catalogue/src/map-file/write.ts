import type { TaxMap } from '@openfapiao/core'
import { writeDelimited } from '../table/delimited.ts'
import { COLUMNS, cellOf, KEYS } from './columns.ts'

/**
 * The map as CSV that Excel opens right: UTF-8 with byte order mark. Codes of 19 digits are written as `="…"`, the one form a spreadsheet keeps as text;
 * reading takes both.
 */
export function writeMap(taxMap: TaxMap): string {
  const head = KEYS.map(key => COLUMNS[key].names[0])
  return writeDelimited([head, ...taxMap.map(rule => KEYS.map(key => cellOf(rule, key)))], [KEYS.indexOf('taxCode')])
}
