import { describe, expect, it } from 'vitest'
import { type FaultCode, fault } from './fault.ts'
import { texts } from './texts.ts'

const all = Object.entries(texts)
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort()

describe('every fault', () => {
  it.each(all)('%s says the same in both languages', (_, { zh, en }) => {
    expect(zh).toMatch(/[一-鿿]|^第 \{line\}/)
    expect(en).not.toMatch(/[一-鿿]/)
    const own = (text: string) => [...new Set(places(text))].filter(p => p !== 'zh' && p !== 'en')
    expect(own(zh)).toEqual(own(en))
  })

  it.each(all.map(([code]) => code as FaultCode))('%s is a whole sentence once filled in', code => {
    const params = Object.fromEntries(places(texts[code].zh + texts[code].en).map(name => [name, 'x']))
    const { zh, en } = fault(code, 'path', params)
    expect([zh, en].filter(t => /\{\w+\}/.test(t))).toEqual([])
    expect(en).toMatch(/\.$/)
    expect(zh).toMatch(/[。]$/)
  })

  it('without a value for a place is a bug', () => expect(() => fault('UNMAPPED')).toThrow(/line/))
})
