import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFolder } from '../../test/house.ts'
import { openEditions } from './editions/index.ts'
import { liveMap } from './live-map.ts'

let folder: Awaited<ReturnType<typeof openFolder>>
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

/** As an editor or a command replaces a file: whole, under another inode. */
async function replaced(name: string, content: unknown): Promise<void> {
  await rename(await folder.write(`${name}.new`, content), path.join(folder.folder, name))
}

const rule = (sku: string) => ({ match: { sku }, taxCode: '1030308010000000000' })

describe('a map that is read while it is used', () => {
  it('follows its file, and stays what it was while the file is broken or gone, which is told once', async () => {
    const told: string[] = []
    const first = [rule('A')]
    await replaced('map.json', first)
    const file = path.join(folder.folder, 'map.json')
    const rules = liveMap(file, first, f => told.push(f.code))
    expect(rules()).toBe(first)
    await replaced('map.json', [rule('B')])
    expect(rules()).toEqual([rule('B')])
    for (const broken of ['[{', [{ match: {}, taxCode: 'x' }]]) {
      await replaced('map.json', broken)
      for (const _ of [1, 2]) expect(rules()).toEqual([rule('B')])
    }
    await rm(file)
    expect(rules()).toEqual([rule('B')])
    expect(told).toEqual(['CONFIG_UNREADABLE', 'CONFIG_UNREADABLE', 'CONFIG_UNREADABLE'])
    await replaced('map.json', [rule('C')])
    expect(rules()).toEqual([rule('C')])
  })
})

describe('editions that are read while they are used', () => {
  it('come and go with their files, and stay what they were while one is broken, which is told once', async () => {
    const told: string[] = []
    const { on, mark } = openEditions(folder.folder, f => told.push(f.code))
    expect(on('2027-01-01').version).toBe('2026-06-01-common')
    const before = mark()
    const edition = { version: 'v1', source: 'a test', from: '2027-01-01', keptAt: '2026-11-24T00:00:00.000Z', entries: [] }
    await mkdir(path.join(folder.folder, 'codes'))
    await replaced('codes/2027-01-01.v1.json', edition)
    expect([on('2026-12-31').version, on('2027-01-01').version]).toEqual(['2026-06-01-common', 'v1'])
    expect(mark()).not.toBe(before)
    const entry = { code: '1030308010000000000', name: '茶', shortName: '茶', rates: [], group: '' }
    await replaced('codes/2027-02-01.v2.json', { ...edition, version: 'v2', entries: [entry, entry] })
    for (const _ of [1, 2]) expect(on('2027-02-01').version).toBe('v1')
    expect(told).toEqual(['EDITION_BROKEN'])
  })
})
