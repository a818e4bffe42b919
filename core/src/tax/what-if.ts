import type { OrderLine } from '../order/order.ts'
import { type Coded, type MapContext, mapCode } from './map-codes.ts'
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
  const coded = mapCode(fitting(rule), 1, { ...context, edition: inForceOn(context.edition, context.date) })
  return coded.is === 'coded' ? { is: 'coded', coding: { ...coded.coding, why: '' } } : coded
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
