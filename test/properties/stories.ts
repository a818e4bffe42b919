import type { Order, OrderLine, Refund } from '@openfapiao/core'
import { line, order, policy, refund, seller, taxMap } from '../../core/test/fixtures.ts'

/** A paid order and what is refunded of it, one after the other: units, money, or all that is left. */
export interface Story {
  readonly order: Order
  readonly refunds: readonly Refund[]
  readonly settings: { readonly seller: typeof seller; readonly policy: ReturnType<typeof policy>; readonly taxMap: typeof taxMap }
}

const GOODS = [
  { sku: 'TEA', tax: 13 },
  { sku: 'RICE', tax: 9 },
  { sku: 'FIX', tax: 6 },
] as const

/** [0, below) from a 32-bit state: small, fast and the same everywhere, so that a seed is a story. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

export function storyOf(seed: number): Story {
  const roll = dice(seed)
  const pricesIncludeTax = roll(4) > 0
  const lines = Array.from({ length: 1 + roll(5) }, (_, i) => lineOf(i, pricesIncludeTax, roll))
  const shipped = roll(3) === 0 ? [...lines, shippingOf(pricesIncludeTax, roll)] : lines
  const paid = order({ lines: shipped, pricesIncludeTax, ...(roll(10) === 0 ? { suppliedOn: '2026-10-01' } : {}) })
  return {
    order: paid,
    refunds: refundsOf(paid, roll),
    settings: { seller, policy: policy(roll(8) === 0 ? { reds: 'fullAndReissue' } : {}), taxMap },
  }
}

function lineOf(i: number, included: boolean, roll: (below: number) => number): OrderLine {
  const { sku, tax } = GOODS[roll(GOODS.length)] ?? GOODS[0]
  const quantity = 1 + roll(9)
  const valueFen = quantity * (1 + roll(roll(4) === 0 ? 300 : 60_000)) + roll(7)
  const discountFen = roll(2) === 0 ? 0 : roll(Math.ceil(valueFen / 2))
  return line({ id: `L${i}`, sku, quantity: String(quantity), valueFen, discountFen, ...taxed(valueFen - discountFen, tax, included) })
}

const shippingOf = (included: boolean, roll: (below: number) => number): OrderLine => {
  const valueFen = 1 + roll(3_000)
  return { id: 'S', role: 'shipping', title: '运费', valueFen, discountFen: 0, ...taxed(valueFen, 13, included) }
}

/** Tax on top as a shop computes it, half up on whole fen. */
const taxed = (netFen: number, percent: number, included: boolean) => (included ? {} : { taxFen: Math.floor((netFen * percent + 50) / 100) })

function refundsOf(paid: Order, roll: (below: number) => number): Refund[] {
  const refunds: Refund[] = []
  let left = paid.totalFen
  for (let i = 0, count = roll(5); i < count && left > 0; i++) {
    const one = refundOf(i, paid, left, roll)
    left -= one.amountFen
    if (one.amountFen > 0) refunds.push(one)
  }
  return roll(3) === 0 && left > 0 ? [...refunds, refund({ id: 'R9', createdAt: '2026-11-23T08:00:00+08:00', amountFen: left })] : refunds
}

function refundOf(i: number, paid: Order, left: number, roll: (below: number) => number): Refund {
  const at = { id: `R${i}`, createdAt: `2026-11-22T09:0${i}:00+08:00` }
  const goods = paid.lines[roll(paid.lines.length)]
  if (roll(2) === 0 || !goods?.quantity) return refund({ ...at, amountFen: Math.min(left, 1 + roll(left)) })
  const units = 1 + roll(Number(goods.quantity))
  const grossFen = Math.floor(((goods.valueFen - goods.discountFen + (goods.taxFen ?? 0)) * units) / Number(goods.quantity))
  const amountFen = Math.min(left, grossFen)
  return refund({ ...at, amountFen, lines: [{ lineId: goods.id, quantity: String(units), grossFen: amountFen }] })
}
