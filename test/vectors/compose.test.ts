import {
  allocate,
  type BlueDraft,
  type ComposeContext,
  completeTriple,
  compose,
  contentOf,
  fenOf,
  type Order,
  type OrderLine,
  policySchema,
  type Shown,
  show,
  split,
  toFen,
} from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import { comparable, type Vector, vectors } from './vectors.ts'

/** Vectors whose `given` decides the result: an order is built from it, and compose must print exactly the vector's lines and sums. */
const driven = vectors.filter(v => v.given !== undefined && !v.red)

describe('compose prints what the vector prints', () => {
  it('has vectors to be driven by', () => expect(driven.length).toBeGreaterThanOrEqual(10))
  it.each(driven.map(v => [v.id, v.title, v] as const))('%s: %s', (_, __, vector) => {
    const printed = composed(vector)
    expect(printed.lines.map(comparable)).toEqual(vector.lines.map(comparable))
    expect({ amountExTax: printed.amount, tax: printed.tax, total: printed.total, totalInWords: printed.totalInWords }).toEqual(vector.expected)
  })
})

function composed(vector: Vector): Shown {
  const order = orderOf(vector)
  const draft: BlueDraft = {
    colour: 'blue',
    title: { kind: 'person', name: '个人' },
    kind: 'ordinary',
    lines: order.lines.map(l => ({ lineId: l.id, quantity: l.quantity, grossFen: grossOf(l, order) })),
  }
  const made = compose(draft, order, contextOf(vector))
  if (made.is === 'faulty') throw new Error(made.faults.map(f => f.en).join(' '))
  const [part] = split(made.composed.items, 'ordinary', { linesMax: 2000 })
  if (!part) throw new Error('nothing composed')
  return show(contentOf(made.composed.head, part.items), [])
}

const grossOf = (l: OrderLine, order: Order): number => l.valueFen - l.discountFen + (order.pricesIncludeTax ? 0 : (l.taxFen ?? 0))

/** What was given, completed to order lines; discounts of the whole order are spread as a connector does it. */
function orderOf(vector: Vector): Order {
  const included = vector.given?.pricesIncludeTax ?? false
  const printed = vector.lines.filter(l => l.nature !== 'discount')
  const lines = printed.map((line, i): OrderLine => {
    const given = givenOf(vector, i)
    const whole = completeTriple(given)
    if (!whole) throw new Error(`${vector.id} gives too little`)
    const [, name] = /^\*.*\*(.*)$/.exec(line.name) ?? [undefined, line.name]
    const role = vector.given?.shippingInclTax !== undefined && i === printed.length - 1 ? 'shipping' : 'goods'
    return {
      id: `L${i}`,
      role,
      title: name ?? line.name,
      sku: `L${i}`,
      unit: line.unit,
      quantity: line.quantity === undefined ? undefined : whole.quantity,
      valueFen: whole.amountFen,
      discountFen: 0,
    }
  })
  const discounted = withDiscount(lines, vector)
  const taxed = included ? discounted : discounted.map((l, i) => ({ ...l, taxFen: taxOn(l, printed[i]?.taxRate ?? '0') }))
  const order: Order = {
    ref: { platform: 'vector', store: 'v', id: vector.id },
    number: vector.id,
    currency: 'CNY',
    pricesIncludeTax: included,
    createdAt: '2026-06-01T00:00:00Z',
    updatedAt: '2026-06-01T00:00:00Z',
    paidAt: '2026-06-01T00:00:00Z',
    totalFen: 0,
    paidFen: 0,
    lines: taxed,
    refunds: [],
  }
  return order
}

/** Two of quantity, price and amount in the vector's own price basis. */
function givenOf({ given, lines }: Vector, i: number): { quantity?: string; price?: string; amountFen?: number } {
  const line = lines.filter(l => l.nature !== 'discount')[i]
  const amount = given?.amountInclTax?.[i] ?? given?.amountExTax?.[i]
  const price = given?.unitPriceInclTax?.[i]
  const quantity = given?.quantity?.[i]
  if (amount !== undefined) return { amountFen: fenOf(amount), price, quantity }
  if (price !== undefined) return { price, quantity: quantity ?? line?.quantity ?? '1' }
  if (given?.pricesIncludeTax) return { amountFen: fenOf(line?.amountInclTax ?? ''), quantity: line?.quantity }
  return { amountFen: fenOf(line?.amountExTax ?? ''), quantity: line?.quantity }
}

function withDiscount(lines: readonly OrderLine[], { given }: Vector): OrderLine[] {
  if (given?.orderDiscountExTax === undefined) return [...lines]
  const parts = allocate(
    -fenOf(given.orderDiscountExTax),
    lines.map(l => l.valueFen),
  )
  return lines.map((l, i) => ({ ...l, discountFen: parts[i] ?? 0 }))
}

function taxOn(l: OrderLine, rate: string): number {
  const [whole, part = ''] = rate.split('.')
  const numerator = BigInt(`${whole}${part}`) * BigInt(l.valueFen - l.discountFen)
  const yuan = `${numerator / 10n ** BigInt(part.length + 2)}.${String(numerator % 10n ** BigInt(part.length + 2)).padStart(part.length + 2, '0')}`
  return toFen(yuan)
}

/** The vector's own codes, rates and short names: some are of older editions. */
function contextOf({ lines }: Vector): ComposeContext {
  const printed = lines.filter(l => l.nature !== 'discount')
  const taxMap = printed.map((l, i) => ({
    match: { sku: `L${i}` },
    taxCode: l.taxCode ?? '1'.padEnd(19, '0'),
    rate: l.taxRate,
    shortName: /^\*(.*)\*/.exec(l.name)?.[1] ?? '',
  }))
  return {
    seller: { taxNumber: '91000000000000000K', name: '示例', kind: 'general', issuer: '示例' },
    policy: policySchema.parse({}),
    taxMap,
    edition: { version: 'vector', source: 'vector', find: () => undefined },
    taxpayer: 'general',
    date: '2026-06-01',
    priceDecimals: 13,
    priceTextMax: 25, // as 乐企 (gateways.md 1.3); the vectors print 13 decimals whatever the length
  }
}
