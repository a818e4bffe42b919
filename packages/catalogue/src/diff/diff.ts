import type { ListedCode, ListedEdition } from '../edition.ts'

/** What became of one code between two lists. */
export interface CodeChange {
  readonly code: string
  readonly kind: 'added' | 'retired' | 'name' | 'shortName' | 'rates' | 'summary'
  readonly before?: string
  readonly after?: string
}

const FIGURES = {
  name: (e: ListedCode) => e.name,
  shortName: (e: ListedCode) => e.shortName,
  rates: (e: ListedCode) => e.rates.join(' '),
  summary: (e: ListedCode) => (e.summary ? 'Y' : 'N'),
} as const

/** Every difference between two editions, by code. A partial list retires nothing: what it does not hold may still be good. */
export function diffEditions(before: ListedEdition, after: ListedEdition): CodeChange[] {
  const gone = after.partial ? [] : before.entries.filter(e => !after.find(e.code))
  const changes = [
    ...gone.map((e): CodeChange => ({ code: e.code, kind: 'retired', before: e.name })),
    ...after.entries.flatMap(e => changesOf(e, before)),
  ]
  return changes.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}

function changesOf(now: ListedCode, before: ListedEdition): CodeChange[] {
  const then = before.entries.length > 0 ? before.find(now.code) : undefined
  if (!then) return before.partial ? [] : [{ code: now.code, kind: 'added', after: now.name }]
  const listed: ListedCode = { group: '', ...then }
  const kinds = Object.keys(FIGURES) as (keyof typeof FIGURES)[]
  return kinds.flatMap(kind => {
    const [a, b] = [FIGURES[kind](listed), FIGURES[kind](now)]
    return a === b ? [] : [{ code: now.code, kind, before: a, after: b }]
  })
}
