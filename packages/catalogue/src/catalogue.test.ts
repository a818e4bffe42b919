import { describe, expect, it } from 'vitest'
import { commonEdition, editionOf, searchCodes } from './index.ts'

describe('the shipped edition', () => {
  it('holds the common codes, each a text of 19 digits with its short name and rates', () => {
    expect(commonEdition.entries).toHaveLength(1090)
    expect(commonEdition.find('1030308010000000000')).toMatchObject({ name: '精制茶', shortName: '茶', rates: ['0.13'] })
  })
  it('knows that it is partial', () => expect(commonEdition.partial).toBe(true))
  it('keeps several statutory rates apart, so that a person chooses', () => {
    expect(commonEdition.entries.filter(e => e.rates.length > 1)).toHaveLength(26)
  })
  it('has only rates that are in force', () => {
    expect(new Set(commonEdition.entries.flatMap(e => e.rates))).toEqual(new Set(['0.13', '0.09', '0.06', '0']))
  })
})

describe('a list that must not decide an invoice', () => {
  it('is refused when a code lost its digits in a spreadsheet', () => {
    expect(() => editionOf('x', 'x', [['1.03040204010101e+18', 'a', 'b', ['0.13'], 'g']])).toThrow(/19 digits/)
  })
  it('is refused when a code stands twice', () => {
    const row = ['1030308010000000000', 'a', 'b', ['0.13'], 'g'] as const
    expect(() => editionOf('x', 'x', [row, row])).toThrow(/twice/)
  })
})

describe('search', () => {
  it('puts the exact name first', () => expect(searchCodes(commonEdition, '大米')[0]?.entry.code).toBe('1030102010100000000'))
  it('finds by the beginning of a code', () => expect(searchCodes(commonEdition, '10303080')[0]?.entry.name).toBe('精制茶'))
  it('needs every word', () => expect(searchCodes(commonEdition, '茶 水泵')).toEqual([]))
  it('answers nothing for nothing', () => expect(searchCodes(commonEdition, '  ')).toEqual([]))
})
