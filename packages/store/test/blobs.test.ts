import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Blobs } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { describe, expect, test } from 'vitest'
import { ChangedBlob, fileBlobs, memoryBlobs } from '../src/index.ts'
import { ownFolder } from './stores.ts'

const folder = ownFolder()
const bytes = Uint8Array.from({ length: 5000 }, (_, i) => i % 256)

describe.each<[string, () => Blobs]>([
  ['files', () => fileBlobs(join(folder, 'blobs'))],
  ['memory', memoryBlobs],
])('blobs in %s', (_, open) => {
  test('are kept byte for byte under their SM3 hash', async () => {
    const blobs = open()
    const hash = await blobs.put(bytes)
    expect(hash).toBe(sm3(bytes))
    expect([...((await blobs.get(hash)) ?? [])]).toEqual([...bytes])
    expect(await blobs.get(await blobs.put(new Uint8Array()))).toHaveLength(0)
  })
  test('are the same however often and from wherever they are put', async () => {
    const blobs = open()
    const hashes = await Promise.all(Array.from({ length: 10 }, () => blobs.put(bytes)))
    expect(new Set(hashes).size).toBe(1)
  })
  test('that are not there, or have no such name, are undefined', async () => {
    const blobs = open()
    expect(await blobs.get('0'.repeat(64))).toBeUndefined()
    expect(await blobs.get('../../etc/passwd')).toBeUndefined()
  })
  test('are not changed by whoever keeps the bytes', async () => {
    const blobs = open()
    const mine = Uint8Array.from([1, 2, 3])
    const hash = await blobs.put(mine)
    mine[0] = 9
    expect([...((await blobs.get(hash)) ?? [])]).toEqual([1, 2, 3])
  })
})

test('a file that was changed on disk is never given out, and nothing half written stays', async () => {
  const own = join(folder, 'changed')
  const blobs = fileBlobs(own)
  const hash = await blobs.put(bytes)
  const files = (readdirSync(own, { recursive: true }) as string[]).filter(f => f.includes(hash))
  expect(files).toEqual([join(hash.slice(0, 2), hash.slice(2, 4), hash)])
  writeFileSync(join(own, files[0] ?? ''), 'other')
  await expect(blobs.get(hash)).rejects.toThrow(ChangedBlob)
})
