import { type PushedOrder, pushedOrderSchema, pushedRefundSchema } from '@openfapiao/api'
import { grossOf, type Order, orderSchema, preview, settingsSchema, sumFen, yuan } from '@openfapiao/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edition, traits } from '../../../core/test/fixtures.ts'
import { rest } from '../src/index.ts'
import { normaliseOrder } from '../src/normalise/order.ts'
import { resolveRefund } from '../src/normalise/refund.ts'

const fen = (most: number) => fc.integer({ min: 0, max: most }).map(yuan)
const percent = fc.integer({ min: 0, max: 1_000_000 }).map(n => `${Math.floor(n / 10_000)}.${String(n % 10_000).padStart(4, '0')}`)
const quantity = fc
  .oneof(
    fc.integer({ min: 1, max: 500 }).map(String),
    fc.integer({ min: 1, max: 99_999 }).map(n => `${Math.floor(n / 1000)}.${String(n % 1000).padStart(3, '0')}`),
  )
  .filter(q => /[1-9]/.test(q))
const measured = fc.oneof(
  fc.record({ quantity, price: fen(200_000) }),
  fc.record({ quantity, amount: fen(5_000_000) }),
  fc.record({ price: fen(200_000).filter(p => p !== '0.00'), amount: fen(5_000_000) }),
  fc.record({ amount: fen(5_000_000) }),
)
const rate = fc.constantFrom('0.13', '0.09', '0.06')
const CODES = { '0.13': '1030308010000000000', '0.09': '1030102010100000000', '0.06': '3040399000000000000' } as const
const line = fc
  .record({ measured, percent: fc.option(percent, { nil: undefined }), rate, shipping: fc.integer({ min: 0, max: 9 }).map(n => n === 0) })
  .map(({ measured, percent, rate, shipping }) => ({
    ...measured,
    title: '示例',
    ...(percent === undefined ? {} : { discount: { percent } }),
    ...(shipping ? { role: 'shipping' as const, rate } : { taxCode: CODES[rate as keyof typeof CODES], rate }),
  }))

/** A valid order: whatever its lines, discounts and price basis are, the total is what they come to. */
const pushed = fc
  .record({ lines: fc.array(line, { minLength: 1, maxLength: 8 }), pricesIncludeTax: fc.boolean(), discounts: fc.array(percent, { maxLength: 3 }) })
  .map(({ lines, pricesIncludeTax, discounts }): PushedOrder => {
    const draft = pushedOrderSchema.parse({
      id: 'O-1',
      createdAt: '2026-11-20T10:00:00+08:00',
      updatedAt: '2026-11-20T10:00:00+08:00',
      paidAt: '2026-11-20T10:00:00+08:00',
      pricesIncludeTax,
      lines: lines.map((l, i) => ({ id: `L${i}`, ...l })),
      discounts: discounts.map(p => ({ percent: p })),
      total: '0',
    })
    return { ...draft, total: totalBy(draft) }
  })

/** The total, learnt from the only thing that a wrong one is told: the sum of the lines. */
function totalBy(draft: PushedOrder): string {
  const read = normaliseOrder(draft, 'main')
  if (read.is === 'order') return draft.total
  const [, sum] = /add up to (\d+\.\d{2}) yuan/.exec(read.faults[0]?.en ?? '') ?? []
  if (sum === undefined) throw new Error(read.faults.map(f => f.en).join(' '))
  return sum
}

function orderOf(pushed: PushedOrder): Order {
  const read = normaliseOrder(pushed, 'main')
  if (read.is !== 'order') throw new Error(read.faults.map(f => f.en).join(' '))
  return read.order
}

describe('any valid order', () => {
  test('normalises to lines that add up to its total, each discount within its line, in whole fen', () => {
    fc.assert(
      fc.property(pushed, raw => {
        const order = orderSchema.parse(orderOf(raw))
        expect(yuan(sumFen(order.lines.map(l => grossOf(l, order))))).toBe(yuan(order.totalFen))
        for (const l of order.lines) expect(l.discountFen).toBeLessThanOrEqual(l.valueFen)
      }),
      { numRuns: 500 },
    )
  })

  test('with a total that is off by a fen is refused', () => {
    fc.assert(
      fc.property(pushed, raw => {
        const total = yuan(orderOf(raw).totalFen + 1)
        expect(normaliseOrder({ ...raw, total }, 'main')).toMatchObject({ is: 'faulty', faults: [{ code: 'TOTAL_DIFFERS' }] })
      }),
    )
  })
})

