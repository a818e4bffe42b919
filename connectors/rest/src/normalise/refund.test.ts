import { pushedRefundSchema } from '@openfapiao/api'
import { type Fault, type Order, type Refund, refundSchema } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { outgrown, resolveRefund } from './refund.ts'

const order: Order = {
  ref: { platform: 'rest', store: 'main', id: 'O-1' },
  number: 'O-1',
  currency: 'CNY',
  pricesIncludeTax: true,
  createdAt: '2026-11-20T10:00:00+08:00',
  updatedAt: '2026-11-20T10:00:00+08:00',
  paidAt: '2026-11-20T10:00:00+08:00',
  totalFen: 11_200,
  paidFen: 11_200,
  lines: [
    { id: 'tea', role: 'goods', title: '茶', quantity: '3', valueFen: 12_000, discountFen: 2_000 },
    { id: 'ship', role: 'shipping', title: '运费', valueFen: 1_200, discountFen: 0 },
  ],
  refunds: [],
}

let serial = 0
function resolve(raw: object, refunds: readonly Refund[] = [], of: Order = order): { readonly refund?: Refund; readonly faults: readonly Fault[] } {
  const pushed = pushedRefundSchema.parse({ id: `R${++serial}`, createdAt: '2026-11-22T09:00:00+08:00', ...raw })
  const resolved = resolveRefund(pushed, { ...of, refunds: [...refunds] })
  return resolved.is === 'refund' ? { refund: refundSchema.parse(resolved.refund), faults: [] } : resolved
}
function refundOf(raw: object, refunds: readonly Refund[] = []): Refund {
  const { refund, faults } = resolve(raw, refunds)
  if (!refund) throw new Error(faults.map(f => f.en).join(' '))
  return refund
}
const codes = (raw: object, refunds: readonly Refund[] = []): string[] => resolve(raw, refunds).faults.map(f => `${f.code} ${f.path}`)

describe('a refund', () => {
  test('by line with quantity gives back the share that was paid; unit after unit adds up to the fen', () => {
    const one = { lines: [{ line: 'tea', quantity: '1' }] }
    const first = refundOf(one)
    const second = refundOf(one, [first])
    const third = refundOf(one, [first, second])
    expect([first, second, third].map(r => r.amountFen)).toEqual([3_333, 3_334, 3_333])
  })
  test('by line with amount is taken at its word', () => {
    expect(refundOf({ lines: [{ line: 'tea', quantity: '1', amount: '30.00' }] })).toMatchObject({
      amountFen: 3_000,
      lines: [{ lineId: 'tea', quantity: '1', grossFen: 3_000 }],
    })
    expect(refundOf({ lines: [{ line: 'tea', amount: '20.00' }] }).lines).toEqual([{ lineId: 'tea', grossFen: 2_000 }])
  })
  test('by amount only names no line', () => expect(refundOf({ amount: '15.50' })).toMatchObject({ amountFen: 1_550, lines: [] }))
  test('of units for less money (a restocking fee) takes the fee off what was computed, not off what was said', () => {
    const made = refundOf({
      lines: [
        { line: 'tea', quantity: '3' },
        { line: 'ship', amount: '12.00' },
      ],
      amount: '100.00',
    })
    expect(made.lines.map(l => l.grossFen)).toEqual([8_800, 1_200])
  })
  test('of units for more money leaves the rest without a line', () => {
    expect(refundOf({ lines: [{ line: 'tea', quantity: '1' }], amount: '45.33' })).toMatchObject({ amountFen: 4_533, lines: [{ grossFen: 3_333 }] })
  })
  test('of units after an allowance gives back at most what is left of their line', () => {
    const allowance = refundOf({ lines: [{ line: 'tea', amount: '90.00' }] })
    expect(refundOf({ lines: [{ line: 'tea', quantity: '3' }] }, [allowance]).amountFen).toBe(1_000)
  })
  test('of a gift returns units and no money', () => {
    const gifts: Order = {
      ...order,
      lines: [...order.lines, { id: 'gift', role: 'goods', title: '赠品', quantity: '1', valueFen: 500, discountFen: 500 }],
    }
    expect(resolve({ lines: [{ line: 'gift', quantity: '1' }] }, [], gifts).refund).toMatchObject({
      amountFen: 0,
      lines: [{ quantity: '1', grossFen: 0 }],
    })
  })
  test('counts a line named twice as one after the other', () => {
    const twice = [
      { line: 'tea', quantity: '2' },
      { line: 'tea', quantity: '1' },
    ]
    expect(refundOf({ lines: twice }).amountFen).toBe(10_000)
    expect(codes({ lines: [...twice, { line: 'tea', quantity: '1' }] })).toEqual(['REFUND_QUANTITY lines.2'])
  })
})

describe('a refund is refused when it', () => {
  test('gives nothing back', () => {
    expect(codes({})).toEqual(['REFUND_EMPTY amount'])
    expect(codes({ amount: '0' })).toEqual(['REFUND_EMPTY amount'])
    expect(codes({ lines: [{ line: 'tea' }] })).toEqual(['REFUND_EMPTY lines.0'])
  })
  test('names a line that is not there, more units than are left, or more money than is left of a line', () => {
    expect(
      codes({
        lines: [
          { line: 'x', quantity: '1' },
          { line: 'tea', quantity: '4' },
          { line: 'ship', quantity: '1' },
          { line: 'ship', amount: '12.01' },
        ],
      }),
    ).toEqual(['LINE_NOT_THERE lines.0', 'REFUND_QUANTITY lines.1', 'REFUND_QUANTITY lines.2', 'REFUND_LINE_EXCEEDS lines.3'])
    const before = refundOf({ lines: [{ line: 'tea', quantity: '2' }] })
    expect(codes({ lines: [{ line: 'tea', quantity: '2' }] }, [before])).toEqual(['REFUND_QUANTITY lines.0'])
  })
  test('says less in all than its lines say', () => {
    expect(codes({ lines: [{ line: 'tea', amount: '20' }], amount: '19.99' })).toEqual(['REFUND_SUM amount'])
  })
  test('goes beyond what was paid, with the ones before it', () => {
    expect(codes({ amount: '112.01' })).toEqual(['REFUND_EXCEEDS_PAID amount'])
    expect(codes({ amount: '12.01' }, [refundOf({ amount: '100' })])).toEqual(['REFUND_EXCEEDS_PAID amount'])
    expect(resolve({ amount: '1' }, [], { ...order, paidFen: 0 }).faults[0]?.code).toBe('REFUND_EXCEEDS_PAID')
  })
})

describe('a changed order has no room for refunds', () => {
  const returned = refundOf({
    lines: [
      { line: 'tea', quantity: '2' },
      { line: 'ship', amount: '12' },
    ],
  })
  test('unless what they gave back is still in it', () => expect(outgrown(order, [returned])).toEqual([]))
  test('of a line that is gone, of more units, or of more money', () => {
    const [tea, ship] = order.lines
    if (!tea || !ship) throw new Error('the order has two lines')
    const found = (lines: Order['lines'], over: Partial<Order> = {}) => outgrown({ ...order, lines, ...over }, [returned]).map(f => f.code)
    expect(found([tea])).toEqual(['LINE_NOT_THERE'])
    expect(found([{ ...tea, quantity: '1' }, ship])).toEqual(['REFUND_QUANTITY'])
    expect(found([{ ...tea, discountFen: 6_000 }, ship])).toEqual(['REFUND_LINE_EXCEEDS'])
    expect(found([tea, ship], { paidFen: 100 })).toEqual(['REFUND_EXCEEDS_PAID'])
  })
})
