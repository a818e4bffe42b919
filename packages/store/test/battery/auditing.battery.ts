import { fault, GENESIS } from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import type { Fresh } from '../battery.ts'
import { admission, another, change, digest, document, event, NOW, ref } from '../examples.ts'
import { benchOf } from './bench.ts'

export function auditing(fresh: Fresh): void {
  describe('the audit chain', () => {
    const bench = benchOf(fresh)
    const told = async () => (await bench.store.events('main', 0, 1000)).map(e => JSON.parse(e.bytes))

    it('links every event of a seller to the one before, whoever wrote it', async () => {
      const both = (i: number) => [event(`e${i}`), event(`e${i}`, { seller: i % 2 ? 'other' : 'main' })]
      await Promise.all(Array.from({ length: 24 }, (_, i) => bench.store.admit(another(`e${i}`, { events: both(i) }), NOW)))
      const sellers = await bench.store.sellers()
      expect(sellers).toEqual(['main', 'other'])
      for (const seller of sellers) {
        const events = await bench.store.events(seller, 0, 1000)
        events.reduce((prev, e, i) => {
          expect([e.seller, e.seq, e.prev, e.hash]).toEqual([seller, i + 1, prev, digest(prev + e.bytes)])
          return e.hash
        }, GENESIS)
        expect(await bench.store.head(seller)).toEqual({ seller, seq: events.length, hash: events.at(-1)?.hash, at: NOW })
      }
    })
    it('is read in pages', async () => {
      await bench.store.setLane(
        { lane: 'l', failures: 0 },
        [1, 2, 3, 4, 5].map(n => event('l', { data: { n } })),
        NOW,
      )
      expect((await bench.store.events('main', 1, 2)).map(e => e.seq)).toEqual([2, 3])
      expect((await bench.store.events('main', 4, 10)).map(e => e.seq)).toEqual([5])
    })
    it("takes what a write did into the caller's event about the same subject", async () => {
      await bench.store.admit(admission({ events: [event('doc1', { data: { mine: 1 } })] }), NOW)
      const [first] = await told()
      expect(first).toMatchObject({ type: 'document.admitted', actor: 'engine', subject: 'doc1', data: { mine: 1 } })
      expect(first.data.wrote.map((w: { table: string; id: string }) => [w.table, w.id])).toEqual([
        ['documents', 'doc1'],
        ['covers', 'doc1#0'],
      ])
      expect(first.data.wrote[0].set).toMatchObject({ state: 'queued', lane: 'main/bureau', content_hash: document().contentHash })
    })
    it('tells of every write, although no caller did', async () => {
      const row = await bench.issued()
      const hold = fault('ANSWER_DIFFERS', '', { what: 'x', theirs: '1', ours: '2' })
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: {}, chainHold: { ref, hold } })], NOW)
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: {}, chainHold: { ref, hold: null } })], NOW)
      const own = (await told()).filter(e => e.actor === 'store')
      expect(own.map(e => [e.type, e.subject])).toEqual([
        ['order.planned', 'shop/s1/1001'],
        ['row.written', 'doc1'],
        ['order.held', 'shop/s1/1001'],
        ['order.released', 'shop/s1/1001'],
      ])
      expect(own[1].data.wrote).toEqual([
        { table: 'documents', id: 'doc1', set: { hold: null, issued_at: '2026-11-20T10:00:00+08:00', number: '2'.repeat(20), state: 'issued' } },
      ])
    })
    it('is silent about schedules', async () => {
      const row = await bench.submitted()
      const before = (await told()).length
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: { dueAt: NOW + 9, lastSubmittedAt: 0 } })], NOW)
      expect((await told()).length).toBe(before)
    })
    it('holds no contact data and no text of a hold', async () => {
      await bench.store.admit(admission({ hold: fault('ORDER_MISSING', '', { id: 'secret-7' }) }), NOW)
      await bench.store.retryOrder(ref, { source: 'person', connector: 'shop', store: 's1', topic: 't', dedupeKey: 'r', ref }, [], NOW)
      const text = JSON.stringify(await bench.store.events('main', 0, 100))
      expect(text).not.toMatch(/buyer@example|secret-7|link-s1/)
      expect(text).toContain('ORDER_MISSING')
    })
    it('leaves `wrote` to the store', async () => {
      await expect(bench.store.admit(admission({ events: [event('doc1', { data: { wrote: [] } })] }), NOW)).rejects.toThrow(/wrote/)
      expect(await bench.store.order(ref)).toBeUndefined()
    })
  })
}
