import { fault } from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import type { Fresh } from '../battery.ts'
import { admission, another, ask, change, document, file, hint, intent, NOW } from '../examples.ts'
import { benchOf } from './bench.ts'

export function claiming(fresh: Fresh): void {
  describe('claiming', () => {
    const bench = benchOf(fresh)
    const accept = async (keys: readonly string[]) => {
      for (const dedupeKey of keys) await bench.store.accept(hint({ dedupeKey }), NOW)
    }

    it('leases a row to one worker; when the lease lapses the next gets a higher fence and the first is refused', async () => {
      await bench.store.accept(hint(), NOW)
      const [first] = await bench.store.claim('hint', ask())
      expect([first?.fence, first?.attempts]).toEqual([1, 1])
      expect(await bench.store.claim('hint', ask({ now: NOW + 59_999 }))).toEqual([])
      const [second] = await bench.store.claim('hint', ask({ now: NOW + 60_000 }))
      expect([second?.id, second?.fence, second?.attempts]).toEqual([first?.id, 2, 2])
      const done = (fence: number | undefined) => change({ kind: 'hint', id: first?.id ?? '', fence: fence ?? 0, set: { state: 'done' } })
      expect(await bench.store.apply([done(first?.fence), done(second?.fence)], NOW)).toEqual([false, true])
    })
    it('gives every row to exactly one of many claimers', async () => {
      await accept(Array.from({ length: 60 }, (_, i) => `k${i}`))
      const claims = await Promise.all(Array.from({ length: 12 }, (_, i) => bench.store.claim('hint', ask({ worker: `w${i}`, limit: 7 }))))
      const ids = claims.flat().map(r => r.id)
      expect(ids).toHaveLength(60)
      expect(new Set(ids).size).toBe(60)
      expect(claims.every(c => c.length <= 7)).toBe(true)
    })
    it('takes the longest due first, and no more than asked for', async () => {
      for (const [i, dueAt] of [30, 10, 20].entries()) await bench.store.accept(hint({ dedupeKey: `o${i}`, dueAt: NOW + dueAt }), NOW)
      const now = NOW + 100
      expect((await bench.store.claim('hint', ask({ now, limit: 2 }))).map(h => h.dedupeKey)).toEqual(['o1', 'o2'])
      expect((await bench.store.claim('hint', ask({ now, limit: 2 }))).map(h => h.dedupeKey)).toEqual(['o0'])
    })
    it('gives documents with their covers, and submitted ones with their frozen body', async () => {
      await bench.submitted()
      const [row] = await bench.store.claim('document', ask({ now: NOW + 60_000 }))
      expect(row).toMatchObject({ id: 'doc1', state: 'submitted', serial: 'FSERIAL', covers: document().covers, attempts: 2 })
    })
    it('passes by what is not yet due, held, waiting or final', async () => {
      await bench.store.admit(another('due', { documents: [document({ id: 'late', dueAt: NOW + 1 })] }), NOW)
      await bench.store.admit(another('waits', { documents: [document({ id: 'waits', state: 'waiting', hold: fault('WAITS_FOR_PERSON') })] }), NOW)
      const row = await bench.submitted()
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: { hold: fault('ABSENT', '', { serial: 'F' }) } })], NOW)
      expect(await bench.store.claim('document', ask())).toEqual([])
      expect((await bench.store.claim('document', ask({ now: NOW + 1 }))).map(d => d.id)).toEqual(['late'])
    })
    it('stops at a lane that has a need, alone, and opens it at its retry', async () => {
      const shut = { lane: 'main/bureau', need: 'login', detail: 'x', since: NOW, failures: 0 }
      await bench.store.admit(admission(), NOW)
      await bench.store.admit(another('2', { documents: [document({ id: 'other', seller: 'second' })] }), NOW)
      await bench.store.setLane(shut, [], NOW)
      expect((await bench.store.claim('document', ask())).map(d => d.id)).toEqual(['other'])
      await bench.store.setLane({ ...shut, retryAt: NOW + 10 }, [], NOW)
      expect(await bench.store.claim('document', ask({ now: NOW + 9 }))).toEqual([])
      expect((await bench.store.claim('document', ask({ now: NOW + 10 }))).map(d => d.id)).toEqual(['doc1'])
    })
    it('stops the files of a shut lane too, and lets a lane that merely failed run', async () => {
      const row = await bench.issued()
      await bench.store.setLane({ lane: 'main/bureau', failures: 3 }, [], NOW)
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: {}, files: [file()] })], NOW)
      await bench.store.setLane({ lane: 'main/bureau', need: 'quota', since: NOW, failures: 0 }, [], NOW)
      expect(await bench.store.claim('file', ask())).toEqual([])
      await bench.store.setLane({ lane: 'main/bureau', failures: 0 }, [], NOW)
      expect((await bench.store.claim('file', ask())).map(f => f.id)).toEqual(['f1'])
    })
    it('frees a row as soon as its change is applied', async () => {
      await bench.store.accept(hint(), NOW)
      const [row] = await bench.store.claim('hint', ask())
      await bench.store.apply([change({ kind: 'hint', id: row?.id ?? '', fence: row?.fence ?? 0, set: { dueAt: NOW + 5, note: 'later' } })], NOW)
      expect(await bench.store.claim('hint', ask({ now: NOW + 4 }))).toEqual([])
      expect(await bench.store.claim('hint', ask({ now: NOW + 5 }))).toMatchObject([{ id: row?.id, note: 'later', fence: 2 }])
    })
    it('is never shared by two workers of one document, whatever they do at once', async () => {
      for (let i = 0; i < 20; i++) await bench.store.admit(another(`p${i}`), NOW)
      const work = async (worker: string): Promise<string[]> => {
        const rows = await bench.store.claim('document', ask({ worker, limit: 5 }))
        const ours = await bench.store.intend(rows.map(r => intent({ id: r.id, fence: r.fence, serial: `${worker}-${r.id}` })))
        return rows.filter((_, i) => ours[i]).map(r => r.id)
      }
      const worked = (await Promise.all(Array.from({ length: 8 }, (_, i) => work(`w${i}`)))).flat()
      expect(worked).toHaveLength(20)
      expect(new Set(worked).size).toBe(20)
    })
  })
}
