import { describe, expect, it } from 'vitest'
import { chooseLocale } from './locale.ts'

describe('the language of a page', () => {
  it.each([
    ['en', 'zh-CN', 'en'],
    ['zh', 'en', 'zh'],
    [undefined, 'en-GB,en;q=0.9', 'en'],
    [undefined, 'zh-Hant-TW, en;q=0.5', 'zh'],
    [undefined, 'en;q=0.2, zh;q=0.9', 'zh'],
    [undefined, 'fr, de;q=0.9, en;q=0.1', 'en'],
    [undefined, 'en;q=0', 'zh'],
    [undefined, 'fr', 'zh'],
    [undefined, undefined, 'zh'],
    ['klingon', 'en', 'en'],
    [undefined, ';;;,q=,*', 'zh'],
  ])('asked for %s with a browser that likes %s is %s', (asked, header, expected) => {
    expect(chooseLocale(asked, header)).toBe(expected)
  })
})
