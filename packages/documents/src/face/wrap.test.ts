import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { setInto, wrap } from './wrap.ts'

/** Every character is as wide as its size. */
const measure = (text: string, size: number) => [...text].length * size
const wrapped = (text: string, width: number) => wrap(text, 1, width, measure)

describe('a text that is too wide', () => {
  test('breaks between Chinese characters and around words', () => {
    expect(wrapped('纯棉短袖圆领衬衫', 5)).toEqual(['纯棉短袖圆', '领衬衫'])
    expect(wrapped('机械键盘 Keychron 87键', 9)).toEqual(['机械键盘 ', 'Keychron ', '87键'])
  })

  test('breaks a model name after a dash or a slash, a longer word wherever it must', () => {
    expect(wrapped('Q1-Pro-ISO/Nordic', 8)).toEqual(['Q1-Pro-', 'ISO/', 'Nordic'])
    expect(wrapped('ABCDEFGHIJ', 4)).toEqual(['ABCD', 'EFGH', 'IJ'])
  })

  test('never begins a line with closing punctuation, nor ends one with an opening one', () => {
    expect(wrapped('大米，小麦', 2)).toEqual(['大', '米，', '小麦'])
    expect(wrapped('大米（东北）', 3)).toEqual(['大米', '（东', '北）'])
  })

  test('keeps line ends and empty lines', () => {
    expect(wrapped('甲\r\n乙\n\n丙', 9)).toEqual(['甲', '乙', '', '丙'])
  })

  test('loses nothing but spaces at the break, and no line is wider than it may be', () => {
    const text = fc.stringMatching(/^[a-z0-9 /，。（）甲乙丙🍵-]{0,60}$/u)
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (given, width) => {
        const lines = wrapped(given, width)
        expect(lines.join('').replaceAll(' ', '')).toBe(given.replaceAll(' ', ''))
        for (const line of lines) expect([...line.trimEnd()].length).toBeLessThanOrEqual(width)
      }),
    )
  })
})

describe('a text set into a box', () => {
  test('takes the largest size at which it fits', () => {
    expect(setInto('一二三四五六', 12, 20, [4, 3, 2], measure)).toMatchObject({ size: 4, lines: ['一二三', '四五六'] })
    expect(setInto('一二三四五六', 12, 6, [4, 3, 2], measure)).toMatchObject({ size: 2, lines: ['一二三四五六'] })
  })

  test('takes the smallest where it fits at none', () => {
    expect(setInto('一二三四五六', 4, 1, [4, 2], measure)).toMatchObject({ size: 2, lines: ['一二', '三四', '五六'] })
  })
})
