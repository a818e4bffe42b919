import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paginate } from './paginate.ts'

const rowsOf = (heights: readonly number[]) => heights.map((height, i) => ({ i, height }))
const room = { last: 50, other: 80 }
const heightOf = (page: readonly { readonly height: number }[]) => page.reduce((sum, r) => sum + r.height, 0)

test('what fits is one page, even when it is nothing', () => {
  expect(paginate([], room)).toEqual([[]])
  expect(paginate(rowsOf([20, 30]), room)).toHaveLength(1)
})

test('what would fit but for the sums leaves its last row for the page of the sums', () => {
  expect(paginate(rowsOf([20, 20, 20]), room).map(p => p.length)).toEqual([2, 1])
})

test('rows keep their order, none is lost or doubled, and no page holds more than its room', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 60 }), heights => {
      const pages = paginate(rowsOf(heights), room)
      expect(pages.flat().map(r => r.i)).toEqual(heights.map((_, i) => i))
      expect(pages.slice(0, -1).every(p => heightOf(p) <= room.other)).toBe(true)
      expect(heightOf(pages.at(-1) ?? [])).toBeLessThanOrEqual(room.last)
    }),
  )
})

test('a row higher than any page has a page to itself', () => {
  expect(paginate(rowsOf([10, 200, 10]), room).map(p => p.map(r => r.i))).toEqual([[0], [1], [2]])
})
