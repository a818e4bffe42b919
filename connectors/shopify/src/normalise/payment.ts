import { type Fen, type Order, sumFen } from '@openfapiao/core'
import type { Facts, Payment } from './facts.ts'

/** What was paid, and when the last fen of the total came in. */
export function paymentOf({ payments }: Facts, totalFen: Fen): Pick<Order, 'paidFen' | 'paidAt'> {
  const paidFen = sumFen(payments.map(p => p.fen))
  const sorted = inTime(payments)
  const reached = sorted.findIndex((_, i) => sumFen(sorted.slice(0, i + 1).map(p => p.fen)) >= totalFen)
  return { paidFen, paidAt: sorted[reached]?.at }
}

/** Instant of the last money received, in milliseconds. undefined: none came. */
export function lastPayment({ payments }: Facts): number | undefined {
  const last = inTime(payments).at(-1)
  return last && Date.parse(last.at)
}

const inTime = (payments: readonly Payment[]): Payment[] => [...payments].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
