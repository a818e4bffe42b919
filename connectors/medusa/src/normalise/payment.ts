import { add, type Decimal, type Fen, type Order, type OrderLine, toFen } from '@openfapiao/core'
import type { MedusaOrder } from './schema.ts'

interface Money {
  readonly id: string
  readonly created_at: string
  readonly amount: Decimal
}

/** Captures in time: the money that came in. */
export const capturesOf = (order: MedusaOrder): Money[] => inTime(paymentsOf(order).flatMap(p => p.captures))
export const paymentsOf = (order: MedusaOrder) => order.payment_collections.flatMap(c => c.payments)

export const inTime = <T extends Money>(money: readonly T[]): T[] =>
  [...money].sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at) || (a.id < b.id ? -1 : 1))

export const sumOf = (money: readonly Money[]): Decimal => money.reduce((sum, { amount }) => add(sum, amount), '0')

/** Instant of the last capture, milliseconds. undefined: nothing was captured. */
export function lastCapture(order: MedusaOrder): number | undefined {
  const last = capturesOf(order).at(-1)
  return last && Date.parse(last.created_at)
}

export interface Settled extends Pick<Order, 'paidFen' | 'paidAt' | 'totalFen'> {
  readonly lines: OrderLine[]
}

/**
 * The captured money is the truth: what rounding leaves between it and the lines (at most a fen for each capture) goes onto the largest line. More is no
 * rounding and stays as it is, for `partly paid` or a fault.
 */
export function settle(lines: OrderLine[], totalFen: Fen, order: MedusaOrder): Settled {
  const captures = capturesOf(order)
  const paidFen = toFen(sumOf(captures))
  const off = paidFen - totalFen
  const rounding = off !== 0 && captures.length > 0 && Math.abs(off) <= captures.length
  const settled = rounding ? { lines: onLargest(lines, off), totalFen: paidFen } : { lines, totalFen }
  return { ...settled, paidFen, paidAt: reached(captures, settled.totalFen) }
}

function onLargest(lines: readonly OrderLine[], off: Fen): OrderLine[] {
  const gross = (line: OrderLine): Fen => line.valueFen - line.discountFen
  const largest = lines.reduce((a, b) => (gross(b) > gross(a) ? b : a))
  return lines.map(line => (line === largest ? moved(line, off) : line))
}

/** A discount absorbs the fen as far as it can, so that the price stays the shop's. */
function moved(line: OrderLine, off: Fen): OrderLine {
  const discountFen = line.discountFen - off
  return discountFen >= 0 && line.discountFen > 0 ? { ...line, discountFen } : { ...line, valueFen: line.valueFen + off }
}

function reached(captures: readonly Money[], totalFen: Fen): string | undefined {
  const at = captures.findIndex((_, i) => toFen(sumOf(captures.slice(0, i + 1))) >= totalFen)
  return captures[at]?.created_at
}
