import { describe, expect, it } from 'vitest'
import { commonEdition, listedEdition } from '../index.ts'
import { searchCodes } from './index.ts'

const first = (query: string) => searchCodes(commonEdition, query)[0]?.entry.name

describe('search', () => {
  it('puts the exact name first', () => expect(searchCodes(commonEdition, '大米')[0]?.entry.code).toBe('1030102010100000000'))
  it('finds by the beginning of a code', () => expect(first('10303080')).toBe('精制茶'))
  it('finds by pinyin and by its initials', () => {
    expect(first('jingzhicha')).toBe('精制茶')
    expect(first('jzc')).toBe('精制茶')
    expect(searchCodes(commonEdition, 'yusan').length + searchCodes(commonEdition, 'san').length).toBeGreaterThan(0)
  })
  it('finds by the short name', () => expect(searchCodes(commonEdition, '乳制品').map(f => f.entry.name)).toContain('液体乳'))
  it('finds by a keyword of the list', () => {
    const entries = [{ code: '1'.repeat(19), name: '液体乳', shortName: '乳制品', rates: ['0.13'], group: '', keywords: ['酸奶', '鲜奶'] }]
    expect(searchCodes(listedEdition({ version: 'x', source: 'x', entries }), '酸奶')).toHaveLength(1)
  })
  it('needs every word', () => expect(searchCodes(commonEdition, '茶 水泵')).toEqual([]))
  it('answers nothing for nothing', () => expect(searchCodes(commonEdition, '  ')).toEqual([]))
  it('shows a code that may not stand on an invoice after those that may', () => {
    const entry = { shortName: '茶', rates: ['0.13'], group: '' }
    const entries = [
      { ...entry, code: '1'.repeat(19), name: '茶', summary: true },
      { ...entry, code: '2'.repeat(19), name: '茶及饮料' },
    ]
    expect(searchCodes(listedEdition({ version: 'x', source: 'x', entries }), '茶').map(f => f.entry.name)).toEqual(['茶及饮料', '茶'])
  })
})
