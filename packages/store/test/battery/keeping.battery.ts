import { describe, expect, it } from 'vitest'
import { storeVault } from '../../src/index.ts'
import type { Fresh } from '../battery.ts'
import { hint, NOW } from '../examples.ts'
import { benchOf } from './bench.ts'

export function keeping(fresh: Fresh): void {
  describe('vault, locks and the log', () => {
    const bench = benchOf(fresh)

    it('keep, replace and remove values', async () => {
      await bench.store.vaultSet('a/1', 'x')
      await bench.store.vaultSet('a/1', '令牌 y')
      await bench.store.vaultSet('a/0', '')
      await bench.store.vaultSet('b/1', 'z')
      expect([await bench.store.vaultGet('a/1'), await bench.store.vaultGet('a/0')]).toEqual(['令牌 y', ''])
      expect(await bench.store.vaultKeys('a/')).toEqual(['a/0', 'a/1'])
      expect(await bench.store.vaultKeys('')).toEqual(['a/0', 'a/1', 'b/1'])
      await bench.store.vaultSet('a/1', undefined)
      await bench.store.vaultSet('a/1', undefined)
      expect([await bench.store.vaultGet('a/1'), await bench.store.vaultKeys('a/')]).toEqual([undefined, ['a/0']])
    })
    it('lock for one at a time, until released or lapsed', async () => {
      const tokens = await Promise.all([1, 2, 3].map(() => bench.store.lock('k', 10, NOW)))
      const token = tokens.find(t => t !== undefined) ?? ''
      expect(tokens.filter(t => t !== undefined)).toHaveLength(1)
      expect(await bench.store.lock('k', 10, NOW + 9_999)).toBeUndefined()
      expect(await bench.store.lock('other', 10, NOW)).toBeDefined()
      const next = await bench.store.lock('k', 10, NOW + 10_000)
      expect(next).toBeDefined()
      await bench.store.unlock('k', token)
      expect(await bench.store.lock('k', 10, NOW + 10_001)).toBeUndefined()
      await bench.store.unlock('k', next ?? '')
      expect(await bench.store.lock('k', 10, NOW + 10_001)).toBeDefined()
    })
    it('run work one after the other under a lock, and free it when the work throws', async () => {
      const vault = storeVault(bench.store, { now: () => NOW })
      let inside = 0
      let most = 0
      const work = async () => {
        most = Math.max(most, ++inside)
        await new Promise(resolve => setTimeout(resolve, 5))
        inside--
      }
      await Promise.all([1, 2, 3].map(() => vault.withLock('w', work)))
      expect([inside, most]).toEqual([0, 1])
      await expect(vault.withLock('w', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
      expect(await vault.withLock('w', async () => 'free')).toBe('free')
    })
    it('keep interactions, found by any of their subjects, oldest first', async () => {
      const call = { at: NOW, operation: 'issue', subjects: ['F1', 'F2', 'F2'], request: '{"q":1}', answer: 'a', status: 200, tookMs: 5 }
      await bench.store.record(call)
      await bench.store.record({ ...call, at: NOW - 5, operation: 'find', subjects: ['F2'], status: 0 })
      await bench.store.record({ ...call, subjects: [] })
      expect(await bench.store.interactions('F1')).toEqual([call])
      expect((await bench.store.interactions('F2')).map(i => i.operation)).toEqual(['issue', 'find'])
      expect(await bench.store.interactions('F3')).toEqual([])
    })
    it('may be migrated again, by several at once', async () => {
      await bench.store.accept(hint(), NOW)
      await Promise.all([bench.store.migrate(), bench.store.migrate()])
      expect((await bench.store.accept(hint(), NOW)).duplicate).toBe(true)
    })
  })
}
