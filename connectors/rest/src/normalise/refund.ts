import type { PushedRefund } from '@openfapiao/api'
import {
  add,
  allocate,
  allocateRefunds,
  compare,
  type Decimal,
  divide,
  type Fault,
  type Fen,
  fault,
  fenOf,
  grossOf,
  multiply,
  normal,
  type Order,
  type Owed,
  ofFen,
  owedOf,
  type Refund,
  type RefundLine,
  subtract,
  sumFen,
  toFen,
  yuan,
} from '@openfapiao/core'

export type Resolved = { readonly is: 'refund'; readonly refund: Refund } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

/**
 * A pushed refund against what is left of the order (its earlier refunds in `order.refunds`): every amount settled, so that it is stored once and
 * never computed again. A line with a quantity alone gives back its share of what was paid, by cumulative rounding, at most what is left of it.
 */
export function resolveRefund(pushed: PushedRefund, order: Order): Resolved {
  const { lines, faults } = linesOf(pushed, order)
  if (faults.length > 0) return { is: 'faulty', faults }
  const worth = sumFen(lines.map(line => line.grossFen))
  const amountFen = pushed.amount === undefined ? worth : fenOf(pushed.amount)
  const wrong = amountFault(pushed, amountFen, lines, order)
  if (wrong) return { is: 'faulty', faults: [wrong] }
  const { id, createdAt, note } = pushed
  return { is: 'refund', refund: { id, createdAt, note, amountFen, lines: worth > amountFen ? shrunk(lines, amountFen) : lines.map(plain) } }
}

/** `said`: the amount was given and stands; else it was computed and gives way. */
interface Line extends RefundLine {
  readonly said: boolean
}

function linesOf(pushed: PushedRefund, order: Order): { lines: Line[]; faults: Fault[] } {
  const left = new Map(leftOf(order).map(owed => [owed.lineId, owed]))
  const lines: Line[] = []
  const faults: Fault[] = []
  for (const [index, given] of (pushed.lines ?? []).entries()) {
    const owed = left.get(given.line)
    const line = lineOf(pushed.id, given, owed, order)
    if ('code' in line) faults.push({ ...line, path: `lines.${index}` })
    else {
      lines.push(line)
      left.set(given.line, { ...owed, ...reduced(owed, line) })
    }
  }
  return { lines, faults }
}

/** What is left of each line, in money and units. */
function leftOf(order: Order): Owed[] {
  return owedOf(order, allocateRefunds(order, []).allocations)
}

const reduced = (owed: Owed | undefined, { lineId, grossFen, quantity }: Line): Owed => ({
  lineId,
  grossFen: (owed?.grossFen ?? 0) - grossFen,
  ...(owed?.quantity === undefined ? {} : { quantity: subtract(owed.quantity, quantity ?? '0') }),
})

function lineOf(refund: string, given: NonNullable<PushedRefund['lines']>[number], owed: Owed | undefined, order: Order): Line | Fault {
  const { line, quantity, amount } = given
  if (owed === undefined) return fault('LINE_NOT_THERE', '', { line })
  if (quantity === undefined && amount === undefined) return fault('REFUND_EMPTY', '', { refund })
  if (quantity !== undefined && compare(quantity, owed.quantity ?? '0') > 0) {
    return fault('REFUND_QUANTITY', '', { refund, line, quantity, left: owed.quantity ?? '0' })
  }
  const grossFen = amount === undefined ? shareOf(quantity ?? '0', owed, order) : fenOf(amount)
  if (grossFen > owed.grossFen) return fault('REFUND_LINE_EXCEEDS', '', { refund, line, amount: yuan(grossFen), left: yuan(owed.grossFen) })
  return { lineId: line, grossFen, said: amount !== undefined, ...(quantity === undefined ? {} : { quantity: normal(quantity) }) }
}

/** Cumulative, so that unit after unit adds up to exactly what was paid for the line. */
function shareOf(quantity: Decimal, owed: Owed, order: Order): Fen {
  const line = order.lines.find(l => l.id === owed.lineId)
  if (line?.quantity === undefined || owed.quantity === undefined) return 0
  const [whole, all] = [ofFen(grossOf(line, order)), line.quantity]
  const upTo = (units: Decimal): Fen => toFen(divide(multiply(whole, units), all, 2))
  const before = subtract(all, owed.quantity)
  return Math.min(owed.grossFen, upTo(add(before, quantity)) - upTo(before))
}

function amountFault({ id }: PushedRefund, amountFen: Fen, lines: readonly Line[], order: Order): Fault | undefined {
  const said = sumFen(lines.filter(line => line.said).map(line => line.grossFen))
  if (amountFen === 0 && !lines.some(line => line.quantity !== undefined)) return fault('REFUND_EMPTY', 'amount', { refund: id })
  if (said > amountFen) return fault('REFUND_SUM', 'amount', { refund: id, lines: yuan(said), total: yuan(amountFen) })
  const excess = sumFen([...order.refunds.map(r => r.amountFen), amountFen]) - Math.min(order.paidFen, order.totalFen)
  return excess > 0 ? fault('REFUND_EXCEEDS_PAID', 'amount', { excess: yuan(excess) }) : undefined
}

/** Less was paid back than the units are worth (a restocking fee): the computed amounts give way in proportion. */
function shrunk(lines: readonly Line[], amountFen: Fen): RefundLine[] {
  const said = sumFen(lines.filter(line => line.said).map(line => line.grossFen))
  const parts = allocate(
    amountFen - said,
    lines.map(line => (line.said ? 0 : line.grossFen)),
  )
  return lines.map((line, i) => plain(line.said ? line : { ...line, grossFen: parts[i] ?? 0 }))
}

const plain = ({ said: _, ...line }: Line): RefundLine => line

/** What of the refunds that are here a changed order has no room for. */
export function outgrown(order: Order, refunds: readonly Refund[]): Fault[] {
  const lines = refunds.flatMap(refund => refund.lines.map(line => ({ ...line, refund: refund.id })))
  const misfits = lines.flatMap(line => {
    const earlier = lines.slice(0, lines.indexOf(line) + 1).filter(l => l.lineId === line.lineId)
    return misfit(line, earlier, order)
  })
  const excess = sumFen(refunds.map(r => r.amountFen)) - Math.min(order.paidFen, order.totalFen)
  return excess > 0 ? [...misfits, fault('REFUND_EXCEEDS_PAID', 'total', { excess: yuan(excess) })] : misfits
}

function misfit(line: RefundLine & { readonly refund: string }, sofar: readonly RefundLine[], order: Order): Fault[] {
  const index = order.lines.findIndex(l => l.id === line.lineId)
  const sold = order.lines[index]
  if (!sold) return [fault('LINE_NOT_THERE', 'lines', { line: line.lineId })]
  const units = sofar.reduce((sum, l) => add(sum, l.quantity ?? '0'), '0')
  if (compare(units, sold.quantity ?? '0') > 0) {
    return [fault('REFUND_QUANTITY', `lines.${index}`, { refund: line.refund, line: sold.id, quantity: units, left: sold.quantity ?? '0' })]
  }
  const [given, worth] = [sumFen(sofar.map(l => l.grossFen)), grossOf(sold, order)]
  if (given <= worth) return []
  return [fault('REFUND_LINE_EXCEEDS', `lines.${index}`, { refund: line.refund, line: sold.id, amount: yuan(given), left: yuan(worth) })]
}
