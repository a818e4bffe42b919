import type { CodeEntry, Edition } from '@openfapiao/core'
import common from './editions/2026-06-01-common.json' with { type: 'json' }

/** A code with the group that it is browsed under. */
export interface ListedCode extends CodeEntry {
  readonly group: string
}

/** An edition that can also be listed. */
export interface ListedEdition extends Edition {
  readonly entries: readonly ListedCode[]
}

/** `[code, name, short name, rates, group]`, as the files under `editions/` hold them. */
type Row = readonly [string, string, string, readonly string[], string]

/** Rows → an edition. Throws RangeError on a code that is no text of 19 digits or stands twice: such a list must never decide an invoice. */
export function editionOf(version: string, source: string, rows: readonly Row[], partial = false): ListedEdition {
  const entries = rows.map(([code, name, shortName, rates, group]) => ({ code: sound(code), name, shortName, rates, group }))
  const byCode = new Map(entries.map(entry => [entry.code, entry]))
  if (byCode.size !== entries.length) throw new RangeError(`edition ${version} holds a code twice`)
  return { version, source, partial, entries, find: code => byCode.get(code) }
}

function sound(code: string): string {
  if (!/^\d{19}$/.test(code)) throw new RangeError(`not a tax code of 19 digits: "${code}"`)
  return code
}

const rows = common.rows.map(
  ([code, name, shortName, rates, group]): Row => [
    String(code),
    String(name),
    String(shortName),
    [rates].flat().filter(r => r !== undefined),
    String(group),
  ],
)

/** 1 090 common codes of the list of 2026-06-01, shipped inside. Partial: a code that is not here may still be good. */
export const commonEdition: ListedEdition = editionOf(common.version, common.source, rows, true)
