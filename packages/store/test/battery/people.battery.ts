import { fault } from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import type { Fresh } from '../battery.ts'
import { admission, another, ask, change, delivery, document, event, file, hint, NOW, order, ref, request } from '../examples.ts'
import { benchOf } from './bench.ts'

export function people(fresh: Fresh): void {
  describe('people', () => {
    const bench = benchOf(fresh)
    const q = (key = 'q1') => hint({ source: 'request', dedupeKey: key, ref })

    it('ask once per key; another input under the same key is a conflict', async () => {
      await bench.store.admit(admission(), NOW)
      expect(await bench.store.request(request(), q(), NOW)).toBe('made')
      expect(await bench.store.request(request({ at: '2026-11-22T00:00:00Z' }), q('again'), NOW)).toBe('known')
      expect(await bench.store.request(request({ title: { kind: 'person', name: '王' } }), q('again'), NOW)).toBe('conflict')
      const row = await bench.store.order(ref)
      expect(row?.chain).toMatchObject({ request: request(), version: 2 })
      expect((await bench.store.backlog()).hint).toBe(1)
    })
    it('win over a planner who did not know of it', async () => {
      await bench.store.admit(admission(), NOW)
      await bench.store.request(request(), q(), NOW)
      expect(await bench.store.admit(admission({ version: 1, documents: [] }), NOW)).toBe('stale')
      expect(await bench.store.admit(admission({ version: 2, documents: [] }), NOW)).toBe('admitted')
      expect((await bench.store.order(ref))?.chain.request).toEqual(request())
    })
    it('may ask before the order is known, and the last one asked counts', async () => {
      await bench.store.request(request({ key: 'r0', title: { kind: 'person', name: '早' } }), q(), NOW)
      await bench.store.request(request(), q('q2'), NOW)
      await bench.store.admit(admission(), NOW)
      expect((await bench.store.order(ref))?.chain).toMatchObject({ request: request(), version: 1 })
      expect(await bench.store.request(request(), q('q3'), NOW)).toBe('known')
    })
    it('may ask at the very moment the order becomes known', async () => {
      for (let i = 0; i < 10; i++) {
        const mine = { ...ref, id: `race${i}` }
        await Promise.all([
          bench.store.admit(another(mine.id), NOW),
          bench.store.request(request({ key: `race${i}`, order: mine }), q(`race${i}`), NOW),
        ])
        expect((await bench.store.order(mine))?.chain.request?.key).toBe(`race${i}`)
      }
    })
    it('ask with what the planner passes on, where it names a request', async () => {
      await bench.store.admit(admission(), NOW)
      await bench.store.admit(admission({ version: 1, documents: [], request: request({ key: 'passed' }) }), NOW)
      expect((await bench.store.order(ref))?.chain.request?.key).toBe('passed')
    })
    it('retry an order once', async () => {
      expect(await bench.store.retryOrder(ref, q('x'), [], NOW)).toBe(false)
      expect((await bench.store.backlog()).hint).toBe(0)
      await bench.store.admit(admission({ documents: [] }), NOW)
      expect(await bench.store.retryOrder(ref, q('x'), [event('o')], NOW)).toBe(true)
      expect((await bench.store.order(ref))?.chain).toMatchObject({ retry: true, version: 2 })
      expect((await bench.store.backlog()).hint).toBe(1)
      await bench.store.admit(admission({ version: 2, documents: [] }), NOW)
      expect((await bench.store.order(ref))?.chain.retry ?? false).toBe(false)
    })
    it('re-arm held hints', async () => {
      const { id } = await bench.store.accept(hint(), NOW)
      const [row] = await bench.store.claim('hint', ask())
      const set = { state: 'held', hold: fault('ORDER_MISSING', '', { id: '1' }) } as const
      await bench.store.apply([change({ kind: 'hint', id, fence: row?.fence ?? 0, set })], NOW)
      expect((await bench.store.held('hint')).map(h => [h.id, h.hold?.code])).toEqual([[id, 'ORDER_MISSING']])
      expect(await bench.store.rearm('hint', [id, id, 'nobody'], [], NOW + 1)).toBe(1)
      expect(await bench.store.claim('hint', ask({ now: NOW + 1 }))).toMatchObject([{ id, attempts: 1, dueAt: NOW + 1 }])
    })
    it('re-arm a submitted document: it is asked for again, with all its tries', async () => {
      const row = await bench.submitted()
      const set = { hold: fault('ENDLESS', '', { serial: 'F', attempts: 9 }), dueAt: NOW + 9_000_000 }
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set })], NOW)
      expect(await bench.store.rearm('document', ['doc1'], [event('doc1', { type: 'document.released' })], NOW)).toBe(1)
      expect(await bench.store.claim('document', ask())).toMatchObject([{ id: 'doc1', state: 'submitted', serial: 'FSERIAL', attempts: 1 }])
    })
    it('release what only waits, and never what is wrong, a shadow or final', async () => {
      const waiting = (id: string, hold: Parameters<typeof fault>[0]) => document({ id, state: 'waiting', hold: fault(hold) })
      await bench.store.admit(
        another('w', { documents: [waiting('ok', 'WAITS_FOR_REQUEST'), waiting('shadow', 'SHADOW'), waiting('bad', 'NOT_PAID')] }),
        NOW,
      )
      await bench.issued()
      expect(await bench.store.rearm('document', ['ok', 'shadow', 'bad', 'doc1'], [], NOW)).toBe(1)
      expect((await bench.store.claim('document', ask())).map(d => d.id)).toEqual(['ok'])
      expect(await bench.store.document('shadow')).toMatchObject({ state: 'waiting', hold: fault('SHADOW') })
      expect((await bench.store.document('doc1'))?.state).toBe('issued')
    })
    it('re-arm files and deliveries', async () => {
      const row = await bench.issued()
      await bench.store.apply(
        [change({ kind: 'document', id: row.id, fence: row.fence, set: {}, files: [file()], deliveries: [delivery({ dueAt: NOW })] })],
        NOW,
      )
      const [f] = await bench.store.claim('file', ask())
      const [d] = await bench.store.claim('delivery', ask())
      const late = fault('FILE_LATE', '', { number: '1', format: 'pdf', attempts: 3 })
      const refused = fault('DELIVERY_REFUSED', '', { channel: 'email', why: 'x' })
      await bench.store.apply(
        [
          change({ kind: 'file', id: 'f1', fence: f?.fence ?? 0, set: { state: 'held', hold: late } }),
          change({ kind: 'delivery', id: 'del1', fence: d?.fence ?? 0, set: { state: 'refused', hold: refused } }),
        ],
        NOW,
      )
      expect((await bench.store.held('file')).map(r => r.hold)).toEqual([late])
      expect((await bench.store.held('delivery')).map(r => r.hold)).toEqual([refused])
      expect([await bench.store.rearm('file', ['f1'], [], NOW), await bench.store.rearm('delivery', ['del1'], [], NOW)]).toEqual([1, 1])
      expect(await bench.store.claim('file', ask())).toMatchObject([{ id: 'f1', state: 'due', attempts: 1 }])
      expect(await bench.store.claim('delivery', ask())).toMatchObject([{ id: 'del1', state: 'queued', attempts: 1 }])
    })
    it('are forgotten: contact, addresses and raw hints go, content and titles stay', async () => {
      await bench.store.accept(hint({ dedupeKey: 'known', ref }), NOW)
      await bench.store.accept(hint({ dedupeKey: 'learnt' }), NOW)
      const learnt = (await bench.store.claim('hint', ask())).find(h => h.dedupeKey === 'learnt')
      await bench.store.apply([change({ kind: 'hint', id: learnt?.id ?? '', fence: learnt?.fence ?? 0, set: { ref, dueAt: NOW } })], NOW)
      const row = await bench.issued()
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: {}, deliveries: [delivery()] })], NOW)
      await bench.store.request(request(), q(), NOW)
      await bench.store.admit(another('2'), NOW)
      await bench.store.forget([ref], [event('shop/s1/1001', { type: 'privacy.done' })], NOW)

      const { order: kept, chain } = (await bench.store.order(ref)) ?? expect.unreachable()
      expect([kept.contact, chain.request?.contact, chain.request?.title.name]).toEqual([undefined, undefined, '李小明'])
      expect(kept.lines).toEqual(order().lines)
      expect(chain.documents[0]?.content.buyer.name).toBe('个人')
      expect((await bench.store.deliveries(['doc1'])).map(d => d.to)).toEqual([''])
      const hints = await bench.store.claim('hint', ask({ now: NOW + 60_000 }))
      expect(hints.map(h => [h.body.length, Object.keys(h.headers).length])).toEqual(hints.map(() => [0, 0]))
      expect(hints.map(h => h.dedupeKey).sort()).toEqual(['known', 'learnt', 'q1'])
      expect((await bench.store.order({ ...ref, id: '2' }))?.order.contact).toEqual(order().contact)
    })
    it('are forgotten although their order is not known yet', async () => {
      await bench.store.request(request(), q(), NOW)
      await bench.store.forget([ref], [], NOW)
      await bench.store.admit(admission(), NOW)
      expect((await bench.store.order(ref))?.chain.request).toEqual(request({ contact: undefined }))
    })
  })
}
