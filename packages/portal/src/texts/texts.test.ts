import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

const marks = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(m => m[1]!).sort()
const keys = Object.keys(zh) as (keyof typeof zh)[]

describe('the words of the pages', () => {
  it('are the same set in both languages', () => {
    expect(Object.keys(en)).toEqual(keys)
  })

  it.each(keys)('"%s" says something in both, with the same values', key => {
    expect(zh[key].trim()).not.toBe('')
    expect(en[key].trim()).not.toBe('')
    expect(marks(en[key])).toEqual(marks(zh[key]))
  })

  it('are Chinese in the Chinese table, apart from names of formats and languages', () => {
    const same = ['otherLanguage', 'file.pdf', 'file.ofd', 'file.xml']
    for (const key of keys.filter(k => !same.includes(k))) expect(zh[key], key).toMatch(/\p{Script=Han}/u)
  })
})
