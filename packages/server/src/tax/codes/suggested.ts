import type { CodeOut } from '@openfapiao/api'
import type { ListedEdition } from '@openfapiao/catalogue'
import { type SuggestedProduct, suggestCodes } from '@openfapiao/catalogue/suggest'
import { codeOut } from './out.ts'

/** A code that may fit a product. A person chooses: nothing is mapped by a suggestion. */
export interface SuggestedCode extends CodeOut {
  /** 0..1 with two decimals: about how often a suggestion of this score is right. */
  readonly score: number
  readonly zh: string
  readonly en: string
}

/** Codes that may fit a product, the best first; none where nothing speaks for any. */
export function suggested(product: SuggestedProduct, edition: ListedEdition, limit: number): SuggestedCode[] {
  return suggestCodes(product, { edition, limit }).map(({ entry, score, reason }) => ({
    ...codeOut(entry),
    score: Math.round(score * 100) / 100,
    ...reason.text,
  }))
}
