import { commonEdition } from '@openfapiao/catalogue'
import type { CodeEntry, Edition } from '@openfapiao/core'
import type { AuthorityConfig } from './config.ts'

/** The list of tax codes that invoices are held against, and that is handed out. Throws RangeError when a code stands in it twice. */
export function editionOf({ edition }: AuthorityConfig): Edition & { readonly entries: readonly CodeEntry[] } {
  if (!edition) return commonEdition
  const byCode = new Map(edition.entries.map(entry => [entry.code, entry]))
  if (byCode.size !== edition.entries.length) throw new RangeError(`edition ${edition.version} holds a code twice`)
  return { ...edition, find: code => byCode.get(code) }
}
