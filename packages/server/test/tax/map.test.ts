import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/exit-codes.ts'
import { pushedOrder } from '../house.ts'
import { type Desk, MAP_FILE, openDesk, TEA } from './house.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk([
    { match: { sku: 'TEA' }, taxCode: TEA, by: 'anna' },
    { match: { category: '茶叶' }, taxCode: TEA },
    { match: { role: 'shipping' }, taxCode: '3040801010000000000', rate: '0.06', shortName: '物流辅助服务' },
    { match: { role: 'tip' }, taxCode: '3070401000000000000', rate: '0.06', shortName: '餐饮服务', from: '2026-12-01' },
  ])
  await desk.serve()
})
afterAll(() => desk.close())

const rulesNow = async () => JSON.parse(await readFile(path.join(desk.folder, MAP_FILE), 'utf8'))

describe('map test', () => {
  it('tells which code a line gets and why, with every rule that fits', async () => {
    const { code, json } = await desk.json('map', 'test', '--sku', 'TEA', '--category', '茶叶')
    expect(code).toBe(EXIT.ok)
    expect(json.lines).toMatchObject([
      { coding: { taxCode: TEA, shortName: '茶', rate: '0.13', why: 'taxMap.0 sku=TEA (anna)' }, fitting: [{ rule: 0 }, { rule: 1 }] },
    ])
    expect((await desk.run('map', 'test', '--sku', 'TEA')).out).toMatch(/✓ \*茶\*TEA.*依据 why taxMap\.0[\s\S]*→ taxMap\.0 sku=TEA/)
  })

  it('of titles that no rule fits is a finding with the remedy in both languages', async () => {
    const { code, out } = await desk.run('map', 'test', '--title', '杯子', '茶壶', '--store', 'rest/main')
    expect(code).toBe(EXIT.findings)
    expect(out.match(/✗ UNMAPPED/g)).toHaveLength(2)
    expect(out).toMatch(/没有税收分类编码[\s\S]*has no tax code/)
  })

  it.each([
    ['shipping', '2026-11-20', '3040801010000000000'],
    ['tip', '2026-11-20', undefined],
    ['tip', '2026-12-01', '3070401000000000000'],
    ['giftWrap', '2026-12-01', undefined],
  ])('of a line that is %s on %s: %s', async (role, on, taxCode) => {
    const { json } = await desk.json('map', 'test', '--role', role, '--title', '其他', '--on', on)
    expect(json.lines[0].coding?.taxCode).toBe(taxCode)
  })

  it('says what is missing or wrong on the command line', async () => {
    expect((await desk.run('map', 'test')).code).toBe(EXIT.usage)
    expect((await desk.run('map', 'test', '--title', 'x', '--store', 'none')).code).toBe(EXIT.notFound)
    expect((await desk.run('map', 'test', '--title', 'x', '--role', 'nothing')).code).toBe(EXIT.usage)
  })
})

