import type { ListedCode, ListedEdition } from './edition.ts'

export interface Found {
  readonly entry: ListedCode
  /** Higher is better; only the order means anything. */
  readonly score: number
}

/** Codes that fit what a person typed: the beginning of a code, or words of name and short name. Best first, at most `limit`. */
export function searchCodes(edition: ListedEdition, query: string, limit = 20): Found[] {
  const words = query
    .trim()
    .split(/\s+/)
    .filter(w => w !== '')
  if (words.length === 0) return []
  const found = edition.entries.map(entry => ({ entry, score: Math.min(...words.map(w => scoreOf(entry, w))) })).filter(f => f.score > 0)
  return found.sort((a, b) => b.score - a.score || (a.entry.code < b.entry.code ? -1 : 1)).slice(0, limit)
}

function scoreOf({ code, name, shortName }: ListedCode, word: string): number {
  if (/^\d+$/.test(word)) return code.startsWith(word) ? 100 : 0
  if (name === word) return 90
  if (name.startsWith(word)) return 70 - name.length
  if (name.includes(word)) return 50 - name.length
  return shortName.includes(word) ? 10 : 0
}
