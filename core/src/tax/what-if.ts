import { type Fault, fault } from '../fault/fault.ts'
import { compare } from '../money/decimal.ts'
import type { OrderLine } from '../order/order.ts'
import { type Coded, type Coding, type MapContext, mapCode } from './map-codes.ts'
import { allowedRates } from './rates.ts'
import type { Edition } from './tax-code.ts'
import type { MapRule } from './tax-map.ts'

/** One mapping rule whose answer differs between two supply dates. */
export interface WhatIf {
  /** Place of the rule in the map, from 0. */
  readonly rule: number
  readonly before: Coded
  readonly after: Coded
}

/**
 * What changes for this shop between two supply dates: rules that begin, rates that end (the small-scale relief), codes that go out of force. Each rule is
 * asked with a line that fits it and nothing else, as on an invoice of that day. `then`: the edition in force on the later date, where it is another one.
 */
export function whatIf(context: Omit<MapContext, 'date'>, today: string, on: string, then: Edition = context.edition): WhatIf[] {
  return context.taxMap.flatMap((rule, index) => {
    const before = answer(rule, { ...context, date: today })
    const after = answer(rule, { ...context, edition: then, date: on })
    return JSON.stringify(before) !== JSON.stringify(after) ? [{ rule: index, before, after }] : []
  })
}

function answer(rule: MapRule, context: MapContext): Coded {
  const edition = inForceOn(context.edition, context.date)
  const coded = mapCode(fitting(rule), 1, { ...context, edition })
  if (coded.is === 'fault') return coded
  const refused = refusal(coded.coding, { ...context, edition })
  return refused ? { is: 'fault', fault: refused } : { is: 'coded', coding: { ...coded.coding, why: '' } }
}

/** What the check of an invoice of that day would say (rules/tax-code.ts, rules/rate.ts) where a rule brings short name and rate itself. */
function refusal({ taxCode: code, rate, policyMark }: Coding, { edition, taxpayer, date }: MapContext): Fault | undefined {
  const entry = edition.find(code)
  if (!entry && !edition.partial) return fault('CODE_UNKNOWN', 'taxCode', { code, edition: edition.version })
  const allowed = allowedRates(entry, { taxpayer, date, policyMark })
  if (allowed.length === 0 || allowed.some(r => compare(r, rate) === 0)) return undefined
  return fault('RATE_NOT_ALLOWED', 'rate', { line: 1, rate, date, code, rates: allowed.join(', ') })
}

/** A code out of force is as good as unknown. */
function inForceOn(edition: Edition, date: string): Edition {
  const find: Edition['find'] = code => {
    const entry = edition.find(code)
    return entry && (entry.from ?? '') <= date && date <= (entry.until ?? '9999') ? entry : undefined
  }
  return { ...edition, find }
}

function fitting({ match }: MapRule): OrderLine {
  return {
    id: '-',
    role: match.role ?? 'goods',
    title: '-',
    sku: match.sku,
    productId: match.product,
    category: match.category,
    collections: match.collection === undefined ? undefined : [match.collection],
    vendor: match.vendor,
    tags: match.tag === undefined ? undefined : [match.tag],
    valueFen: 0,
    discountFen: 0,
  }
}
