import { describe, expect, it } from 'vitest'
import { pushExamples } from './examples.ts'
import { pushedOrderSchema } from './order.ts'
import { pushedRefundSchema } from './refund.ts'
import { pushedRequestSchema } from './request.ts'

const { order, refund, request } = pushExamples
const pathsOf = (over: object) => pushedOrderSchema.safeParse({ ...order, ...over }).error?.issues.map(i => i.path.join('.')) ?? []
const [line] = order.lines

describe('what is pushed', () => {
  it('has examples that fit', () => {
    expect(pushedOrderSchema.parse(order).lines.map(l => l.role)).toEqual(['goods', 'goods', 'shipping'])
    expect(pushedRefundSchema.parse(refund)).toEqual(refund)
    expect(pushedRequestSchema.parse(request)).toEqual(request)
  })

  it('needs an offset on every instant, and knows no field it was not told of', () => {
    expect(pathsOf({ paidAt: '2026-11-20T10:15:00' })).toEqual(['paidAt'])
    expect(pathsOf({ surplus: 1 })).toEqual([''])
  })

  it('takes money, prices, quantities, rates and percentages as text of bounded length alone', () => {
    const wrong = {
      amount: 9.9,
      price: '1e3',
      quantity: '0',
      rate: '13',
      tax: '-1',
      discount: { percent: '100.1' },
      taxCode: '103',
      policyMark: '19',
    }
    for (const [field, value] of Object.entries(wrong)) {
      expect(pathsOf({ lines: [{ ...line, [field]: value }] })[0], field).toMatch(new RegExp(`^lines\\.0\\.${field}`))
    }
    expect(pathsOf({ lines: [{ ...line, amount: '9999999999.99', price: '0.0000000000001', quantity: '0.0000000000001', rate: '0.015' }] })).toEqual(
      [],
    )
  })

  it('holds no control characters and no endless lists', () => {
    expect(pathsOf({ id: 'a\nb' })).toEqual(['id'])
    expect(pathsOf({ lines: [{ ...line, title: 'a\u0000' }] })).toEqual(['lines.0.title'])
    expect(pathsOf({ lines: Array.from({ length: 2001 }, () => line) })).toEqual(['lines'])
    expect(pathsOf({ lines: [] })).toEqual(['lines'])
  })
})
