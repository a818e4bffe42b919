import type { ListedEdition } from '@openfapiao/catalogue'
import { affectedRules, type CodeChange, diffEditions } from '@openfapiao/catalogue/diff'
import { compare, type MapRule } from '@openfapiao/core'
import type { DeskStore } from '../desk.ts'

/** What a list does to one rule of the merchant's own: from which supply date, and whether the rule must be edited. */
export interface Effect {
  readonly platform: string
  readonly store: string
  /** Place in the store's map, from 0. */
  readonly rule: number
  readonly match: MapRule['match']
  readonly code: string
  readonly kind: 'retired' | 'shortName' | 'rates' | 'summary' | 'ends' | 'rate'
  readonly before?: string
  readonly after?: string
  readonly from: string
  /** The rule must be edited; else it follows the list. */
  readonly edit: boolean
}

/** Every rule of these stores that the change from one edition to another matters to; `from` is the first supply date of the later one. */
export function effectsOf(before: ListedEdition, after: ListedEdition, stores: readonly DeskStore[], from: string): Effect[] {
  const changes = diffEditions(before, after)
  const told = new Set(changes.map(c => c.code))
  return stores.flatMap(store => {
    const affected = affectedRules(changes, store.taxMap, from).map(a => effect(store, a.rule, a.change, a))
    const others = store.taxMap.flatMap((rule, i) => [...unlisted(store, rule, i, { after, told, from }), ...ending(store, rule, i, after)])
    return [...affected, ...others].sort((a, b) => a.rule - b.rule || (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  })
}

interface When {
  readonly from: string
  readonly edit: boolean
}

function effect(store: DeskStore, rule: number, { code, kind, before, after }: CodeChange, { from, edit }: When): Effect {
  if (kind === 'added' || kind === 'name') throw new Error(`a change of kind ${kind} matters to no rule`)
  return { ...named(store, rule), code, kind, before, after, from, edit }
}

const named = (store: DeskStore, rule: number): Pick<Effect, 'platform' | 'store' | 'rule' | 'match'> => ({
  platform: store.platform,
  store: store.store,
  rule,
  match: store.taxMap[rule]?.match ?? {},
})

interface Listed {
  readonly after: ListedEdition
  readonly told: ReadonlySet<string>
  readonly from: string
}

/** A code that only a partial list before could let pass, and that the whole list does not hold. */
function unlisted(store: DeskStore, rule: MapRule, i: number, { after, told, from }: Listed): Effect[] {
  if (after.partial || told.has(rule.taxCode) || after.find(rule.taxCode)) return []
  return [{ ...named(store, i), code: rule.taxCode, kind: 'retired', from: later(from, rule.from), edit: true }]
}

/** A code that the list itself ends on a date. */
function ending(store: DeskStore, rule: MapRule, i: number, after: ListedEdition): Effect[] {
  const entry = after.find(rule.taxCode)
  if (entry?.until === undefined) return []
  return [{ ...named(store, i), code: rule.taxCode, kind: 'ends', before: entry.name, from: later(dayAfter(entry.until), rule.from), edit: true }]
}

/** A rate as an authority lists it for a seller: `from` and `until` are supply dates, inclusive. */
export interface ListedRate {
  readonly rate: string
  readonly from?: string
  readonly until?: string
}

/** Rules whose own rate the authority's list does not hold on `from`, or holds only until a later date. */
export function rateEffects(rates: readonly ListedRate[], stores: readonly DeskStore[], from: string): Effect[] {
  return stores.flatMap(store =>
    store.taxMap.flatMap((rule, i): Effect[] => {
      if (rule.rate === undefined) return []
      const begins = later(from, rule.from)
      const ends = lastDay(rates, rule.rate, begins)
      if (ends === 'open') return []
      const matters = ends === undefined ? begins : dayAfter(ends)
      return [{ ...named(store, i), code: rule.taxCode, kind: 'rate', before: rule.rate, from: matters, edit: true }]
    }),
  )
}

/** The last day of a rate that is in force on `date`; `open`: no end is known; undefined: it is not in force. */
function lastDay(rates: readonly ListedRate[], rate: string, date: string): string | 'open' | undefined {
  const mine = rates.filter(r => compare(r.rate, rate) === 0 && (r.from ?? '') <= date && date <= (r.until ?? '9999'))
  if (mine.some(r => r.until === undefined)) return 'open'
  return mine
    .map(r => r.until ?? '')
    .sort()
    .at(-1)
}

const later = (a: string, b: string | undefined): string => (b !== undefined && b > a ? b : a)

const dayAfter = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
