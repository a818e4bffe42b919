/** Why a code is suggested, as data, and as a sentence for a person. `words` decided. */
export interface Reason {
  readonly kind: ReasonKind
  readonly words: readonly string[]
  readonly text: { readonly zh: string; readonly en: string }
}

/** The first decides before all others. */
export type ReasonKind = 'word' | 'category' | 'name'

type Say = (words: string) => { zh: string; en: string }

const TEXTS: Readonly<Record<ReasonKind, Say>> = {
  word: words => ({ zh: `商品名称中有“${words}”`, en: `The title says "${words}"` }),
  category: words => ({ zh: `商品类目中有“${words}”`, en: `The category says "${words}"` }),
  name: words => ({ zh: `与编码名称或关键词“${words}”相近`, en: `Close to the name or keyword "${words}" of the code` }),
}

export function reasonOf(kind: ReasonKind, words: readonly string[]): Reason {
  return { kind, words, text: TEXTS[kind](words.join('、')) }
}
