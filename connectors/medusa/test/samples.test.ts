import { grossOf, type Order, orderSchema, sumFen } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { readingSchema } from '../src/config.ts'
import { normalise } from '../src/normalise/normalise.ts'
import { READING, sample } from './samples.ts'

const reading = readingSchema.parse(READING)

function read(raw: unknown): Order {
  const answer = normalise(raw, reading)
  if (answer.is !== 'order') throw new Error(JSON.stringify(answer.faults))
  return orderSchema.parse(answer.order)
}
const brief = ({ lines, refunds, totalFen, paidFen }: Order) => ({
  lines: lines.map(l => [l.sku ?? l.title, l.quantity, l.valueFen, l.discountFen]),
  refunds: refunds.map(r => [r.amountFen, ...r.lines.map(l => [l.quantity, l.grossFen])]),
  totalFen,
  paidFen,
})

const O1 = [
  ['BOOK-STAR', '1', 5_990, 599],
  ['MOUSE-M1', '2', 39_800, 3_980],
  ['Express', undefined, 1_200, 0],
]

describe('a recorded order', () => {
  test.each([
    'o1-admin-order-placed',
    'o1-admin-order-captured',
    'o1-admin-order-final',
    'o1-query-graph-order',
    'o2-admin-order-canceled',
    'o2-query-graph-order',
  ])('%s adds up to the fen', name => {
    const order = read(sample(name))
    expect(sumFen(order.lines.map(l => grossOf(l, order)))).toBe(order.totalFen)
  })

  test('is read as it stands: discounts gross, title and contact from the metadata, codes of the products', () => {
    const order = read(sample('o1-query-graph-order'))
    expect(order).toMatchObject({
      ref: { platform: 'medusa', store: 'cn', id: 'order_01M82WDK5BSD8KNHTA730SGDPN' },
      ...{ number: '#1', currency: 'CNY', pricesIncludeTax: true, paidAt: '2026-11-23T00:20:45.194Z', paidFen: 42_411, totalFen: 42_411 },
      title: { kind: 'organisation', name: '示例科技有限公司', taxNumber: '91310000MA1FL00000' },
      contact: { email: 'buyer@example.com' },
    })
    expect(order.lines.map(l => [l.role, l.taxCode, l.rate, l.platformRate, l.spec])).toEqual([
      ['goods', '1060201030000000000', '0.09', '0.09', undefined],
      ['goods', '1090511010000000000', '0.13', '0.13', undefined],
      ['shipping', undefined, undefined, '0.13', undefined],
    ])
  })

  test('not yet captured is not yet paid', () => {
    expect(read(sample('o1-admin-order-placed'))).toMatchObject({ paidFen: 0, totalFen: 42_411, paidAt: undefined })
  })

  test('after a price cut by amount and a return: the lines stand as of payment, and only the money that the return explains is for units', () => {
    const expected = { lines: O1, refunds: [[1_000], [17_910, ['1', 17_910]]], totalFen: 42_411, paidFen: 42_411 }
    expect(brief(read(sample('o1-admin-order-final')))).toEqual(expected)
    expect(brief(read(sample('o1-query-graph-order')))).toEqual(expected)
  })

  test('cancelled after capture: totals are 0 in Medusa, here it was paid and given back whole, unit by unit', () => {
    expect(brief(read(sample('o2-query-graph-order')))).toEqual({
      lines: [
        ['MOUSE-M1', '1', 19_900, 1_392],
        ['BOOK-STAR', '2', 11_980, 837],
        ['Express', undefined, 1_200, 0],
      ],
      refunds: [[30_851, ['1', 18_508], ['2', 11_143]]],
      totalFen: 30_851,
      paidFen: 30_851,
    })
    expect(read(sample('o2-query-graph-order')).cancelled).toBe(true)
  })

  test('captured in two parts is paid with the second', () => {
    const order = read(sample('o4-query-graph-order'))
    expect([order.paidFen, order.paidAt]).toEqual([21_100, '2026-11-23T00:20:53.635Z'])
    expect(brief(order).refunds).toEqual([[21_100]])
  })

  test('cancelled before capture owes nothing and was never paid', () => {
    expect(read(sample('o3-query-graph-order'))).toMatchObject({ cancelled: true, paidFen: 0, refunds: [] })
  })

  test('a promotion that contains tax takes off what it says; free shipping is a discount of the shipping line', () => {
    expect(read(sample('promo-incl20-admin-order')).totalFen).toBe(37_070)
    const free = read(sample('promo-freeship-admin-order'))
    expect([free.totalFen, free.lines.at(-1)]).toMatchObject([37_870, { role: 'shipping', valueFen: 1_200, discountFen: 1_200 }])
  })
})

test('normalising leaves the row alone and gives the same again', () => {
  const raw = sample('o1-query-graph-order')
  const [before, first] = [JSON.stringify(raw), JSON.stringify(read(raw))]
  expect([JSON.stringify(raw), JSON.stringify(read(raw))]).toEqual([before, first])
})