const refund = fc.record({
  lines: fc.array(
    fc.record({
      line: fc.integer({ min: 0, max: 8 }).map(i => `L${i}`),
      quantity: fc.option(quantity, { nil: undefined }),
      amount: fc.option(fen(300_000), { nil: undefined }),
    }),
    { maxLength: 3 },
  ),
  amount: fc.option(fen(2_000_000), { nil: undefined }),
})

describe('any refunds', () => {
  test('that are taken never exceed what was paid, neither of the order nor of a line nor in units', () => {
    let taken = 0
    fc.assert(
      fc.property(pushed, fc.array(refund, { minLength: 1, maxLength: 8 }), (raw, refunds) => {
        const order = refunded(orderOf(raw), refunds)
        taken += order.refunds.length
        expect(sumFen(order.refunds.map(r => r.amountFen))).toBeLessThanOrEqual(order.totalFen)
        for (const l of order.lines) {
          const mine = order.refunds.flatMap(r => r.lines).filter(r => r.lineId === l.id)
          expect(sumFen(mine.map(r => r.grossFen))).toBeLessThanOrEqual(grossOf(l, order))
        }
        for (const r of order.refunds) expect(sumFen(r.lines.map(l => l.grossFen))).toBeLessThanOrEqual(r.amountFen)
      }),
      { numRuns: 300 },
    )
    expect(taken).toBeGreaterThan(100)
  })

  test('one unit after the other, in any split, give back exactly what was paid for the line', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 4 })),
        (units, worth, steps) => {
          const raw = { id: 'L0', title: '示例', quantity: String(units), amount: yuan(worth) }
          const draft = {
            id: 'O-1',
            createdAt: '2026-11-20T10:00:00Z',
            updatedAt: '2026-11-20T10:00:00Z',
            paidAt: '2026-11-20T10:00:00Z',
            pricesIncludeTax: true,
          }
          const order = orderOf(pushedOrderSchema.parse({ ...draft, lines: [raw], total: yuan(worth) }))
          let left = units
          const parts: { lines: { line: string; quantity: string }[] }[] = []
          while (left > 0) {
            const quantity = Math.min(left, steps.next().value ?? 1)
            parts.push({ lines: [{ line: 'L0', quantity: String(quantity) }] })
            left -= quantity
          }
          const done = refunded(order, parts)
          expect(done.refunds).toHaveLength(parts.length)
          expect(sumFen(done.refunds.map(r => r.amountFen))).toBe(worth)
        },
      ),
    )
  })
})

function refunded(order: Order, refunds: readonly object[]): Order {
  const taken = [...order.refunds]
  for (const [i, raw] of refunds.entries()) {
    const day = `2026-11-2${2 + Math.floor(i / 5)}T0${i}:00:00Z`
    const resolved = resolveRefund(pushedRefundSchema.parse({ id: `R${i}`, createdAt: day, ...raw }), { ...order, refunds: taken })
    if (resolved.is === 'refund') taken.push(resolved.refund)
  }
  return { ...order, refunds: taken }
}

test('any order with its refunds, read from files, is invoiced to the fen and reversed by what went back', () => {
  const seller = { taxNumber: '91000000000000000K', name: '示例', kind: 'general', issuer: '示例' }
  const settings = settingsSchema.parse({ seller, policy: { withoutTitle: 'person' } })
  let [reversed, held] = [0, 0]
  fc.assert(
    fc.property(pushed, fc.array(refund, { maxLength: 4 }), (raw, refunds) => {
      const order = readWith(raw, refunds)
      const made = preview({ order, settings, traits, edition, now: Date.parse('2026-11-23T00:00:00Z') })
      held += made.holds.length > 0 ? 1 : 0
      if (made.holds.length > 0) return
      reversed += order.refunds.length
      expect(sumFen(made.documents.map(d => d.content.totalFen))).toBe(order.totalFen - sumFen(order.refunds.map(r => r.amountFen)))
    }),
    { numRuns: 200 },
  )
  expect(reversed).toBeGreaterThan(30)
  expect(held).toBeLessThan(100)
})

/** The files that fit, one after the other. */
function readWith(raw: PushedOrder, refunds: readonly object[]): Order {
  const files: object[] = []
  let order = orderOf(raw)
  for (const [i, one] of refunds.entries()) {
    const file = { id: `R${i}`, createdAt: `2026-11-22T0${i}:00:00Z`, ...one }
    const read = rest.preview.order(raw, [...files, file], {})
    if (read.is !== 'order') continue
    files.push(file)
    order = read.order
  }
  return order
}
