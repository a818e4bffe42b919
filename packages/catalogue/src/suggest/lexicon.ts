import { type ReadWord, shelves } from './shelves.ts'
import { unitsOf } from './units.ts'

/** A word of goods and the codes it stands for, the best first; none where the list has no code for the good. */
export interface Word {
  readonly codes: readonly string[]
  /** Says only roughly what the good is (零食, gift set): any other good beside it decides. */
  readonly vague: boolean
}

/** Words by their units, joined by a space. */
export interface Words {
  readonly find: (key: string) => Word | undefined
  /** The most units of any word. */
  readonly longest: number
}

let built: Words | undefined

/** The lexicon of everyday goods in Chinese and English, built when it is first asked for. */
export function lexicon(): Words {
  built ??= wordsOf(shelves())
  return built
}

/** Of a word that is given twice, the first meaning counts more. */
export function wordsOf(read: Iterable<ReadWord>): Words {
  const words = new Map<string, Word>()
  let longest = 0
  for (const { text, codes, vague } of read) {
    const units = unitsOf(text)
    if (units.every(unit => unit === '#')) continue
    const key = units.join(' ')
    const known = words.get(key)
    words.set(key, known ? { codes: [...new Set([...known.codes, ...codes])], vague: known.vague && vague } : { codes, vague })
    longest = Math.max(longest, units.length)
  }
  return { find: key => words.get(key), longest }
}
