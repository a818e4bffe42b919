import {
  add,
  compare,
  type Decimal,
  divide,
  type Fen,
  isZero,
  multiply,
  type OrderLine,
  ofFen,
  type Refund,
  subtract,
  sumFen,
  toFen,
} from '@openfapiao/core'
import { inTime, paymentsOf, sumOf } from './payment.ts'
import type { MedusaOrder } from './schema.ts'

/** Units that came off the order after payment: a received return, or an edit. No money moves with it (platforms-runtime.md 1.3). */
interface Reduction {
  readonly at: number
  readonly units: readonly { readonly lineId: string; readonly quantity: Decimal }[]
}

/**
 * Money given back, every row once, rounded by the running sum so that a full refund is the full payment. Medusa ties no refund to lines; one whose amount is
 * that of units which came off before it is for them, the money that empties a cancelled order is for all that is left, and any other is amount-only.
 */
export function refundsOf(order: MedusaOrder, asPaid: MedusaOrder, lines: readonly OrderLine[], paidFen: Fen): Refund[] {
  const rows = inTime(paymentsOf(order).flatMap(p => p.refunds)).filter(r => compare(r.amount, '0') > 0)
  const shelf = shelfOf(lines)
  let open = reductionsOf(order, asPaid)
  return rows.map((row, i) => {
    const before = toFen(sumOf(rows.slice(0, i)))
    const through = toFen(sumOf(rows.slice(0, i + 1)))
    const amountFen = through - before
    const earlier = open.filter(r => r.at <= Date.parse(row.created_at))
    const matched = matching(earlier, amountFen, shelf)
    open = open.filter(r => !matched.includes(r))
    const units = matched.length > 0 ? matched.flatMap(r => r.units) : order.cancelled && through === paidFen ? shelf.left() : []
    return { id: row.id, createdAt: row.created_at, amountFen, lines: shelf.take(units), ...(row.note === undefined ? {} : { note: row.note }) }
  })
}

/** One reduction of this worth, the oldest first; else all of them together. A fen of rounding per line is no difference. */
function matching(open: readonly Reduction[], amountFen: Fen, shelf: Shelf): readonly Reduction[] {
  const fits = (some: readonly Reduction[]): boolean => {
    const units = some.flatMap(r => r.units)
    return units.length > 0 && Math.abs(shelf.worth(units) - amountFen) <= units.length
  }
  const one = open.find(r => fits([r]))
  return one ? [one] : fits(open) ? open : []
}

function reductionsOf(order: MedusaOrder, asPaid: MedusaOrder): Reduction[] {
  const returns = order.returns
    .filter(r => r.received_at != null && r.canceled_at == null)
    .map(r => ({
      at: Date.parse(r.received_at ?? ''),
      units: r.items.map(i => ({ lineId: i.item_id, quantity: add(i.received_quantity, i.damaged_quantity) })).filter(u => !isZero(u.quantity)),
    }))
  const edited = asPaid.items.flatMap(item => {
    const quantity = subtract(item.quantity, order.items.find(now => now.id === item.id)?.quantity ?? '0')
    return compare(quantity, '0') > 0 ? [{ lineId: item.id, quantity }] : []
  })
  return [...returns, ...(edited.length > 0 ? [{ at: 0, units: edited }] : [])].sort((a, b) => a.at - b.at)
}

type Unit = Reduction['units'][number]
interface Shelf {
  /** Tax-included worth of these units if they were taken now. */
  worth(units: readonly Unit[]): Fen
  take(units: readonly Unit[]): Refund['lines']
  /** All units that were not taken. */
  left(): Unit[]
}

/** The units of every line, each worth its share of what was paid; cumulative, so that the last one takes exactly what is left. */
function shelfOf(lines: readonly OrderLine[]): Shelf {
  const taken = new Map<string, Decimal>()
  const worthOf = ({ lineId, quantity }: Unit): Fen => {
    const line = lines.find(l => l.id === lineId)
    const before = taken.get(lineId) ?? '0'
    return line?.quantity === undefined ? 0 : upTo(line, add(before, quantity)) - upTo(line, before)
  }
  return {
    worth: units => sumFen(units.map(worthOf)),
    take: units =>
      units.map(unit => {
        const grossFen = worthOf(unit)
        taken.set(unit.lineId, add(taken.get(unit.lineId) ?? '0', unit.quantity))
        return { ...unit, grossFen }
      }),
    left: () =>
      lines.flatMap(({ id, quantity }) => {
        const rest = subtract(quantity ?? '0', taken.get(id) ?? '0')
        return compare(rest, '0') > 0 ? [{ lineId: id, quantity: rest }] : []
      }),
  }
}

function upTo({ valueFen, discountFen, quantity = '0' }: OrderLine, units: Decimal): Fen {
  const grossFen = valueFen - discountFen
  return compare(units, quantity) >= 0 ? grossFen : toFen(divide(multiply(ofFen(grossFen), units), quantity, 6))
}
