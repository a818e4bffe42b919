import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measure, silentShare } from '../../test/labelled/measure.ts'
import { labelledTitles } from '../../test/labelled/split.ts'
import { commonEdition } from '../index.ts'
import { suggestCodes } from './suggest.ts'

const from = { edition: commonEdition }
const namesFor = (title: string, category?: string) => suggestCodes({ title, category }, from).map(({ entry }) => entry.name)

describe('on labelled titles', () => {
  const { open, heldOut } = labelledTitles()

  it('is right as often as it was on titles nobody looked at', () => {
    const { top1, top5 } = measure(heldOut)
    expect(top1).toBeGreaterThanOrEqual(0.85)
    expect(top5).toBeGreaterThanOrEqual(0.92)
  })

  it('is no better on the titles that were looked at than chance explains', () => {
    expect(measure(open).top1 - measure(heldOut).top1).toBeLessThan(0.06)
  })

  it('stays quiet about goods that the list has no code for', () => {
    expect(silentShare([...open, ...heldOut], 0.5)).toBeGreaterThanOrEqual(0.85)
  })
})

describe('any text', () => {
  const scraps = labelledTitles().open.flatMap(({ title }) => title.match(/.{1,3}/gu) ?? [])
  const anyText = fc.array(fc.oneof(fc.constantFrom(...scraps), fc.string({ unit: 'grapheme' }))).map(parts => parts.join(''))

  it('gives at most so many codes of the edition, the best first, each once, with a reason in both languages', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 8 }), (title, limit) => {
        const found = suggestCodes({ title }, { ...from, limit })
        expect(found.length).toBeLessThanOrEqual(limit)
        expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
        expect(new Set(found.map(({ entry }) => entry.code)).size).toBe(found.length)
        for (const one of found) expectWhole(one)
      }),
    )
  })

  function expectWhole({ entry, score, reason }: ReturnType<typeof suggestCodes>[number]) {
    expect(commonEdition.find(entry.code)).toBe(entry)
    expect(score).toBeGreaterThan(0)
    expect(score).toBeLessThanOrEqual(1)
    expect(reason.text.zh).toContain(reason.words[0])
    expect(reason.text.en).toContain(reason.words[0])
  }
})

describe('what decides', () => {
  it('reads the good, not what it is for', () => {
    const [fits] = namesFor('大米收纳桶')
    expect(fits).not.toBe(namesFor('东北大米')[0])
  })

  it('takes the category only where the title says nothing, and trusts it less', () => {
    expect(namesFor('Sunrise No. 7')).toEqual([])
    const [byCategory] = suggestCodes({ title: 'Sunrise No. 7', category: 'T-shirts' }, from)
    const [byTitle] = suggestCodes({ title: 'T-shirt', category: 'Rice' }, from)
    expect(byCategory?.entry.code).toBe(byTitle?.entry.code)
    expect(byCategory?.reason.kind).toBe('category')
    expect(byCategory?.score ?? 1).toBeLessThan(byTitle?.score ?? 0)
  })

  it('says nothing of nothing', () => {
    expect(namesFor('')).toEqual([])
    expect(namesFor('  —— 24 ')).toEqual([])
  })
})
