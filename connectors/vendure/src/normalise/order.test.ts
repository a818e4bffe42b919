import { readFileSync } from 'node:fs'
import { grossOf, sumFen } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { preview } from '../preview.ts'
import { normaliseOrder } from './order.ts'
import type { VendureOrder } from './shapes.ts'

const example = preview.example.order as VendureOrder
const read = (over: object) => normaliseOrder({ ...example, ...over })
const order = (over: object = {}) => {
  const answer = read(over)
  if (answer.is !== 'order') throw new Error(JSON.stringify(answer.faults))
  return answer.order
}

/** Orders of a real Vendure 3.7.3 as its Admin API showed them. */
const recorded = JSON.parse(readFileSync(new URL('../../test/samples/orders.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, VendureOrder>
>

describe('orders of a real shop', () => {
  test.each(Object.keys(recorded))('%s adds up to what was paid, and its settled refunds to what went back', name => {
    const raw = recorded[name]
    const made = normaliseOrder(raw)
    if (made.is !== 'order') throw new Error(JSON.stringify(made.faults))
    expect(sumFen(made.order.lines.map(l => grossOf(l, made.order)))).toBe(raw?.picture.totalWithTax)
    const settled = raw?.refunds.filter(r => r.state === 'Settled').map(r => r.total) ?? []
    expect(made.order.refunds.map(r => r.amountFen)).toEqual(settled)
  })
})

describe('an order', () => {
  test('keeps every discount in its line, shipping beside it', () => {
    expect(order().lines.map(l => [l.role, l.valueFen, l.discountFen, l.platformRate])).toEqual([
      ['goods', 39_800, 3_980, '0.13'],
      ['shipping', 1_200, 0, '0.13'],
    ])
  })
  test('whose parts do not add up is a fault that names both sums', () => {
    expect(read({ picture: { ...example.picture, totalWithTax: 37_021 } })).toMatchObject({ is: 'faulty', faults: [{ code: 'ORDER_SUM' }] })
  })
  test('carries the title that the storefront wrote, or a fault at its field', () => {
    expect(order().title).toEqual({ kind: 'organisation', name: '示例科技有限公司', taxNumber: '91330106MACKX4QG41' })
    expect(read({ fapiaoTitle: 'x' })).toMatchObject({ is: 'faulty', faults: [{ path: 'customFields.fapiaoTitle' }] })
    expect(read({ fapiaoTitle: '{"kind":"company"}' })).toMatchObject({ is: 'faulty', faults: [{ path: 'customFields.fapiaoTitle.kind' }, {}] })
  })
  test('unpaid has no instant of payment', () => expect(order({ picture: { ...example.picture, paid: 0 } }).paidAt).toBeUndefined())
})

describe('refunds', () => {
  const refund = preview.example.refund as VendureOrder['refunds'][number]
  test('count once they are settled', () => {
    expect(order({ refunds: [{ ...refund, state: 'Pending' }] }).refunds).toEqual([])
    expect(order({ refunds: [refund] }).refunds).toMatchObject([{ amountFen: 17_910, lines: [{ lineId: '1', quantity: '1', grossFen: 17_910 }] }])
  })
  test('settled before the picture are in its lines already: neither they nor their money count again', () => {
    const made = order({ refunds: [refund], picture: { ...example.picture, paid: 37_020 + 17_910, refundsBefore: ['1'] } })
    expect([made.refunds, made.paidFen]).toEqual([[], 37_020])
  })
  test('of a line nobody knows are amounts without lines', () => {
    expect(order({ refunds: [{ ...refund, lines: [{ orderLineId: '9', quantity: 1 }] }] }).refunds[0]?.lines).toEqual([])
  })
})
