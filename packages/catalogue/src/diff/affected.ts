import type { TaxMap } from '@openfapiao/core'
import type { CodeChange } from './diff.ts'

/** A mapping rule that a new list touches: `rule` is its place in the map (from 0), `from` the day the new list is used. */
export interface AffectedRule {
  readonly rule: number
  readonly from: string
  readonly change: CodeChange
  /** The rule names the old value itself and must be edited; else it follows the list. */
  readonly edit: boolean
}

/** Which of the merchant's own rules a change of the list matters to, and from when. */
export function affectedRules(changes: readonly CodeChange[], taxMap: TaxMap, from: string): AffectedRule[] {
  const byCode = Map.groupBy(
    changes.filter(c => c.kind !== 'added' && c.kind !== 'name'),
    c => c.code,
  )
  return taxMap.flatMap((rule, i) =>
    (byCode.get(rule.taxCode) ?? []).map(change => ({ rule: i, from: laterOf(from, rule.from), change, edit: mustEdit(rule, change) })),
  )
}

const laterOf = (a: string, b: string | undefined): string => (b !== undefined && b > a ? b : a)

function mustEdit(rule: TaxMap[number], { kind, after = '' }: CodeChange): boolean {
  if (kind === 'shortName') return rule.shortName !== undefined && rule.shortName !== after
  if (kind === 'rates') return rule.rate === undefined ? after.includes(' ') : !after.split(' ').includes(rule.rate)
  return kind === 'retired' || after === 'Y'
}
