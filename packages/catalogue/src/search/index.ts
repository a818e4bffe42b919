import type { ListedCode, ListedEdition } from '../edition.ts'
import { type Spelled, spell } from './spell.ts'

export interface Found {
  readonly entry: ListedCode
  /** Higher is better; only the order means anything. */
  readonly score: number
}

/**
 * Codes that fit what a person typed: the beginning of a code, words of name, short name and keywords, pinyin (`jingzhicha`) or its initials (`jzc`).
 * Every word must fit. Best first, at most `limit`; codes that may not stand on an invoice (汇总项) come last.
 */
export function searchCodes(edition: ListedEdition, query: string, limit = 20): Found[] {
  const words = query
    .toLowerCase()
    .trim()
    .split(/\s+/)
    .filter(w => w !== '')
  if (words.length === 0) return []
  const index = indexOf(edition)
  const found = index.map(row => ({ entry: row.entry, score: Math.min(...words.map(word => scoreOf(row, word))) })).filter(f => f.score > 0)
  return found.sort((a, b) => b.score - a.score || (a.entry.code < b.entry.code ? -1 : 1)).slice(0, limit)
}

interface IndexRow {
  readonly entry: ListedCode
  readonly name: string
  readonly also: string
  spelled?: Spelled
}

const indexes = new WeakMap<ListedEdition, readonly IndexRow[]>()

/** Built once per edition; the spelling of a name only when somebody types letters. */
function indexOf(edition: ListedEdition): readonly IndexRow[] {
  const known = indexes.get(edition)
  if (known) return known
  const made = edition.entries.map(entry => ({
    entry,
    name: entry.name.toLowerCase(),
    also: [entry.shortName, ...(entry.keywords ?? [])].join(' ').toLowerCase(),
  }))
  indexes.set(edition, made)
  return made
}

/** A word at the front counts more than one inside, a short name more than a long one that holds it. */
function scoreOf(row: IndexRow, word: string): number {
  const score = /^\d+$/.test(word)
    ? scoreOfCode(row, word)
    : Math.max(scoreOfName(row, word), /^[a-z0-9]+$/.test(word) ? scoreOfSpelling(row, word) : 0)
  return row.entry.summary ? score / 10 : score
}

const scoreOfCode = ({ entry }: IndexRow, word: string): number => (entry.code.startsWith(word) ? 100 : 0)

function scoreOfName({ name, also }: IndexRow, word: string): number {
  if (name === word) return 90
  if (name.startsWith(word)) return longer(70, name)
  if (name.includes(word)) return longer(50, name)
  return also.split(' ').includes(word) ? 20 : also.includes(word) ? 10 : 0
}

function scoreOfSpelling(row: IndexRow, word: string): number {
  row.spelled ??= spell(row.name)
  const { full, initials } = row.spelled
  if (full === word) return 80
  if (initials === word) return 75
  if (full.startsWith(word)) return longer(60, full)
  if (word.length > 1 && initials.startsWith(word)) return longer(45, initials)
  return word.length > 3 && full.includes(word) ? longer(30, full) : 0
}

/** Never down to nothing, however long the text. */
const longer = (score: number, text: string): number => Math.max(1, score - text.length / 2)
