import type { CodeOut } from '@openfapiao/api'
import { commonEdition, type ListedEdition } from '@openfapiao/catalogue'
import { searchCodes } from '@openfapiao/catalogue/search'
import type { CodeEntry } from '@openfapiao/core'
import type { OpenEditions } from '../editions/index.ts'

/** A code as the API and the commands tell it. */
export const codeOut = ({ code, name, shortName, rates, summary = false, from, until }: CodeEntry): CodeOut => ({
  ...{ code, name, shortName, rates: [...rates], summary },
  ...(from === undefined ? {} : { from }),
  ...(until === undefined ? {} : { until }),
})

export interface FoundCodes {
  readonly edition: string
  readonly partial: boolean
  readonly rows: CodeOut[]
}

/** Codes of one edition that fit what a person typed, the best first. */
export function foundCodes(edition: ListedEdition, words: string, limit: number): FoundCodes {
  const rows = searchCodes(edition, words, limit).map(found => codeOut(found.entry))
  return { edition: edition.version, partial: edition.partial === true, rows }
}

export interface EditionOut {
  readonly version: string
  /** First supply date it decides; the shipped one has none. */
  readonly from?: string
  readonly source: string
  readonly codes: number
  readonly partial: boolean
  readonly keptAt?: string
  /** Decides supplies of today. */
  readonly inForce: boolean
}

/** Every edition, the shipped one first. */
export function editionsOut(editions: OpenEditions, today: string): EditionOut[] {
  const now = editions.on(today).version
  const out = ({ version, source, entries, partial = false }: ListedEdition) => ({
    ...{ version, source, codes: entries.length, partial, inForce: version === now },
  })
  return [out(commonEdition), ...editions.kept().map(({ edition, from, text: { keptAt } }) => ({ ...out(edition), from, keptAt }))]
}
