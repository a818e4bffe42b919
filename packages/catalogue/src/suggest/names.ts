import type { ListedCode, ListedEdition } from '../edition.ts'
import { type Word, type Words, wordsOf } from './lexicon.ts'
import { codesOf } from './shelves.ts'
import { isHan } from './units.ts'

/** What an edition itself says about its codes, made ready once. */
export interface Names {
  /** Goods that a name or a keyword of the list spells out. */
  readonly words: Words
  /** Codes whose name or keywords look like the text, the best first; `likeness` 0..1. */
  readonly like: (units: readonly string[]) => readonly Likeness[]
}

export interface Likeness {
  readonly code: string
  readonly likeness: number
  readonly name: string
}

const made = new WeakMap<ListedEdition, Names>()

export function namesOf(edition: ListedEdition): Names {
  const known = made.get(edition)
  if (known) return known
  const rows = edition.entries.filter(entry => !entry.summary).flatMap(rowsOf)
  const names = { words: wordsOf(rows.filter(isWord)), like: likenessOf(rows) }
  made.set(edition, names)
  return names
}

interface Row extends Word {
  readonly text: string
}

/** `柑橘类水果`, `番茄等茄果类蔬菜`, `水泵、阀门`, `其他手工工具`: the goods inside. */
function rowsOf({ code, name, keywords = [] }: ListedCode): Row[] {
  const goods = [...name.split(SEPARATORS), ...keywords].map(text =>
    text.replace(/^(?:其他|相关|未列明)+|(?:及类似|等)?(?:用品|制品|品)?$/g, '').trim(),
  )
  return [...new Set(goods)].filter(text => text !== '').map(text => ({ text, codes: codesOf(code), vague: name.startsWith('其他') }))
}

const SEPARATORS = /[、，,；;（）()]|及其?|和|或|等/

/** A single character says too little, a sentence is no word. */
const isWord = ({ text }: Row): boolean => text.length >= 2 && text.length <= 12

const pairsOf = (units: readonly string[]): string[] =>
  units.slice(1).flatMap((unit, at) => (isHan(unit) && isHan(units[at]) ? [units[at] + unit] : []))

function likenessOf(rows: readonly Row[]): Names['like'] {
  const pairs = rows.map(row => [...new Set(pairsOf([...row.text]))])
  const holders = new Map<string, number[]>()
  pairs.forEach((own, at) => {
    for (const pair of own) holders.set(pair, [...(holders.get(pair) ?? []), at])
  })
  const rarity = (pair: string) => Math.log(1 + rows.length / (holders.get(pair)?.length ?? 1))
  const totals = pairs.map(own => sum(own.map(rarity)))
  return units => {
    const shared = new Map<number, number>()
    for (const pair of new Set(pairsOf(units))) for (const at of holders.get(pair) ?? []) shared.set(at, (shared.get(at) ?? 0) + rarity(pair))
    return [...shared]
      .map(([at, common]) => likeness(rows[at], common / (totals[at] ?? 1)))
      .sort((a, b) => b.likeness - a.likeness || (a.code < b.code ? -1 : 1))
  }
}

const likeness = (row: Row | undefined, share: number): Likeness => ({
  code: row?.codes[0] ?? '',
  likeness: share * (row?.vague ? 0.8 : 1),
  name: row?.text ?? '',
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
