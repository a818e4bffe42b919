import type { ListedCode, ListedEdition } from '@openfapiao/catalogue'
import { commonEdition, listedEdition } from '@openfapiao/catalogue'
import { canonical } from '@openfapiao/core'
import type { TaxDesk } from '../desk.ts'
import { type EditionText, keepEdition } from '../editions/index.ts'
import { type Effect, effectsOf } from './effects.ts'

/** A list that may become an edition. `whole`: codes that it does not hold are retired; else it is laid over the edition in force before it. */
export interface NewList extends Pick<EditionText, 'version' | 'source' | 'from' | 'origin' | 'rates'> {
  readonly entries: readonly ListedCode[]
  readonly whole: boolean
}

export type Kept =
  | { readonly is: 'kept' | 'known'; readonly edition: ListedEdition; readonly effects: readonly Effect[] }
  /** An edition of this name has other contents. */
  | { readonly is: 'taken'; readonly version: string }

/** List → edition in the installation's folder, and what it does to the merchant's rules. An edition that has been kept never changes: it decided invoices. */
export async function keepList(list: NewList, directory: string, { editions, stores }: TaxDesk, now: number): Promise<Kept> {
  const before = editions.on(list.from)
  const text = textOf(list, before, now)
  const edition = listedEdition(text)
  const answer = { edition, effects: effectsOf(before, edition, stores, list.from) }
  const known = editions.kept().find(k => k.text.version === list.version)
  if (known && sameList(known.text, text)) return { is: 'known', ...answer }
  if (known || list.version === commonEdition.version) return { is: 'taken', version: list.version }
  return (await keepEdition(directory, text)) ? { is: 'kept', ...answer } : { is: 'taken', version: list.version }
}

function textOf({ whole, ...list }: NewList, before: ListedEdition, now: number): EditionText {
  const keptAt = new Date(now).toISOString()
  if (whole) return { ...list, keptAt, partial: false, entries: [...list.entries] }
  const fresh = new Map(list.entries.map(e => [e.code, e]))
  const kept = before.entries.filter(e => !fresh.has(e.code))
  return { ...list, source: `${list.source}; ${before.version}`, keptAt, partial: before.partial === true, entries: [...kept, ...list.entries] }
}

const sameList = (a: EditionText, b: EditionText): boolean =>
  a.from === b.from && canonical(a.entries) === canonical(b.entries) && canonical(a.rates ?? []) === canonical(b.rates ?? [])
