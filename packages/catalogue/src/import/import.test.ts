import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/universal'
import { commonEdition } from '../edition.ts'
import { importCodes } from './index.ts'

const about = { version: '2026-06-01', source: 'test' }
const HEAD = ['篇', '合并编码', '货物和劳务名称', '商品和服务分类简称', '说明', '增值税税率', '关键字', '汇总项']
const TEA = ['1', '1030308010000000000', '精制茶', '茶', '', '13%', '红茶、绿茶', '']
const csv = (...rows: readonly (readonly string[])[]) =>
  new TextEncoder().encode([HEAD, ...rows].map(row => row.map(c => `"${c}"`).join(',')).join('\r\n'))
const codesOf = async (bytes: Uint8Array, file = 'codes.csv') => (await importCodes(file, bytes, about)).faults.map(f => `${f.code} ${f.path}`)

describe('a code list of the tax authority', () => {
  it('as xlsx, two head rows above, codes as text', async () => {
    const title = [{ value: '商品和服务税收分类编码表' }]
    const rows = [title, HEAD.map(value => ({ value })), TEA.map(value => ({ value, type: String }))]
    const bytes = new Uint8Array(await (await writeXlsxFile(rows).toBlob()).arrayBuffer())
    const { edition, faults } = await importCodes('codes.xlsx', bytes, about)
    expect(faults).toEqual([])
    expect(edition?.find('1030308010000000000')).toMatchObject({ name: '精制茶', shortName: '茶', rates: ['0.13'], keywords: ['红茶', '绿茶'] })
  })

  it('as xlsx with codes kept as numbers is warned of, and refused where digits are provably lost', async () => {
    const number = (value: number, name: string) => [{ value }, { value: name }, { value: '茶' }, { value: '13%' }]
    const rows = [
      ['合并编码', '名称', '简称', '税率'].map(value => ({ value })),
      number(Number('1030402040101010101'), '甲'),
      number(Number('1030402040101010102'), '乙'),
      number(Number('1010101020000000000'), '丙'),
    ]
    const bytes = new Uint8Array(await (await writeXlsxFile(rows).toBlob()).arrayBuffer())
    const { edition, faults } = await importCodes('codes.xlsx', bytes, about)
    expect(edition).toBeUndefined()
    expect(faults.map(f => `${f.code} ${f.path}`)).toEqual(['CODE_DIGITS_LOST rows.3.code', 'CODES_AS_NUMBERS code'])
  })

  it('as CSV with a byte order mark, and as TSV', async () => {
    const bytes = csv(TEA)
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes])
    const tabbed = new TextEncoder().encode([HEAD, TEA].map(row => row.join('\t')).join('\n'))
    for (const file of [bytes, marked, tabbed]) expect((await importCodes('x', file, about)).edition?.entries).toHaveLength(1)
  })

  it('of 100 000 rows', async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => ['', String(10n ** 18n + BigInt(i)), `货物${i}`, '茶', '', '13%', '', ''])
    expect((await importCodes('x.csv', csv(...rows), about)).edition?.entries).toHaveLength(100_000)
  })

  it('marks summary codes and leaves out what is out of use', async () => {
    const bytes = new TextEncoder().encode(`code,name,简称,汇总项,可用状态\n${'1'.repeat(19)},茶,茶,Y,\n${'2'.repeat(19)},酒,酒,,停用`)
    const { edition, retired } = await importCodes('x.csv', bytes, about)
    expect([edition?.entries.map(e => e.summary), retired]).toEqual([[true], 1])
  })

  it('reads the list that is shipped', async () => {
    const rows = commonEdition.entries.map(e => ['', e.code, e.name, e.shortName, '', e.rates.map(r => `${Number(r) * 100}%`).join('、'), '', ''])
    const { edition, faults } = await importCodes('x.csv', csv(...rows), about)
    expect(faults).toEqual([])
    expect(edition?.entries.map(e => e.rates)).toEqual(commonEdition.entries.map(e => e.rates))
  })
})

describe('what is wrong with a list is said by its row', () => {
  const over = (place: number, value: string) => TEA.map((cell, i) => (i === place ? value : cell))
  it.each([
    ['E notation', over(1, '1.03040204010101E+18'), 'CODE_DIGITS_LOST rows.2.code'],
    ['a short code', over(1, '10303080'), 'CODE_ROW rows.2.code'],
    ['no name', over(2, ''), 'CODE_ROW rows.2.name'],
    ['no rate', over(5, 'abc'), 'CODE_ROW rows.2.rates'],
  ])('%s', async (_, row, fault) => expect(await codesOf(csv(row))).toContain(fault))

  it('a code that stands twice', async () => expect(await codesOf(csv(TEA, over(2, '茶')))).toEqual(['CODE_TWICE rows.3.code']))
  it('a column that is missing', async () => expect(await codesOf(new TextEncoder().encode('编码,名称\n1,2'))).toEqual(['COLUMN_MISSING shortName']))
  it('a file that is none', async () => {
    expect(await codesOf(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'x.xlsx')).toEqual(['TABLE_UNREADABLE '])
    expect(await codesOf(new Uint8Array([0xd6, 0xd0]))).toEqual(['TABLE_UNREADABLE '])
    expect(await codesOf(csv())).toEqual(['TABLE_UNREADABLE '])
  })
})
