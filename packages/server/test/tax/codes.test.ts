import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/universal'
import { EXIT } from '../../src/cli/exit-codes.ts'
import { pushedOrder } from '../house.ts'
import { type Desk, openDesk, RICE, TEA } from './house.ts'

const HEAD = ['合并编码', '货物和劳务名称', '商品和服务分类简称', '增值税税率', '停用日期']
const row = (code: string, name: string, shortName: string, rates: string, until = '') => [code, name, shortName, rates, until]
const csv = (...rows: readonly (readonly string[])[]) => [HEAD, ...rows].map(cells => cells.join(',')).join('\r\n')

let desk: Desk
beforeAll(async () => {
  desk = await openDesk([
    { match: { sku: 'TEA' }, taxCode: TEA },
    { match: { sku: 'RICE' }, taxCode: RICE, rate: '0.09', shortName: '谷物加工品' },
    { match: { sku: 'OLD' }, taxCode: '1010101020000000000', rate: '0.09' },
  ])
})
afterAll(() => desk.close())

describe('the list of tax codes', () => {
  it('is the shipped one at first, and is searched by code, name, pinyin and initials', async () => {
    expect((await desk.json('codes', 'list')).json.rows).toMatchObject([{ version: '2026-06-01-common', inForce: true, partial: true }])
    for (const words of ['大米', 'dami', '10301020101']) {
      const { json, code } = await desk.json('codes', 'search', words)
      expect([code, json.rows[0]]).toMatchObject([EXIT.ok, { code: RICE, shortName: '谷物加工品', rates: ['0.09'] }])
    }
    expect((await desk.run('codes', 'search', 'dm')).out).toContain(RICE)
  })

  it('suggests codes for product titles, each with its reason, and says where it has none', async () => {
    const { code, json } = await desk.json('codes', 'suggest', '东北大米 5kg', 'qzxvw')
    expect([code, json.edition, json.rows.map((r: { title: string }) => r.title)]).toEqual([EXIT.ok, '2026-06-01-common', ['东北大米 5kg', 'qzxvw']])
    const rice = json.rows[0].codes.find((c: { code: string }) => c.code === RICE)
    expect(rice).toMatchObject({
      shortName: '谷物加工品',
      score: expect.any(Number),
      zh: expect.stringContaining('大米'),
      en: expect.stringContaining('大米'),
    })
    expect(json.rows[1].codes).toEqual([])
    const { out } = await desk.run('codes', 'suggest', '大米', 'qzxvw', '--limit', '1')
    expect(out).toMatch(/大米[\s\S]*1030102010100000000[\s\S]*qzxvw[\s\S]*nothing to suggest/)
  })

  it('is imported as an edition of its own, which tells what it does to the rules and from when', async () => {
    await desk.write('codes.csv', csv(row(TEA, '精制茶', '茶饮', '13%', '2027-06-30'), row(RICE, '大米', '米', '13%')))
    const { code, json } = await desk.json('codes', 'import', 'codes.csv', '--as', '2027-01', '--from', '2027-01-01')
    expect(code).toBe(EXIT.findings)
    expect(json).toMatchObject({
      kept: true,
      edition: { version: '2027-01', from: '2027-01-01', codes: 2, source: expect.stringContaining('codes.csv SM3') },
    })
    const told = json.effects.map((e: { rule: number; kind: string; from: string; edit: boolean }) => [e.rule, e.kind, e.from, e.edit])
    expect(told).toEqual([
      [0, 'shortName', '2027-01-01', false],
      [0, 'ends', '2027-07-01', true],
      [1, 'shortName', '2027-01-01', true],
      [1, 'rates', '2027-01-01', true],
      [2, 'retired', '2027-01-01', true],
    ])
    expect((await desk.json('codes', 'search', '茶饮', '--on', '2027-01-01')).json).toMatchObject({ edition: '2027-01', rows: [{ code: TEA }] })
    expect((await desk.json('codes', 'search', '茶饮', '--on', '2026-12-31')).json).toMatchObject({ edition: '2026-06-01-common' })
    expect((await desk.run('codes', 'list')).out).toMatch(/2027-01 .*2027-01-01/)
  })

  it('imported twice is kept once; a used name is never given to other contents', async () => {
    const again = await desk.json('codes', 'import', 'codes.csv', '--as', '2027-01', '--from', '2027-01-01')
    expect(again.json.kept).toBe(false)
    await desk.write('other.csv', csv(row(TEA, '精制茶', '茶', '13%')))
    const taken = await desk.run('codes', 'import', 'other.csv', '--as', '2027-01', '--from', '2027-01-01')
    expect([taken.code, taken.err]).toEqual([EXIT.refused, expect.stringMatching(/--as 另取名称[\s\S]*another name/)])
    expect(await readdir(path.join(desk.folder, 'data', 'codes'))).toEqual(['2027-01-01.2027-01.json'])
  })

  it('as the official workbook, or as a part that is laid over the edition before', async () => {
    const rows = [
      [{ value: '商品和服务税收分类编码表' }],
      HEAD.map(value => ({ value })),
      row(TEA, '精制茶', '茶叶', '13%').map(value => ({ value, type: String })),
    ]
    const bytes = new Uint8Array(await (await writeXlsxFile(rows).toBlob()).arrayBuffer())
    await writeFile(path.join(desk.folder, 'part.xlsx'), bytes)
    const { code, json } = await desk.json('codes', 'import', 'part.xlsx', '--as', 'part', '--from', '2026-12-01', '--partial')
    expect([code, json.edition.codes > 1_000, json.edition.partial]).toEqual([EXIT.ok, true, true])
    expect(json.effects).toMatchObject([{ rule: 0, kind: 'shortName', before: '茶', after: '茶叶', edit: false }])
  })

  it('that is wrong is refused row by row, and nothing is kept', async () => {
    await desk.write('wrong.csv', csv(row('1030308', '精制茶', '茶', '13%'), row(RICE, '', '米', '9%'), row(TEA, '精制茶', '茶', '13%')))
    const { code, json } = await desk.json('codes', 'import', 'wrong.csv')
    expect(code).toBe(EXIT.usage)
    expect(json.errors.map((e: { path: string }) => e.path)).toEqual(['rows.2.code', 'rows.3.name'])
    expect((await desk.run('codes', 'import', 'none.csv')).code).toBe(EXIT.usage)
    expect((await desk.run('codes', 'import', 'codes.csv', '--from', '2026-02-30')).code).toBe(EXIT.usage)
    expect((await desk.json('codes', 'list')).json.rows).toHaveLength(3)
  })

  it('is compared with another edition', async () => {
    const { json } = await desk.json('codes', 'diff', 'part', '2027-01')
    expect(json.changes.filter((c: { code: string; kind: string }) => c.code === TEA)).toMatchObject([
      { kind: 'shortName', before: '茶叶', after: '茶饮' },
    ])
    expect((await desk.run('codes', 'diff', 'part', '2027-01')).out).toMatch(/停用 retired[\s\S]*sku=OLD/)
    expect((await desk.run('codes', 'diff', 'part', 'never')).code).toBe(EXIT.notFound)
  })

  it('is downloaded where the gateway hands it out, and only what is new the next time', async () => {
    const first = await desk.json('codes', 'update', '--from', '2026-11-01')
    expect(first.json).toMatchObject({ kept: true, edition: { codes: expect.any(Number), version: expect.stringContaining('+bureau-') } })
    const second = await desk.json('codes', 'update')
    expect([second.code, second.json]).toMatchObject([EXIT.ok, { kept: false }])
    expect((await desk.run('codes', 'update', '--seller', 'nobody')).code).toBe(EXIT.usage)
  })
})

