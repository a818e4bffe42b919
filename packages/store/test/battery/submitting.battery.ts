import { describe, expect, it } from 'vitest'
import type { Fresh } from '../battery.ts'
import { admission, another, change, document, intent, NOW } from '../examples.ts'
import { benchOf } from './bench.ts'

export function submitting(fresh: Fresh): void {
  describe('submitting', () => {
    const bench = benchOf(fresh)

    it('freezes serial and body once', async () => {
      const row = await bench.submitted()
      const frozen = { state: 'submitted', serial: 'FSERIAL', body: '{"serial":"FSERIAL"}', submittedAt: NOW, lastSubmittedAt: NOW }
      expect(row).toMatchObject(frozen)
      expect(await bench.store.intend([intent({ id: row.id, fence: row.fence, serial: 'OTHER', body: 'x' })])).toEqual([false])
      expect(await bench.store.document(row.id)).toMatchObject(frozen)
    })
    it('is refused to an old fence, to a row that waits, and to one that is not there', async () => {
      await bench.store.admit(admission(), NOW)
      const row = await bench.claimOne()
      await bench.claimOne(NOW + 60_000)
      expect(await bench.store.intend([intent({ id: row.id, fence: row.fence }), intent({ id: 'nobody', fence: 1, serial: 'X' })])).toEqual([
        false,
        false,
      ])
      expect((await bench.store.document('doc1'))?.state).toBe('queued')
    })
    it('answers each of several rows', async () => {
      await bench.store.admit(admission(), NOW)
      await bench.store.admit(another('2'), NOW)
      const [first, second] = await bench.store.claim('document', { now: NOW, limit: 10, leaseSeconds: 60, worker: 'w' })
      const intents = [intent({ id: first!.id, fence: first!.fence, serial: 'A' }), intent({ id: second!.id, fence: 99, serial: 'B' })]
      expect(await bench.store.intend(intents)).toEqual([true, false])
    })
    it('refuses a serial that was used before on the same lane, and only there', async () => {
      await bench.submitted()
      await bench.store.admit(another('2', { documents: [document({ id: 'same' })] }), NOW)
      const same = await bench.claimOne()
      await expect(bench.store.intend([intent({ id: same.id, fence: same.fence })])).rejects.toThrow()
      expect((await bench.store.document('same'))?.state).toBe('queued')
      await bench.store.admit(another('3', { documents: [document({ id: 'elsewhere', seller: 'second' })] }), NOW)
      const elsewhere = await bench.claimOne()
      expect(await bench.store.intend([intent({ id: elsewhere.id, fence: elsewhere.fence })])).toEqual([true])
    })
    it('lets the others through although one serial is refused', async () => {
      await bench.submitted()
      for (const id of ['2', '3', '4']) await bench.store.admit(another(id), NOW)
      const rows = await bench.store.claim('document', { now: NOW, limit: 10, leaseSeconds: 60, worker: 'w' })
      const serials = ['A', 'FSERIAL', 'C']
      await expect(bench.store.intend(rows.map((r, i) => intent({ id: r.id, fence: r.fence, serial: serials[i] ?? '' })))).rejects.toThrow()
      const states = await Promise.all(rows.map(r => bench.store.document(r.id)))
      expect(states.map(d => d?.state)).toEqual(['submitted', 'queued', 'submitted'])
    })
    it('has no way back', async () => {
      const row = await bench.submitted()
      for (const state of ['queued', 'waiting', 'cancelled'] as const)
        await expect(bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: { state } })], NOW)).rejects.toThrow(
          /may not go/,
        )
    })
  })
}
