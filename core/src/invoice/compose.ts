import type { Cover } from '../engine/rows.ts'
import type { Policy } from '../engine/settings.ts'
import { type Fault, fault, isError } from '../fault/fault.ts'
import { compare } from '../money/decimal.ts'
import { sumFen } from '../money/fen.ts'
import type { Order, OrderLine } from '../order/order.ts'
import type { Seller } from '../party/seller.ts'
import type { Title } from '../party/title.ts'
import { joinSpecials, type Special } from '../special/special.ts'
import { type Coded, type Coding, type MapContext, mapCode } from '../tax/map-codes.ts'
import { composeLine } from './compose-line.ts'
import type { Content, Line } from './content.ts'
import type { BlueDraft } from './draft.ts'
import { type Drawn, portionsOf } from './portions.ts'
import type { PriceLimits } from './price.ts'

export interface ComposeContext extends MapContext, PriceLimits {
  readonly seller: Seller
  readonly policy: Policy
}

/** One printed item with its discount line, and where it came from. Items are never torn apart by `split`. */
export interface Item {
  readonly lines: readonly Line[]
  readonly why: string
  readonly special?: Special
  /** Order lines this item covers (several where shipping is spread into goods). */
  readonly from: readonly Omit<Cover, 'order' | 'line'>[]
}

export interface Composed {
  readonly items: readonly Item[]
  readonly head: Omit<Content, 'lines' | 'amountFen' | 'taxFen' | 'totalFen' | 'special'>
  readonly faults: readonly Fault[]
}

/** Draft + order + mapping → printed items, or every fault that stops it. Sums are exact; nothing is rounded twice. */
export function compose(
  draft: BlueDraft,
  order: Order,
  context: ComposeContext,
): { readonly is: 'composed'; readonly composed: Composed } | { readonly is: 'faulty'; readonly faults: readonly Fault[] } {
  const drawn = portionsOf(draft, order, context.policy)
  const coded = drawn.map(d => ({ d, coded: codeOf(d, order, context) }))
  const faults = coded.flatMap(({ coded }) => (coded.is === 'fault' ? [coded.fault] : []))
  if (faults.some(isError)) return { is: 'faulty', faults }
  const made = coded.flatMap(({ d, coded }) => (coded.is === 'coded' ? [itemOf(d, coded.coding, order, context)] : []))
  const warnings = made.flatMap(m => m.faults)
  return { is: 'composed', composed: { items: made.map(m => m.item), head: head(draft, order, context), faults: warnings } }
}

function itemOf(drawn: Drawn, coding: Coding, order: Order, context: ComposeContext): { item: Item; faults: Fault[] } {
  const no = order.lines.indexOf(drawn.line) + 1
  const { lines, faults } = composeLine(drawn.portion, coding, no, context)
  const { special } = drawn.line
  return {
    item: { lines, why: coding.why, from: drawn.from, ...(special ? { special } : {}) },
    faults: faults.length > 0 ? faults : rateFaults(drawn, coding, no),
  }
}

/** The paid gross is the truth and is split at the mapped rate; that the platform taxed at another is said (design section 9). */
function rateFaults({ line }: Drawn, { rate }: Coding, no: number): Fault[] {
  const platform = line.platformRate
  if (platform === undefined || compare(platform, rate) === 0) return []
  return [fault('RATE_DIFFERS', `lines.${no - 1}.rate`, { line: no, platform, mapped: rate })]
}

/** Shipping takes code and rate of the highest-value goods line unless the policy maps it (design section 9; domain.md 2: a side charge follows the goods). */
function codeOf({ line }: Drawn, order: Order, context: ComposeContext): Coded {
  const no = order.lines.indexOf(line) + 1
  if (line.role !== 'shipping' || line.taxCode !== undefined || context.policy.shipping === 'mapped') return mapCode(line, no, context)
  const goods = highestGoods(order)
  if (!goods) return mapCode(line, no, context)
  const coded = mapCode(goods, order.lines.indexOf(goods) + 1, context)
  if (coded.is === 'fault') return coded
  return { is: 'coded', coding: { ...coded.coding, name: '运费', unit: undefined, spec: undefined, why: `shipping follows ${coded.coding.why}` } }
}

function highestGoods(order: Order): OrderLine | undefined {
  const value = (l: OrderLine) => l.valueFen - l.discountFen
  return order.lines
    .filter(l => l.role === 'goods')
    .reduce<OrderLine | undefined>((best, l) => (best && value(best) >= value(l) ? best : l), undefined)
}

function head(draft: BlueDraft, order: Order, { seller, policy, date }: ComposeContext): Composed['head'] {
  const { taxNumber, name, address, phone, bank, account } = seller
  const remark = policy.remark.replaceAll('{order}', order.number)
  return {
    colour: 'blue',
    kind: draft.kind,
    issuer: seller.issuer,
    suppliedOn: date,
    seller: { taxNumber, name, address, phone, bank, account },
    buyer: buyerOf(draft.title),
    ...(remark ? { remark } : {}),
  }
}

/** The title as printed. */
export function buyerOf({ kind, name, taxNumber, address, phone, bank, account }: Title): Content['buyer'] {
  return { person: kind === 'person', name, taxNumber, address, phone, bank, account }
}

/** Items under one head, with exact sums. */
export function contentOf(head: Composed['head'], items: readonly Item[]): Content {
  const lines = items.flatMap(i => i.lines)
  const special = joinSpecials(items.flatMap(i => i.special ?? []))
  return { ...head, lines, ...sumsOf(lines), ...(special ? { special } : {}) }
}

export function sumsOf(lines: readonly Line[]): Pick<Content, 'amountFen' | 'taxFen' | 'totalFen'> {
  const amountFen = sumFen(lines.map(l => l.amountFen))
  const taxFen = sumFen(lines.map(l => l.taxFen))
  return { amountFen, taxFen, totalFen: amountFen + taxFen }
}

/** Covers of a content made of these items: each order line tied to the item's main line. */
export function coversOf(order: Order, items: readonly Item[]): Cover[] {
  const starts = items.map((_, i) => 1 + sumFen(items.slice(0, i).map(item => item.lines.length)))
  return items.flatMap((item, i) => item.from.map(from => ({ order: order.ref, line: starts[i] ?? 1, ...from })))
}

/** Why, line by line of the content. */
export const whyOf = (items: readonly Item[]): string[] => items.flatMap(i => i.lines.map(() => i.why))