describe('a map that is mended while the server runs', () => {
  const cup = { id: '2', title: '青花杯', sku: 'CUP', quantity: '2', unit: '个', price: '50.00' }
  const tea = { id: '1', title: '龙井茶', sku: 'TEA', quantity: '1', unit: '罐', price: '113.00' }
  const pot = { id: '3', title: '紫砂壶', sku: 'POT', quantity: '1', unit: '把', price: '300.00', category: '茶具' }

  it('begins with what held orders lack, the highest sales first', async () => {
    await desk.push('/v1/orders', pushedOrder('1', { lines: [tea, cup], total: '213.00' }))
    await desk.push('/v1/orders', pushedOrder('2', { lines: [cup, pot], total: '400.00' }))
    await Promise.all(['1', '2'].map(id => desk.order(id, o => o.hold?.code === 'UNMAPPED')))
    const { json } = await desk.json('map', 'unmapped')
    expect(json).toEqual({
      orders: 2,
      rows: [
        { platform: 'rest', store: 'main', sku: 'POT', title: '紫砂壶', orders: 1, value: '300.00' },
        { platform: 'rest', store: 'main', sku: 'CUP', title: '青花杯', orders: 2, value: '200.00' },
      ],
    })
    expect((await desk.run('map', 'unmapped', '--store', 'main')).out).toMatch(/POT[\s\S]*CUP/)
  })

  it('a SKU is tested with the category of its last sale', async () => {
    const { json } = await desk.json('map', 'test', '--sku', 'POT')
    expect(json.lines[0].line).toMatchObject({ title: '紫砂壶', sku: 'POT' })
  })

  it('is exported, and imported unchanged', async () => {
    const { out } = await desk.run('map', 'export')
    expect(out).toMatch(/^\ufeffSKU,.*税收分类编码/)
    await desk.write('same.csv', out)
    expect((await desk.json('map', 'import', 'same.csv')).json).toEqual({
      applied: false,
      added: 0,
      changed: 0,
      unchanged: 4,
      missing: 0,
      faults: [],
    })
    expect((await desk.json('map', 'export')).json.rules).toHaveLength(4)
  })

  it('with a wrong row is refused whole, each wrong row by its number', async () => {
    await desk.write('wrong.csv', `SKU,税收分类编码,税率\nCUP,108,0.13\nPOT,9999999999999999999,0.13\n`)
    const { code, json } = await desk.json('map', 'import', 'wrong.csv', '--apply')
    expect([code, json.applied, json.faults.map((f: { path: string }) => f.path)]).toEqual([EXIT.usage, false, ['rows.2.taxCode', 'rows.3.taxCode']])
    expect(await rulesNow()).toHaveLength(4)
    expect((await desk.run('map', 'import', 'wrong.csv')).out).toMatch(/第 2 行/)
  })

  it('is only shown without --apply; with it the file is written, the old one kept, and what was held is issued without a restart', async () => {
    await desk.write('new.csv', `SKU,税收分类编码,税率,单位\nCUP,1080121010000000000,0.13,只\nPOT,1080121010000000000,0.13,\n`)
    const dry = await desk.json('map', 'import', 'new.csv')
    expect([dry.code, dry.json]).toEqual([EXIT.ok, { applied: false, added: 2, changed: 0, unchanged: 0, missing: 4, faults: [] }])
    expect(await rulesNow()).toHaveLength(4)
    const { code, json } = await desk.json('map', 'import', 'new.csv', '--apply')
    expect([code, json]).toMatchObject([EXIT.ok, { applied: true, added: 2, missing: 4, orders: 2 }])
    expect(await rulesNow()).toHaveLength(6)
    expect(JSON.parse(await readFile(json.copy, 'utf8'))).toHaveLength(4)
    expect((await readdir(desk.folder)).filter(name => /^main\.tax-map\.\d{8}T\d{6}Z\.json$/.test(name))).toHaveLength(1)
    const orders = await Promise.all(['1', '2'].map(id => desk.order(id, o => o.documents[0]?.state === 'issued')))
    expect(orders[0].documents[0].face.lines[1]).toMatchObject({ name: '青花杯', taxCode: '1080121010000000000', unit: '只', rate: '0.13' })
    expect((await desk.json('map', 'unmapped')).json).toEqual({ orders: 0, rows: [] })
  })
})

it('a store whose rules stand in the configuration itself is not written, and says how it can be', async () => {
  const config = JSON.parse(await readFile(path.join(desk.folder, 'fapiao.config.json'), 'utf8'))
  const stores = config.stores.map(({ taxMapFile: _, ...store }: { taxMapFile: string }) => ({ ...store, taxMap: [] }))
  await desk.write('inline.json', { ...config, stores })
  const { code, err } = await desk.run('map', 'import', 'new.csv', '--apply', '--config', 'inline.json')
  expect([code, err]).toEqual([EXIT.refused, expect.stringContaining('taxMapFile')])
  expect((await desk.run('map', 'import', 'new.csv', '--config', 'inline.json')).code).toBe(EXIT.ok)
})
