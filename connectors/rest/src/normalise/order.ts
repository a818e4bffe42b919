import type { PushedLine, PushedOrder } from '@openfapiao/api'
import {
  type Fault,
  type Fen,
  fault,
  fenOf,
  grossOf,
  isError,
  normalTaxNumber,
  type Order,
  type OrderLine,
  sumFen,
  times,
  yuan,
} from '@openfapiao/core'
import { spreadDiscounts } from './discounts.ts'
import { discountOf, measure } from './line.ts'

export type Normalised = { readonly is: 'order'; readonly order: Order } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

/** The platform's name in every reference: the connector's identifier. */
export const PLATFORM = 'rest'

/** A pushed order → the engine's order, still without its refunds, or everything that is wrong with it. Pure. */
export function normaliseOrder(pushed: PushedOrder, store: string): Normalised {
  const { lines, faults } = linesOf(pushed)
  if (faults.some(isError)) return { is: 'faulty', faults }
  const order = orderOf(pushed, store, lines)
  const wrong = [...sumFaults(order), ...paymentFaults(order)]
  return wrong.length > 0 ? { is: 'faulty', faults: wrong } : { is: 'order', order }
}

function orderOf(pushed: PushedOrder, store: string, lines: OrderLine[]): Order {
  const { id, number = id, createdAt, updatedAt, paidAt, suppliedOn, currency, pricesIncludeTax, cancelled, test, kind, contact, title } = pushed
  const totalFen = fenOf(pushed.total)
  const paidFen = pushed.paid === undefined ? (paidAt === undefined ? 0 : totalFen) : fenOf(pushed.paid)
  return {
    ...{ ref: { platform: PLATFORM, store, id }, number, currency, pricesIncludeTax, createdAt, updatedAt, paidAt, suppliedOn },
    ...{ totalFen, paidFen, cancelled, test, lines, refunds: [], kind, contact },
    title: title?.taxNumber === undefined ? title : { ...title, taxNumber: normalTaxNumber(title.taxNumber) },
  }
}

function linesOf(pushed: PushedOrder): { lines: OrderLine[]; faults: Fault[] } {
  const faults: Fault[] = repeated(pushed.lines)
  const own = pushed.lines.map((line, i) => ownLine(line, `lines.${i}`, faults))
  const left = own.map(line => line.valueFen - line.discountFen)
  // Percentages of lines that are wrong themselves would only add faults that nobody made.
  if (faults.length > 0) return { lines: [], faults }
  const { taken, faults: wrong } = spreadDiscounts(pushed, left)
  const lines = own.map((line, i) => taxed({ ...line, discountFen: line.discountFen + (taken[i] ?? 0) }, pushed, i, wrong))
  return { lines, faults: wrong }
}

function repeated(lines: readonly PushedLine[]): Fault[] {
  return lines.flatMap(({ id }, i) => (lines.findIndex(l => l.id === id) < i ? [fault('LINE_TWICE', `lines.${i}.id`, { line: id })] : []))
}

/** A line by itself: its value and its own discount. What is wrong goes into `faults`. */
function ownLine(line: PushedLine, path: string, faults: Fault[]): OrderLine {
  const { id, role, title, sku, productId, category, collections, vendor, tags, unit, spec, taxCode, policyMark, rate } = line
  const measured = measure(line, path)
  if ('code' in measured) faults.push(measured)
  if (policyMark !== undefined && taxCode === undefined) faults.push(fault('MARK_WITHOUT_CODE', `${path}.policyMark`, { line: id }))
  const value = 'code' in measured ? { valueFen: 0 } : measured
  const off = line.discount && !('code' in measured) ? discountOf(line.discount, value.valueFen, `${path}.discount`) : 0
  if (typeof off !== 'number') faults.push(off)
  const rates = taxCode === undefined ? { platformRate: rate } : { taxCode, rate, policyMark }
  const discountFen = typeof off === 'number' ? off : 0
  return { id, role, title, sku, productId, category, collections, vendor, tags, unit, spec, ...value, ...rates, discountFen }
}

/** The tax of the discounted line: given, or (prices without tax) amount × rate, rounded (domain.md 2). */
function taxed(line: OrderLine, { lines, pricesIncludeTax }: PushedOrder, i: number, faults: Fault[]): OrderLine {
  const { tax, rate } = lines[i] ?? {}
  const taxFen = tax === undefined ? (pricesIncludeTax ? undefined : taxOn(line.valueFen - line.discountFen, rate)) : fenOf(tax)
  if (taxFen === undefined && !pricesIncludeTax) faults.push(fault('LINE_TAX_MISSING', `lines.${i}.tax`, { line: line.id }))
  return taxFen === undefined ? line : { ...line, taxFen }
}

function taxOn(netFen: Fen, rate: string | undefined): Fen | undefined {
  if (rate !== undefined) return times(netFen, rate)
  return netFen === 0 ? 0 : undefined
}

function sumFaults(order: Order): Fault[] {
  const lines = sumFen(order.lines.map(line => grossOf(line, order)))
  const difference = lines - order.totalFen
  return difference === 0 ? [] : [fault('TOTAL_DIFFERS', 'total', { lines: yuan(lines), total: yuan(order.totalFen), difference: yuan(difference) })]
}

function paymentFaults({ totalFen, paidFen, paidAt }: Order): Fault[] {
  if (totalFen === 0 || paidFen >= totalFen === (paidAt !== undefined)) return []
  return [fault('PAYMENT_UNCLEAR', 'paidAt', { paid: yuan(paidFen), total: yuan(totalFen) })]
}
