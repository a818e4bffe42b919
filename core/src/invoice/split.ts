import type { Fen } from '../money/fen.ts'
import { sumFen } from '../money/fen.ts'
import type { InvoiceKind } from '../party/title.ts'
import { isUntaxed } from '../tax/untaxed.ts'
import type { Item } from './compose.ts'

export interface SplitLimits {
  /** Lines of one invoice, discount lines counted. */
  readonly linesMax: number
  /** Total of one invoice, tax included, where the seller has such a cap. */
  readonly totalMaxFen?: Fen
}

/**
 * Items → one or more invoices: a special invoice carries no exempt line (domain.md 1.6), none has more lines or a higher total than allowed.
 * Items stay whole and in order; one item above the cap stands alone and is for `check` to refuse.
 */
export function split(items: readonly Item[], kind: InvoiceKind, limits: SplitLimits): { kind: InvoiceKind; items: Item[] }[] {
  const untaxed = kind === 'special' ? items.filter(hasUntaxed) : []
  const rest = items.filter(i => !untaxed.includes(i))
  return [...pack(rest, limits).map(items => ({ kind, items })), ...pack(untaxed, limits).map(items => ({ kind: 'ordinary' as const, items }))]
}

const hasUntaxed = (item: Item): boolean => item.lines.some(isUntaxed)

function pack(items: readonly Item[], limits: SplitLimits): Item[][] {
  return items.reduce<Item[][]>((packs, item) => {
    const last = packs.at(-1)
    if (last && fits([...last, item], limits)) last.push(item)
    else packs.push([item])
    return packs
  }, [])
}

function fits(items: readonly Item[], { linesMax, totalMaxFen }: SplitLimits): boolean {
  const lines = items.flatMap(i => i.lines)
  return lines.length <= linesMax && (totalMaxFen === undefined || sumFen(lines.map(l => l.totalFen)) <= totalMaxFen)
}
