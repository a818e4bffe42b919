import type { PushedLine, PushedOrder } from '@openfapiao/api'
import { allocate, type Fault, type Fen, fault, sumFen } from '@openfapiao/core'
import { discountOf } from './line.ts'

type Discount = NonNullable<PushedOrder['discounts']>[number]

/** Discounts of the whole order leave these alone unless they name them. */
const APART: ReadonlySet<PushedLine['role']> = new Set(['shipping', 'tip', 'giftCard'])

/** The discounts of the whole order, one after the other, each over what the ones before have left. Answers what is taken off each line. */
export function spreadDiscounts(order: PushedOrder, left: readonly Fen[]): { taken: Fen[]; faults: Fault[] } {
  const faults: Fault[] = []
  const rest = [...left]
  for (const [index, discount] of (order.discounts ?? []).entries()) {
    const field = `discounts.${index}`
    const strangers = (discount.lines ?? []).filter(id => !order.lines.some(line => line.id === id))
    faults.push(...strangers.map(line => fault('LINE_NOT_THERE', `${field}.lines`, { line })))
    const weights = rest.map((fen, i) => (reaches(discount, order.lines[i]) ? fen : 0))
    const off = discountOf(discount, sumFen(weights), field)
    if (typeof off !== 'number') faults.push(off)
    else for (const [i, part] of allocate(off, weights).entries()) rest[i] = (rest[i] ?? 0) - part
  }
  return { taken: left.map((fen, i) => fen - (rest[i] ?? 0)), faults }
}

function reaches({ lines }: Discount, line: PushedLine | undefined): boolean {
  if (line === undefined) return false
  return lines === undefined ? !APART.has(line.role) : lines.includes(line.id)
}
