import type { Policy } from '../engine/settings.ts'
import { allocate } from '../money/allocate.ts'
import { compare, type Decimal, divide, fixed, multiply, ofFen, share, toFen } from '../money/decimal.ts'
import type { Fen } from '../money/fen.ts'
import type { Order, OrderLine } from '../order/order.ts'
import { grossOf, hasQuantity } from '../order/owed.ts'
import type { Portion } from './compose-line.ts'
import type { BlueDraft, DraftLine } from './draft.ts'

/** A portion of an order line to be printed, and the order lines it stands for. */
export interface Drawn {
  readonly line: OrderLine
  readonly portion: Portion
  readonly from: readonly DraftLine[]
}

/** The draft's lines as portions: zero lines dropped (or shown at 100 % discount by policy), goods first, shipping last or spread. */
export function portionsOf(draft: BlueDraft, order: Order, policy: Policy): Drawn[] {
  const lines = draft.lines.flatMap(d => {
    const line = order.lines.find(l => l.id === d.lineId)
    return line ? [{ line, draft: d }] : []
  })
  const paid = lines.filter(({ draft }) => draft.grossFen > 0)
  const gifts =
    policy.gifts === 'show' ? lines.filter(({ line, draft }) => draft.grossFen === 0 && line.valueFen > 0 && hasQuantity(draft.quantity)) : []
  const shipping = paid.filter(({ line }) => line.role === 'shipping')
  const others = [...paid, ...gifts]
    .filter(({ line }) => line.role !== 'shipping')
    .sort((a, b) => order.lines.indexOf(a.line) - order.lines.indexOf(b.line))
  const drawn = others.map(({ line, draft }) => ({ line, portion: portionOf(line, draft, order), from: [draft] }))
  if (policy.shipping === 'spread' && drawn.some(d => d.portion.grossFen > 0))
    return spreadShipping(
      drawn,
      shipping.map(s => s.draft),
    )
  return [...drawn, ...shipping.map(({ line, draft }) => ({ line, portion: portionOf(line, draft, order), from: [draft] }))]
}

/**
 * What is printed of a line of which perhaps only a part is owed: value in proportion to the quantity left, and whatever the payment fell short
 * of that is discount. A line that is owed whole keeps its own value and discount to the fen.
 */
function portionOf(line: OrderLine, owed: DraftLine, order: Order): Portion {
  const whole = grossOf(line, order)
  const basis = order.pricesIncludeTax === false ? 'net' : 'gross'
  // More units came back than money: what is still owed is an amount without units.
  const quantity = hasQuantity(owed.quantity) && !owed.quantity.startsWith('-') ? owed.quantity : undefined
  if (owed.grossFen === whole && sameQuantity(owed.quantity, line.quantity)) {
    return { basis, valueFen: line.valueFen, discountFen: line.discountFen, grossFen: whole, quantity }
  }
  const value = valueLeft(grossValue(line, whole), quantity, line.quantity)
  const valueFen = Math.max(value, owed.grossFen)
  return { basis: 'gross', valueFen, discountFen: valueFen - owed.grossFen, grossFen: owed.grossFen, quantity }
}

/** Undiscounted value with tax. */
function grossValue({ valueFen, discountFen }: OrderLine, whole: Fen): Fen {
  const paid = valueFen - discountFen
  return paid === 0 ? valueFen : share(valueFen, whole, paid)
}

function valueLeft(value: Fen, left: Decimal | undefined, all: Decimal | undefined): Fen {
  if (left === undefined || all === undefined || fixed(all).units === 0n) return all === undefined ? value : 0
  return toFen(divide(multiply(ofFen(value), left), all, 6))
}

const sameQuantity = (a: Decimal | undefined, b: Decimal | undefined): boolean => (a === undefined || b === undefined ? a === b : compare(a, b) === 0)

/** Shipping inside the goods: each goods line carries its share by value, so price and amount both grow (domain.md 2, the other permitted way). */
function spreadShipping(goods: readonly Drawn[], shipping: readonly DraftLine[]): Drawn[] {
  return shipping.reduce<Drawn[]>((drawn, ship) => {
    const parts = allocate(
      ship.grossFen,
      drawn.map(d => d.portion.grossFen),
    )
    return drawn.map((d, i) => withShare(d, ship.lineId, parts[i] ?? 0))
  }, goods.map(inGross))
}

function withShare(drawn: Drawn, lineId: string, part: Fen): Drawn {
  if (part === 0) return drawn
  const { portion } = drawn
  const grown = { ...portion, valueFen: portion.valueFen + part, grossFen: portion.grossFen + part }
  return { ...drawn, portion: grown, from: [...drawn.from, { lineId, grossFen: part }] }
}

function inGross(drawn: Drawn): Drawn {
  const { portion } = drawn
  if (portion.basis === 'gross') return drawn
  const valueFen = Math.max(portion.grossFen, share(portion.valueFen, portion.grossFen, Math.max(1, portion.valueFen - portion.discountFen)))
  return { ...drawn, portion: { ...portion, basis: 'gross', valueFen, discountFen: valueFen - portion.grossFen } }
}