it('a running server prints by the edition in force on the day of supply, without a restart', async () => {
  await desk.serve()
  const sold = (id: string, day: string) =>
    pushedOrder(id, { paidAt: `${day}T10:00:00+08:00`, createdAt: `${day}T09:00:00+08:00`, updatedAt: `${day}T10:00:00+08:00` })
  await desk.push('/v1/orders', sold('1', '2026-11-20'))
  const before = await desk.order('1', o => o.documents.length > 0)
  await desk.write('new.csv', csv(row(TEA, '精制茶', '新茶', '13%'), row(RICE, '大米', '谷物加工品', '9%')))
  await desk.run('codes', 'import', 'new.csv', '--as', 'new', '--from', '2026-11-21')
  await desk.push('/v1/orders', sold('2', '2026-11-20'))
  await desk.push('/v1/orders', sold('3', '2026-11-21'))
  const [earlier, later] = await Promise.all(['2', '3'].map(id => desk.order(id, o => o.documents.length > 0)))
  const shortNames = (order: { documents: { face: { lines: { shortName: string }[] } }[] }) => order.documents[0]?.face.lines.map(l => l.shortName)
  expect([before, earlier, later].map(shortNames)).toEqual([
    ['茶', '谷物加工品'],
    ['茶', '谷物加工品'],
    ['新茶', '谷物加工品'],
  ])
})

it('an edition that somebody broke stops a start, and is named', async () => {
  const broken = path.join(desk.folder, 'data', 'codes', '2030-01-01.broken.json')
  await writeFile(broken, '{"version":')
  const { code, json } = await desk.json('codes', 'list')
  expect([code, json.errors[0].code]).toEqual([EXIT.settings, 'EDITION_BROKEN'])
  expect(json.errors[0].en).toContain(broken)
  expect((await desk.run('replan')).code).toBe(EXIT.settings)
})
