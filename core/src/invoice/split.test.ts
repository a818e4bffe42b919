import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinSpecials } from '../special/special.ts'
import type { Item } from './compose.ts'
import type { Line } from './content.ts'
import { split } from './split.ts'

const line = (totalFen: number, over: Partial<Line> = {}): Line => ({
  name: '茶',
  shortName: '茶',
  taxCode: '1030308010000000000',
  rate: '0.13',
  nature: 'normal',
  amountFen: totalFen,
  taxFen: 0,
  totalFen,
  ...over,
})
const item = (totalFen: number, discounted = false, over: Partial<Line> = {}): Item => ({
  lines: discounted ? [line(totalFen, { nature: 'discounted' }), line(-1, { nature: 'discount' })] : [line(totalFen, over)],
  why: '',
  from: [],
})
const items = fc.array(
  fc.tuple(fc.integer({ min: 2, max: 5_000 }), fc.boolean()).map(([total, discounted]) => item(total, discounted)),
  { minLength: 1, maxLength: 60 },
)

describe('splitting', () => {
  it('keeps every item, whole and in order, within lines and cap', () =>
    fc.assert(
      fc.property(items, fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 20_000 }), (all, linesMax, totalMaxFen) => {
        const parts = split(all, 'ordinary', { linesMax, totalMaxFen })
        expect(parts.flatMap(p => p.items)).toEqual(all)
        for (const { items } of parts) {
          const lines = items.flatMap(i => i.lines)
          expect(lines.length).toBeLessThanOrEqual(linesMax)
          expect(items.length === 1 || lines.reduce((sum, l) => sum + l.totalFen, 0) <= totalMaxFen).toBe(true)
        }
      }),
    ))

  it('makes no more invoices than packing in order needs', () => {
    expect(split([item(60), item(40), item(1)], 'ordinary', { linesMax: 9, totalMaxFen: 100 }).map(p => p.items.length)).toEqual([2, 1])
  })

  it('takes exempt lines off a special invoice onto an ordinary one', () => {
    const exempt = item(100, false, { rate: '0', policyMark: '03' })
    expect(split([item(1), exempt, item(2)], 'special', { linesMax: 9 })).toEqual([
      { kind: 'special', items: [item(1), item(2)] },
      { kind: 'ordinary', items: [exempt] },
    ])
    expect(split([item(1), exempt], 'ordinary', { linesMax: 9 })).toHaveLength(1)
  })

  it('keeps special business apart, one kind per invoice, and joins transports of one kind', () => {
    const trip = (plate: string) => ({ code: '04' as const, transports: [{ vehicle: '公路运输', plate, from: '上海', to: '北京', goods: '茶' }] })
    const parts = split([{ ...item(10), special: trip('沪A1') }, item(20), { ...item(30), special: trip('沪B2') }], 'ordinary', { linesMax: 9 })
    expect(parts.map(p => p.items.map(i => i.lines[0]?.totalFen))).toEqual([[10, 30], [20]])
    expect(joinSpecials(parts[0]?.items.flatMap(i => i.special ?? []) ?? [])).toMatchObject({ transports: [{ plate: '沪A1' }, { plate: '沪B2' }] })
  })

  it('keeps the sum of tax errors of one invoice within 1.27 yuan', () => {
    const off = item(100, false, { amountFen: 100, rate: '0.13', taxFen: 19, totalFen: 119 })
    const parts = split(
      Array.from({ length: 50 }, () => off),
      'ordinary',
      { linesMax: 99 },
    )
    expect(parts.map(p => p.items.length)).toEqual([21, 21, 8])
  })
})
