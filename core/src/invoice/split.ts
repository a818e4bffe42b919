import { add, type Decimal } from '../money/decimal.ts'
import { type Fen, sumFen } from '../money/fen.ts'
import type { InvoiceKind } from '../party/title.ts'
import { specialKey } from '../special/special.ts'
import { isUntaxed } from '../tax/untaxed.ts'
import type { Item } from './compose.ts'
import { taxErrorFits, taxErrorOf } from './tolerance.ts'

export interface SplitLimits {
  /** Lines of one invoice, discount lines counted. */
  readonly linesMax: number
  /** Total of one invoice, tax included, where the seller has such a cap. */
  readonly totalMaxFen?: Fen
}

interface Part {
  readonly kind: InvoiceKind
  readonly items: Item[]
}

/**
 * Items → one or more invoices: one special business each (domain.md 1.7), no exempt line on a special invoice (1.6), none with more lines, a higher total or a
 * larger sum of tax errors than allowed (2). Items stay whole and in order; one item above a limit stands alone and is for `check` to refuse.
 */
export function split(items: readonly Item[], kind: InvoiceKind, limits: SplitLimits): Part[] {
  const groups = [...Map.groupBy(items, item => specialKey(item.special)).values()]
  return groups.flatMap(group => splitKind(group, kind, limits))
}

function splitKind(items: readonly Item[], kind: InvoiceKind, limits: SplitLimits): Part[] {
  const untaxed = kind === 'special' ? items.filter(hasUntaxed) : []
  const rest = items.filter(i => !untaxed.includes(i))
  return [...pack(rest, limits).map(items => ({ kind, items })), ...pack(untaxed, limits).map(items => ({ kind: 'ordinary' as const, items }))]
}

const hasUntaxed = (item: Item): boolean => item.lines.some(isUntaxed)

/** An invoice being filled, with what counts against its limits. */
interface Pack extends Load {
  readonly items: Item[]
}
interface Load {
  readonly lines: number
  readonly totalFen: Fen
  readonly taxError: Decimal
}

function pack(items: readonly Item[], limits: SplitLimits): Item[][] {
  const packs = items.reduce<Pack[]>((packs, item) => {
    const last = packs.at(-1)
    const load = loadOf(item)
    const together = last && sum(last, load)
    if (together && fits(together, limits)) packs[packs.length - 1] = { ...together, items: [...last.items, item] }
    else packs.push({ ...load, items: [item] })
    return packs
  }, [])
  return packs.map(p => p.items)
}

function loadOf({ lines }: Item): Load {
  return { lines: lines.length, totalFen: sumFen(lines.map(l => l.totalFen)), taxError: taxErrorOf(lines) }
}

const sum = (a: Load, b: Load): Load => ({
  lines: a.lines + b.lines,
  totalFen: a.totalFen + b.totalFen,
  taxError: add(a.taxError, b.taxError),
})

const fits = (load: Load, { linesMax, totalMaxFen }: SplitLimits): boolean =>
  load.lines <= linesMax && (totalMaxFen === undefined || load.totalFen <= totalMaxFen) && taxErrorFits(load.taxError)
