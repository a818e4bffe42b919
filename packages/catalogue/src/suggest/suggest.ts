import type { ListedCode, ListedEdition } from '../edition.ts'
import { claimsOf } from './evidence.ts'
import { lexicon } from './lexicon.ts'
import { type Names, namesOf } from './names.ts'
import { type Reason, type ReasonKind, reasonOf } from './reason.ts'
import { phrasesOf } from './units.ts'

/** What a shop knows of a product. The category (类目, product type) only counts where the title says nothing. */
export interface SuggestedProduct {
  readonly title: string
  readonly category?: string
}

export interface Suggestion {
  readonly entry: ListedCode
  /** 0..1: about how often a suggestion of this score is right. */
  readonly score: number
  readonly reason: Reason
}

export interface SuggestFrom {
  readonly edition: ListedEdition
  /** At most so many; 5 unless told. */
  readonly limit?: number
}

/** Codes of the edition that may fit, the best first; none where nothing speaks for any. Never throws. A person chooses. */
export function suggestCodes({ title, category = '' }: SuggestedProduct, { edition, limit = 5 }: SuggestFrom): Suggestion[] {
  const names = namesOf(edition)
  const sources = [
    () => saidStakes(title, names, 'word', 1),
    () => saidStakes(category, names, 'category', CATEGORY_WEIGHT),
    () => likeStakes(title, names),
  ]
  return ranked(firstOf(sources), edition).slice(0, limit)
}

/** A shop's categories are coarse: even a clear one stays below the score of a clear title. */
const CATEGORY_WEIGHT = 0.5

interface Stake {
  readonly code: string | undefined
  weight: number
  readonly kind: ReasonKind
  readonly words: Set<string>
}

function firstOf(sources: readonly (() => Stake[])[]): Stake[] {
  for (const source of sources) {
    const stakes = source()
    if (stakes.length > 0) return stakes
  }
  return []
}

function saidStakes(text: string, names: Names, kind: ReasonKind, share: number): Stake[] {
  const stakes = new Map<string | undefined, Stake>()
  for (const { code, weight, word } of claimsOf(phrasesOf(text), lexicon(), names.words)) {
    const stake = stakes.get(code) ?? { code, weight: 0, kind, words: new Set() }
    stake.weight += weight * share
    stake.words.add(word)
    stakes.set(code, stake)
  }
  return [...stakes.values()]
}

const likeStakes = (title: string, names: Names): Stake[] =>
  names
    .like(phrasesOf(title).flatMap(phrase => phrase.units))
    .filter(({ likeness }) => likeness > 0.3)
    .slice(0, 20)
    .map(({ code, likeness, name }) => ({ code, weight: likeness * 0.3, kind: 'name', words: new Set([name]) }))

function ranked(stakes: readonly Stake[], edition: ListedEdition): Suggestion[] {
  const total = Math.max(
    1,
    stakes.reduce((sum, { weight }) => sum + weight, 0),
  )
  return stakes
    .flatMap(({ code, weight, kind, words }) => {
      const entry = code === undefined ? undefined : edition.find(code)
      return entry ? [{ entry: entry as ListedCode, score: weight / total, reason: reasonOf(kind, [...words]) }] : []
    })
    .sort((a, b) => b.score - a.score || (a.entry.code < b.entry.code ? -1 : 1))
}
