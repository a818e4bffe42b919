import type { Order } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { readingSchema } from '../config.ts'
import { exampleOrder, exampleRefund } from '../example.ts'
import { versionAsPaid } from './as-paid.ts'
import { normalise, normaliseFiles } from './normalise.ts'
import { plainOf } from './values.ts'

const reading = readingSchema.parse({})
const [item] = exampleOrder.items
const captured = (...amounts: number[]) => [
  {
    payments: [
      { id: 'pay', captures: amounts.map((amount, i) => ({ id: `c${i}`, amount, created_at: `2026-11-20T02:16:0${i}.000Z` })), refunds: [] },
    ],
  },
]

function read(raw: unknown): Order {
  const answer = normalise(raw, reading)
  if (answer.is !== 'order') throw new Error(JSON.stringify(answer.faults))
  return answer.order
}
function codes(raw: unknown): string[] {
  const answer = normalise(raw, reading)
  return answer.is === 'order' ? [] : answer.faults.map(f => f.code)
}

describe('what was captured is the truth', () => {
  test('a fen of rounding goes onto the largest line, into its discount', () => {
    const order = read({ ...exampleOrder, payment_collections: captured(202.99) })
    expect([order.totalFen, order.paidFen, order.lines[0]?.valueFen, order.lines[0]?.discountFen]).toEqual([20_299, 20_299, 20_000, 1_001])
  })

  test('a fen more than rounding explains is no rounding: too little is partly paid, too much a fault', () => {
    expect(read({ ...exampleOrder, payment_collections: captured(202.98) })).toMatchObject({ totalFen: 20_300, paidFen: 20_298, paidAt: undefined })
    expect(codes({ ...exampleOrder, payment_collections: captured(203.02) })).toEqual(['ORDER_SUM'])
  })

  test('lines that are no whole fen add up to the rounded sum', () => {
    const third = { ...item, unit_price: 33.3333, quantity: 1, adjustments: [] }
    const items = ['a', 'b', 'c'].map(id => ({ ...third, id }))
    const order = read({ ...exampleOrder, items, shipping_methods: [], payment_collections: captured(99.9999) })
    expect([order.totalFen, order.lines.map(l => l.valueFen - l.discountFen)]).toEqual([10_000, [3_333, 3_334, 3_333]])
  })

  test('the exact text is read before the float beside it', () => {
    const exact = { ...item, unit_price: 1e21, raw_unit_price: { value: '100' } }
    expect(read({ ...exampleOrder, items: [exact] }).totalFen).toBe(20_300)
  })
})

describe('prices without tax', () => {
  test('are made tax-included with the platform’s own rate, discounts too', () => {
    const net = { ...item, unit_price: 100, is_tax_inclusive: false, adjustments: [{ amount: 10, is_tax_inclusive: false }] }
    const order = read({ ...exampleOrder, items: [net], shipping_methods: [], payment_collections: captured(214.7) })
    expect(order.lines[0]).toMatchObject({ valueFen: 22_600, discountFen: 1_130, platformRate: '0.13' })
    expect(order.pricesIncludeTax).toBe(true)
  })

  test('with no tax at all only the store knows', () => {
    const bare = { ...item, is_tax_inclusive: false, tax_lines: [], adjustments: [] }
    expect(read({ ...exampleOrder, items: [bare], shipping_methods: [], payment_collections: captured(200) }).pricesIncludeTax).toBeUndefined()
  })
})

describe('after an edit', () => {
  const edited = { ...exampleOrder, version: 2, items: [{ ...item, quantity: 1, adjustments: [{ amount: 5, is_tax_inclusive: true }] }] }
  const refunded = (amount: number) => [
    { payments: [{ ...exampleOrder.payment_collections[0]?.payments[0], refunds: [{ id: 'r', amount, created_at: '2026-11-21T00:00:00Z' }] }] },
  ]

  test('the lines are those that were paid, and the refund of the difference is for what was taken off', () => {
    const order = read({ order: { ...edited, payment_collections: refunded(95) }, asPaid: exampleOrder })
    expect([order.totalFen, order.lines[0]?.quantity, order.refunds[0]?.lines]).toEqual([
      20_300,
      '2',
      [{ lineId: item?.id, quantity: '1', grossFen: 9_500 }],
    ])
  })

  test('a refund of another amount is for no line', () => {
    expect(read({ order: { ...edited, payment_collections: refunded(30) }, asPaid: exampleOrder }).refunds[0]?.lines).toEqual([])
  })

  test('the version that was paid for is the last one before the last capture', () => {
    const change = (version: number, confirmed_at: string, status = 'confirmed') => ({ version, status, confirmed_at })
    const before = change(2, '2026-11-20T02:15:59.000Z')
    const after = change(3, '2026-11-21T00:00:00.000Z')
    expect(versionAsPaid({ ...exampleOrder, version: 3 }, [before, after])).toBe(2)
    expect(versionAsPaid({ ...exampleOrder, version: 2 }, [before])).toBeUndefined()
    expect(versionAsPaid({ ...exampleOrder, version: 2 }, [change(2, '2026-11-21T00:00:00.000Z', 'declined')])).toBeUndefined()
    expect(versionAsPaid({ ...exampleOrder, version: 2, payment_collections: [] }, [after])).toBeUndefined()
  })
})

describe('refunds in files of their own', () => {
  test('one that stands in the order too is one refund', () => {
    const [payment] = exampleOrder.payment_collections[0]?.payments ?? []
    const inside = { ...exampleOrder, payment_collections: [{ payments: [{ ...payment, refunds: [exampleRefund] }] }] }
    for (const raw of [exampleOrder, inside]) {
      const once = normaliseFiles(raw, [exampleRefund], reading)
      expect(once.is === 'order' && once.order.refunds.map(r => [r.id, r.amountFen, r.note])).toEqual([['ref_01EXAMPLE', 9_500, '退一件']])
    }
  })

  test('what is none is named by its place', () => {
    const answer = normaliseFiles(exampleOrder, [{ id: 'x' }], reading)
    expect(answer.is === 'faulty' && answer.faults.map(f => f.path)).toEqual(['refunds.0.created_at', 'refunds.0.amount'])
  })
})

test('a foreign currency is said first', () => {
  expect(codes({ ...exampleOrder, currency_code: 'usd', payment_collections: captured(500) })).toEqual(['CURRENCY_NOT_CNY', 'ORDER_SUM'])
})

test('a word for a title that no setting lists is a fault with the words that are', () => {
  expect(codes({ ...exampleOrder, metadata: { fapiao: { title: 'A', titleType: '其他' } } })).toEqual(['TITLE_WORD_UNKNOWN'])
})

test.each([
  ['-1.35500044e-14', '-0.0000000000000135500044'],
  ['424.10999999999999727', '424.10999999999999727'],
  ['1e21', '1000000000000000000000'],
  ['1.5e1', '15'],
  ['NaN', undefined],
  ['0x10', undefined],
])('%s is read as %s', (text, plain) => expect(plainOf(text)).toBe(plain))
