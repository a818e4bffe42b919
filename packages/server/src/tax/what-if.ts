import { type Coded, compare, type MapRule, SMALL_SCALE, type WhatIf, whatIf } from '@openfapiao/core'
import { type DeskStore, mapContext, type TaxDesk } from './desk.ts'

/** What a rule gives on one date: a code with its short name and rate, or why its lines would be held. */
export type Side =
  | { readonly taxCode: string; readonly shortName: string; readonly rate: string }
  | { readonly fault: { readonly code: string; readonly zh: string; readonly en: string } }

export interface Reason {
  readonly zh: string
  readonly en: string
}

export interface Changing {
  readonly platform: string
  readonly store: string
  /** Place in the store's map, from 0. */
  readonly rule: number
  readonly match: MapRule['match']
  readonly before: Side
  readonly after: Side
  readonly reasons: readonly Reason[]
}

export interface Dates {
  readonly today: string
  readonly on: string
}

/** What changes for these stores between two supply dates, rule by rule, with both sides and why. */
export function changesFor(stores: readonly DeskStore[], dates: Dates, desk: TaxDesk): Changing[] {
  return stores.flatMap(store => {
    const context = mapContext(store, dates.today, desk)
    const changes = whatIf(context, dates.today, dates.on, desk.editions.on(dates.on))
    return changes.map(change => changing(change, store, dates, desk))
  })
}

function changing(change: WhatIf, store: DeskStore, dates: Dates, desk: TaxDesk): Changing {
  const { platform, store: name, taxMap } = store
  const match = taxMap[change.rule]?.match ?? {}
  const ofRules = ruleReasons(change, store, dates)
  const reasons = ofRules.length > 0 ? ofRules : [...listReasons(change, dates, desk), ...rateReasons(change, dates)]
  return { platform, store: name, rule: change.rule, match, before: sideOf(change.before), after: sideOf(change.after), reasons }
}

function sideOf(coded: Coded): Side {
  if (coded.is === 'coded') {
    const { taxCode, shortName, rate } = coded.coding
    return { taxCode, shortName, rate }
  }
  const { code, zh, en } = coded.fault
  return { fault: { code, zh, en } }
}

/** Rules that begin between the two dates: this one, or another that wins over it from then on. */
function ruleReasons({ rule, before, after }: WhatIf, { taxMap }: DeskStore, { today, on }: Dates): Reason[] {
  const begins = (r: MapRule | undefined): r is MapRule & { from: string } => r?.from !== undefined && today < r.from && r.from <= on
  const own = taxMap[rule]
  if (begins(own)) return [{ zh: `此规则自 ${own.from} 起生效`, en: `this rule begins on ${own.from}` }]
  if (after.is === 'fault' || (before.is === 'coded' && before.coding.taxCode === after.coding.taxCode)) return []
  return taxMap.flatMap((other, i) =>
    begins(other) && other.taxCode === after.coding.taxCode
      ? [{ zh: `规则 ${i} 自 ${other.from} 起优先`, en: `rule ${i} wins from ${other.from}` }]
      : [],
  )
}

/** What the list says otherwise: another edition, a code that ends. */
function listReasons({ before, after }: WhatIf, { today, on }: Dates, { editions }: TaxDesk): Reason[] {
  const code = before.is === 'coded' ? before.coding.taxCode : after.is === 'coded' ? after.coding.taxCode : undefined
  if (code === undefined) return []
  const [a, b] = [editions.on(today), editions.on(on)]
  const [was, is] = [a.find(code), b.find(code)]
  const ends = is?.until !== undefined && is.until < on ? [{ zh: `编码 ${code} 至 ${is.until} 止`, en: `code ${code} ends on ${is.until}` }] : []
  const other = was?.shortName !== is?.shortName || was?.rates.join() !== is?.rates.join()
  return a.version !== b.version && other
    ? [...ends, { zh: `编码版本由 ${a.version} 变为 ${b.version}`, en: `edition ${b.version} follows ${a.version}` }]
    : ends
}

/** A levy rate that ends, with its source. */
function rateReasons({ before, after }: WhatIf, { today, on }: Dates): Reason[] {
  if (before.is === 'fault' || (after.is === 'coded' && compare(after.coding.rate, before.coding.rate) === 0)) return []
  return SMALL_SCALE.flatMap(({ rate, from, until, source }) => {
    const ended = compare(rate, before.coding.rate) === 0 && from <= today && until !== undefined && today <= until && until < on
    return ended ? [{ zh: `征收率 ${rate} 至 ${until} 止（${source}）`, en: `levy rate ${rate} ends on ${until} (${source})` }] : []
  })
}
