import type { CodeEntry, Edition } from '@openfapiao/core'
import { datesOf } from './dates.ts'
import common from './editions/2026-06-01-common.json' with { type: 'json' }

/** A code with the group that it is browsed under and the words it is also found by. */
export interface ListedCode extends CodeEntry {
  readonly group: string
  readonly keywords?: readonly string[]
}

/** An edition that can also be listed. */
export interface ListedEdition extends Edition {
  readonly entries: readonly ListedCode[]
}

/** An edition as data: what is kept in a file or a database. */
export interface EditionFile {
  readonly version: string
  readonly source: string
  readonly partial?: boolean
  readonly entries: readonly ListedCode[]
}

/**
 * Entries → an edition. Throws RangeError on a code that is no text of 19 digits or stands twice with different contents: such a list must never decide an
 * invoice. Codes whose time is limited by law get their dates (`dates.ts`) where the list itself gives none.
 */
export function listedEdition({ version, source, partial = false, entries }: EditionFile): ListedEdition {
  const byCode = new Map(entries.map(entry => [sound(entry.code), { ...datesOf(entry.code), ...entry }]))
  const listed = [...byCode.values()]
  return { version, source, partial, entries: listed, find: code => byCode.get(code) }
}

function sound(code: string): string {
  if (!/^\d{19}$/.test(code)) throw new RangeError(`not a tax code of 19 digits: "${code}"`)
  return code
}

const entries = common.rows.map(
  ([code, name, shortName, rates, group]): ListedCode => ({
    code: String(code),
    name: String(name),
    shortName: String(shortName),
    rates: [rates].flat().filter(r => r !== undefined),
    group: String(group),
  }),
)

/** 1 090 common codes of the list of 2026-06-01, shipped inside. Partial: a code that is not here may still be good. */
export const commonEdition: ListedEdition = listedEdition({ version: common.version, source: common.source, partial: true, entries })
