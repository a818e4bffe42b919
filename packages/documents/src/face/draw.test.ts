import { fenOf } from '@openfapiao/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyInvoice } from '../../test/arbitraries.ts'
import { recordingPen } from '../../test/recording-pen.ts'
import { blue, invoiceOf, lineOf, manyLines, red } from '../../test/samples.ts'
import type { EInvoice } from '../index.ts'
import { drawFace } from './draw.ts'
import { faceOf } from './face.ts'
import { LEFT, RIGHT } from './layout.ts'

function drawn(invoice: EInvoice) {
  const pen = recordingPen()
  const pages = drawFace(
    pen,
    faceOf(invoice, text => text),
  )
  expect(pen.pages).toHaveLength(pages)
  return pen.pages
}
const textsOf = (page: ReturnType<typeof drawn>[number]) => page.texts.map(t => t.text)
/** What stands beside 小计 and 合计, by their common height on the page. */
const sums = (page: ReturnType<typeof drawn>[number], label: string) =>
  page.texts.filter(t => t.y === page.texts.find(l => l.text === label)?.y && t.text.startsWith('¥')).map(t => fenOf(t.text.slice(1)))

describe('the page', () => {
  test('is the form of 140 mm, and grows in steps of 20 mm with the lines', () => {
    const lines = (count: number) => invoiceOf(Array.from({ length: count }, () => lineOf({ printedName: '*茶*龙井', amount: '1' })))
    const millimetres = [1, 8, 9, 12, 13].map(count => Math.round(((drawn(lines(count))[0]?.height ?? 0) / 72) * 25.4))
    expect(millimetres).toEqual([140, 140, 160, 160, 180])
  })

  test('is followed by others once it is as high as an A4 printer takes it; all have the same height', () => {
    const pages = drawn(manyLines(110))
    expect(new Set(pages.map(p => Math.round(p.height)))).toEqual(new Set([794]))
    expect(pages.map(p => textsOf(p).find(t => /^共/.test(t)))).toEqual(pages.map((_, i) => `共${pages.length}页 第${i + 1}页`))
  })

  test('alone has neither a page number nor a 小计', () => {
    expect(
      drawn(blue)
        .flatMap(textsOf)
        .filter(t => /^共|小 {4}计/.test(t)),
    ).toEqual([])
  })

  test('says that it is a sample, each of them, where a seal would stand, across, and in words', () => {
    for (const page of drawn(manyLines(110))) {
      expect(page.marks).toEqual(['沙箱样票'])
      expect(textsOf(page)).toEqual(expect.arrayContaining(['沙箱样票', '非法定发票', expect.stringContaining('not a legal invoice')]))
    }
  })
})

describe('sums', () => {
  test('of every page are its 小计, and they come to the 合计, which only the last page carries', () => {
    const invoice = manyLines(110)
    const pages = drawn(invoice)
    const subtotals = pages.map(page => sums(page, '小    计'))
    const total = [0, 1].map(i => subtotals.reduce((sum, each) => sum + (each[i] ?? 0), 0))
    expect(total).toEqual([invoice.amountFen, invoice.taxFen])
    expect(pages.map(page => sums(page, '合    计'))).toEqual([...pages.slice(1).map(() => []), [invoice.amountFen, invoice.taxFen]])
  })

  test('are negative on a red, whose words say so and whose remark names its blue', () => {
    const texts = drawn(red).flatMap(textsOf)
    expect(texts).toEqual(expect.arrayContaining(['¥-353.98', '¥-46.02', '¥-400.00', '（负数）肆佰圆整', '-2']))
    expect(texts).toContainEqual(expect.stringContaining(blue.number))
  })

  test('show no tax where no line bears any', () => {
    const exempt = lineOf({ printedName: '*谷物加工品*大米', amount: '21', rate: '0', treatment: 'exempt' })
    const texts = drawn(invoiceOf([exempt])).flatMap(textsOf)
    expect(texts.filter(t => t === '***')).toHaveLength(2)
    expect(texts).toContain('免税')
    expect(
      drawn(blue)
        .flatMap(textsOf)
        .filter(t => t === '***'),
    ).toHaveLength(1)
  })
})

describe('nothing on the face', () => {
  const inOrder = (pages: ReturnType<typeof drawn>) => pages.flatMap(textsOf).filter(t => /^A-\d+$/.test(t))

  test('is lost or out of order, however many lines there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), count => {
        expect(inOrder(drawn(manyLines(count)))).toEqual(Array.from({ length: count }, (_, i) => `A-${i}`))
      }),
      { numRuns: 25 },
    )
  })

  test('parts a discount from its line: no page begins with one', () => {
    for (const count of [40, 75, 110, 230]) {
      const firsts = drawn(manyLines(count)).map(page => page.texts.find(t => /\s\d{3}$/.test(t.text) || /^\d{3}$/.test(t.text)))
      const amounts = drawn(manyLines(count)).map(page => page.texts.find(t => /^-?\d+\.\d\d$/.test(t.text) && t.y > 150))
      expect(firsts.every(f => f !== undefined)).toBe(true)
      expect(amounts.map(a => a?.text).filter(a => a?.startsWith('-'))).toEqual([])
    }
  })

  test('leaves the frame or runs into the sums, whatever the texts are', () => {
    fc.assert(
      fc.property(anyInvoice, invoice => {
        for (const { height, texts } of drawn(invoice)) {
          for (const { text, x, y, width, size } of texts) {
            expect({ text, left: x >= LEFT - 0.01, right: x + width <= RIGHT + 0.01 }).toEqual({ text, left: true, right: true })
            expect(y).toBeGreaterThan(0)
            expect(y + size).toBeLessThan(height)
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})
