import { describe, expect, it } from 'vitest'
import type { Fresh } from '../battery.ts'
import { ask, hint, NOW, ref } from '../examples.ts'
import { benchOf } from './bench.ts'

export function intake(fresh: Fresh): void {
  describe('intake', () => {
    const bench = benchOf(fresh)

    it('keeps a hint with its bytes, and answers a second delivery as a duplicate of the first', async () => {
      const first = await bench.store.accept(hint(), NOW)
      expect(first.duplicate).toBe(false)
      expect(await bench.store.accept(hint({ body: Buffer.from('other'), topic: 'other' }), NOW + 5)).toEqual({ id: first.id, duplicate: true })
      const rows = await bench.store.claim('hint', ask())
      expect(rows).toHaveLength(1)
      expect(rows[0]).toMatchObject({ id: first.id, source: 'webhook', topic: 'orders/paid', headers: { a: 'b' }, receivedAt: NOW, state: 'queued' })
      expect(Buffer.from(rows[0]?.body ?? []).toString()).toBe('{"id":1}')
    })
    it('keeps every byte, those that are no text too', async () => {
      const body = Uint8Array.from({ length: 256 }, (_, i) => i)
      await bench.store.accept(hint({ body, headers: { 'x-title': '发票 "1"\u0000' } }), NOW)
      const [row] = await bench.store.claim('hint', ask())
      expect([...(row?.body ?? [])]).toEqual([...body])
      expect(row?.headers).toEqual({ 'x-title': '发票 "1"\u0000' })
    })
    it('keeps the order a hint names', async () => {
      await bench.store.accept(hint({ source: 'sweep', ref, headers: undefined, body: undefined }), NOW)
      const [row] = await bench.store.claim('hint', ask())
      expect(row).toMatchObject({ ref, headers: {} })
      expect(row?.body).toHaveLength(0)
    })
    it('lets one of many simultaneous deliveries in', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => bench.store.accept(hint({ dedupeKey: `d${i % 2}` }), NOW)))
      expect(answers.filter(a => !a.duplicate)).toHaveLength(2)
      expect(new Set(answers.map(a => a.id)).size).toBe(2)
      expect(await bench.store.claim('hint', ask())).toHaveLength(2)
    })
    it('answers each of many simultaneous hints with its own row', async () => {
      const answers = await Promise.all(Array.from({ length: 150 }, (_, i) => bench.store.accept(hint({ dedupeKey: `many${i}` }), NOW)))
      const rows = await bench.store.claim('hint', ask({ limit: 500 }))
      expect(rows.map(r => r.dedupeKey).sort()).toEqual(Array.from({ length: 150 }, (_, i) => `many${i}`).sort())
      const ids = new Map(rows.map(r => [r.dedupeKey, r.id]))
      expect(answers.map(a => a.id)).toEqual(Array.from({ length: 150 }, (_, i) => ids.get(`many${i}`)))
    })
    it('tells stores and connectors apart', async () => {
      await bench.store.accept(hint(), NOW)
      expect((await bench.store.accept(hint({ store: 's2' }), NOW)).duplicate).toBe(false)
      expect((await bench.store.accept(hint({ connector: 'other' }), NOW)).duplicate).toBe(false)
    })
    it('knows a delivery again after it was worked', async () => {
      const first = await bench.store.accept(hint(), NOW)
      const [row] = await bench.store.claim('hint', ask())
      await bench.store.apply([{ kind: 'hint', id: first.id, fence: row?.fence ?? 0, set: { state: 'done' }, events: [] }], NOW)
      expect(await bench.store.accept(hint(), NOW + 1)).toEqual({ id: first.id, duplicate: true })
    })
    it('does not show a hint before it is due', async () => {
      await bench.store.accept(hint({ dueAt: NOW + 1_000 }), NOW)
      expect(await bench.store.claim('hint', ask({ now: NOW + 999 }))).toEqual([])
      expect(await bench.store.claim('hint', ask({ now: NOW + 1_000 }))).toHaveLength(1)
    })
    it('refuses an order whose key could be read as that of another', async () => {
      await expect(bench.store.accept(hint({ ref: { ...ref, store: 'a/b' } }), NOW)).rejects.toThrow(RangeError)
      expect((await bench.store.accept(hint({ ref: { ...ref, id: 'a/b' } }), NOW)).duplicate).toBe(false)
    })
  })
}
