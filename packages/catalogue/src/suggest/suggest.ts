import type { ListedCode, ListedEdition } from '../edition.ts'
import { type Claim, claimsOf } from './evidence.ts'
import { lexicon } from './lexicon.ts'
import { type Names, namesOf } from './names.ts'
import { type Reason, type ReasonKind, reasonOf } from './reason.ts'
import { phrasesOf } from './units.ts'

/** What a shop knows of a product; everything but the title may be missing. */
export interface SuggestedProduct {
  readonly title: string
  readonly category?: string
  readonly hsCode?: string
  readonly vendor?: string
  readonly sku?: string
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

export function suggestCodes(product: SuggestedProduct, { edition, limit = 5 }: SuggestFrom): Suggestion[] {
  const names = namesOf(edition)
  const phrases = phrasesOf(product.title)
  const claims: Claim[] = claimsOf(phrases, lexicon(), names.words)
  const stakes =
    claims.length > 0
      ? stakesOf(claims)
      : likeStakes(
          names,
          phrases.flatMap(phrase => phrase.units),
        )
  return ranked(stakes, edition).slice(0, limit)
}

interface Stake {
  readonly code: string | undefined
  weight: number
  readonly kind: ReasonKind
  readonly words: Set<string>
}

function stakesOf(claims: readonly Claim[]): Stake[] {
  const stakes = new Map<string | undefined, Stake>()
  for (const { code, weight, word } of claims) {
    const stake = stakes.get(code) ?? { code, weight: 0, kind: 'word', words: new Set() }
    stake.weight += weight
    stake.words.add(word)
    stakes.set(code, stake)
  }
  return [...stakes.values()]
}

const likeStakes = (names: Names, units: readonly string[]): Stake[] =>
  names
    .like(units)
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
