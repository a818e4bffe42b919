import { fault } from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import type { Fresh } from '../battery.ts'
import { admission, another, ask, change, delivery, document, file, hint, NOW, order, ref } from '../examples.ts'
import { benchOf } from './bench.ts'

export function reading(fresh: Fresh): void {
  describe('reading', () => {
    const bench = benchOf(fresh)

    it('pages documents, newest first, without loss or repeat, though rows arrive meanwhile', async () => {
      for (let i = 0; i < 7; i++) await bench.store.admit(another(`o${i}`, { documents: [document({ id: `d${i}` })] }), NOW + Math.floor(i / 2))
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await bench.store.documents({ limit: 3, cursor })
        seen.push(...page.rows.map(r => r.id))
        await bench.store.admit(another(`late${seen.length}`), NOW + 100 + seen.length)
        cursor = page.cursor
      } while (cursor !== undefined)
      expect(seen).toEqual(['d6', 'd5', 'd4', 'd3', 'd2', 'd1', 'd0'])
    })
    it('pages orders without losing one that is touched meanwhile', async () => {
      for (let i = 0; i < 6; i++) await bench.store.admit(another(`o${i}`, { documents: [] }), NOW + i)
      const first = await bench.store.orders({ limit: 4 })
      expect(first.rows.map(r => r.order.ref.id)).toEqual(['o5', 'o4', 'o3', 'o2'])
      await bench.store.forget([{ ...ref, id: 'o0' }], [], NOW + 50)
      await bench.store.retryOrder({ ...ref, id: 'o1' }, hint(), [], NOW + 50)
      const second = await bench.store.orders({ limit: 4, cursor: first.cursor })
      expect([second.rows.map(r => r.order.ref.id), second.cursor]).toEqual([['o1', 'o0'], undefined])
    })
    it('ends with a page that has no cursor, a full one too', async () => {
      for (const id of ['a', 'b']) await bench.store.admit(another(id), NOW)
      expect(await bench.store.documents({ limit: 2 })).toMatchObject({ cursor: undefined, rows: [{}, {}] })
      expect(await bench.store.documents({ store: 'none' })).toEqual({ rows: [], cursor: undefined })
      expect((await bench.store.orders({})).rows).toHaveLength(2)
    })
    it('filters documents by store, state, colour, number and age', async () => {
      const row = await bench.issued('7'.repeat(20))
      await bench.store.admit(another('2', { documents: [document({ id: 'red', colour: 'red', of: row.id })] }), NOW + 10)
      await bench.store.admit(
        another('3', { order: order({ ref: { ...ref, store: 's2', id: '3' } }), documents: [document({ id: 's2' })] }),
        NOW + 20,
      )
      const ids = async (filter: Parameters<typeof bench.store.documents>[0]) => (await bench.store.documents(filter)).rows.map(d => d.id)
      expect(await ids({ store: 's1' })).toEqual(['red', 'doc1'])
      expect(await ids({ state: 'issued' })).toEqual(['doc1'])
      expect(await ids({ colour: 'red' })).toEqual(['red'])
      expect(await ids({ number: '7'.repeat(20) })).toEqual(['doc1'])
      expect(await ids({ since: NOW + 10 })).toEqual(['s2', 'red'])
      expect(await ids({ store: 's1', state: 'queued', colour: 'blue' })).toEqual([])
    })
    it('filters orders by store and hold', async () => {
      await bench.store.admit(admission(), NOW)
      const held = another('9', { order: order({ ref: { ...ref, store: 's2', id: '9' } }), documents: [], hold: fault('NOT_PAID') })
      await bench.store.admit(held, NOW)
      expect((await bench.store.orders({ held: true })).rows.map(o => o.order.ref.store)).toEqual(['s2'])
      expect((await bench.store.orders({ held: false })).rows.map(o => o.order.ref.store)).toEqual(['s1'])
      expect((await bench.store.orders({ store: 's2', held: false })).rows).toEqual([])
    })
    it('refuses a cursor that it never gave', async () => {
      await expect(bench.store.documents({ cursor: 'nonsense' })).rejects.toThrow(RangeError)
      await expect(bench.store.orders({ cursor: '~' })).rejects.toThrow(RangeError)
    })
    it('answers undefined or nothing for what is not there', async () => {
      expect(await bench.store.order(ref)).toBeUndefined()
      expect(await bench.store.orderByLink('x')).toBeUndefined()
      expect(await bench.store.document('x')).toBeUndefined()
      expect([await bench.store.files([]), await bench.store.deliveries(['x']), await bench.store.lanes()]).toEqual([[], [], []])
      expect([await bench.store.sellers(), await bench.store.events('x', 0, 10), await bench.store.head('x')]).toEqual([[], [], undefined])
      expect(await bench.store.apply([], NOW)).toEqual([])
      expect(await bench.store.rearm('document', [], [], NOW)).toBe(0)
    })
    it('counts the work that is left, not what is held or done', async () => {
      const row = await bench.issued()
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: {}, files: [file()], deliveries: [delivery()] })], NOW)
      await bench.store.accept(hint({ dueAt: NOW + 1_000_000 }), NOW)
      await bench.store.admit(
        another('2', { documents: [document({ id: 'w', state: 'waiting', hold: fault('SHADOW') }), document({ id: 'q' })] }),
        NOW,
      )
      expect(await bench.store.backlog()).toEqual({ hint: 1, document: 1, file: 1, delivery: 1 })
      const [claimed] = await bench.store.claim('document', ask())
      await bench.store.apply([change({ kind: 'document', id: 'q', fence: claimed?.fence ?? 0, set: { hold: fault('BUG', '', { why: 'x' }) } })], NOW)
      expect(await bench.store.backlog()).toEqual({ hint: 1, document: 0, file: 1, delivery: 1 })
    })
    it('keeps a lane as it was last set', async () => {
      const shut = { lane: 'main/bureau', need: 'login', detail: 'x', since: NOW, retryAt: NOW + 5, failures: 2 }
      await bench.store.setLane(shut, [], NOW)
      expect(await bench.store.lanes()).toEqual([shut])
      await bench.store.setLane({ lane: 'main/bureau', failures: 0 }, [], NOW)
      await bench.store.setLane({ lane: 'a/bureau', failures: 1 }, [], NOW)
      expect(await bench.store.lanes()).toEqual([
        { lane: 'a/bureau', failures: 1 },
        { lane: 'main/bureau', failures: 0 },
      ])
    })
  })
}
