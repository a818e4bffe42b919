import type { Words } from './lexicon.ts'
import { type Hit, hitsOf } from './segment.ts'
import type { Phrase } from './units.ts'

/** What speaks for a code. */
export interface Claim {
  /** Undefined: for a good that the list has no code for. */
  readonly code: string | undefined
  readonly weight: number
  readonly word: string
}

/** Every word of the title with its codes. A word counts by its length, its place and how early its phrase stands. */
export function claimsOf(phrases: readonly Phrase[], ...books: readonly Words[]): Claim[] {
  const read = phrases.map(phrase => ({ phrase, hits: hitsOf(phrase, ...books) })).filter(({ hits }) => hits.length > 0)
  const own = read.filter(({ phrase }) => phrase.lead === undefined)
  return read.flatMap(({ phrase, hits }) =>
    hits.flatMap(hit =>
      claimsOfHit(
        hit,
        rankOf(
          phrase,
          own.findIndex(one => one.phrase === phrase),
        ),
      ),
    ),
  )
}

/** What the good is for, with or of (适用, for, with) decides only where nothing else does. */
const rankOf = ({ lead }: Phrase, at: number): number => (lead !== undefined ? 0.15 : Math.max(0.4, 1 - 0.15 * at))

function claimsOfHit(hit: Hit, rank: number): Claim[] {
  const weight = rank * hit.place * lengthOf(hit) * (hit.word.vague ? 0.25 : 1)
  const codes = hit.word.codes.length > 0 ? hit.word.codes : [undefined]
  return codes.map((code, at) => ({ code, weight: weight * (SHARES[at] ?? 0.15), word: hit.text }))
}

/** What the second, third … code of a word get of its weight. */
const SHARES = [1, 0.4, 0.3, 0.2]

const HAN_LENGTHS = [0, 0.45, 0.85, 1.05, 1.2]
const LATIN_LENGTHS = [0, 0.85, 1.15, 1.25]

function lengthOf({ han, units }: Hit): number {
  const lengths = han ? HAN_LENGTHS : LATIN_LENGTHS
  return lengths[Math.min(units, lengths.length - 1)] ?? 0
}
