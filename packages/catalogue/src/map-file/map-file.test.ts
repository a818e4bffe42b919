import type { TaxMap } from '@openfapiao/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonEdition } from '../index.ts'
import { readMap, writeMap } from './index.ts'

const [TEA, RICE] = ['1030308010000000000', '1030102010100000000'] as const
const today: TaxMap = [
  { match: { sku: 'TEA' }, taxCode: TEA, unit: '罐', by: '李税务' },
  { match: { default: true }, taxCode: RICE },
]
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string, over = {}) => readMap('map.csv', bytes(text), { today, edition: commonEdition, ...over })
const faultsOf = async (text: string) => (await read(text)).faults.map(f => `${f.code} ${f.path}`)

describe('a map written and read again', () => {
  it('is the same map, and changes nothing', async () => {
    expect(await read(writeMap(today))).toEqual({ rules: today, added: 0, changed: 0, unchanged: 2, missing: 0, faults: [] })
  })

  it('keeps its codes as text in a spreadsheet, and runs nothing there', () => {
    expect(writeMap(today)).toContain(`"=""${TEA}"""`)
    expect(writeMap([{ match: { sku: '=1+1' }, taxCode: TEA }])).toContain("'=1+1")
  })

  it('whatever its texts hold', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.stringMatching(/^[^\s'=\p{Cc}][^\p{Cc}]{0,10}[^\s\p{Cc}]$/u), { minLength: 1, maxLength: 8 }), async skus => {
        const map = [...new Set(skus)].map(sku => ({ match: { sku }, taxCode: TEA, name: sku }))
        expect((await read(writeMap(map), { today: [], replace: true })).rules).toEqual(map)
      }),
      { numRuns: 50 },
    ))
})

describe('importing a table', () => {
  const table = `SKU,税收分类编码,税率,生效日期\nTEA,${TEA},0.13,\nCUP,${TEA},,2026-12-01\n`

  it('tells what it would do before it is done, and keeps what the table does not hold', async () => {
    const { rules, faults, ...counts } = await read(table)
    expect([faults, counts]).toEqual([[], { added: 1, changed: 1, unchanged: 0, missing: 1 }])
    expect(rules?.map(r => r.match)).toEqual([{ sku: 'TEA' }, { default: true }, { sku: 'CUP' }])
  })
  it('as the whole map drops it', async () => expect((await read(table, { replace: true })).rules).toHaveLength(2))
  it('takes the English heads and a semicolon too', async () => expect((await read(`sku;taxCode\nCUP;${TEA}`)).added).toBe(1))
})

describe('a wrong row is named with its column, and nothing is imported', () => {
  it.each([
    ['digits lost', `SKU,code\nTEA,1.03030801E+18`, 'CODE_DIGITS_LOST rows.2.taxCode'],
    ['18 digits', `SKU,code\nTEA,103030801000000000`, 'MAP_ROW rows.2.taxCode'],
    ['no condition', `SKU,code\n,${TEA}`, 'MAP_ROW rows.2.match'],
    ['a rate in percent', `SKU,code,rate\nTEA,${TEA},13%`, 'MAP_ROW rows.2.rate'],
    ['a date that is none', `SKU,code,from\nTEA,${TEA},2026-13-01`, 'MAP_ROW rows.2.from'],
    ['the same rule twice', `SKU,code\nTEA,${TEA}\nTEA,${RICE}`, 'MAP_TWICE rows.3'],
    ['a code nobody knows', `SKU,code\nTEA,${'9'.repeat(19)}`, 'CODE_UNKNOWN rows.2.taxCode'],
    ['no column of codes', `SKU,name\nTEA,茶`, 'COLUMN_MISSING taxCode'],
  ])('%s', async (_, text, fault) => {
    expect(await faultsOf(text)).toEqual([fault])
    expect((await read(text)).rules).toBeUndefined()
  })
})
