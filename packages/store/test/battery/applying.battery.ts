import { arrows, type DocumentState, fault } from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import type { Fresh } from '../battery.ts'
import { another, ask, change, delivery, document, event, file, hint, intent, NOW, ref } from '../examples.ts'
import { benchOf } from './bench.ts'

const states = Object.keys(arrows) as DocumentState[]

export function applying(fresh: Fresh): void {
  describe('applying', () => {
    const bench = benchOf(fresh)
    const number = (digit: string) => digit.repeat(20)

    /** A document brought into a state by the allowed steps; answers the fence that moves it on. */
    const documentIn = async (state: DocumentState, id: string): Promise<number> => {
      const first = state === 'waiting' ? { state, hold: fault('WAITS_FOR_PERSON') } : {}
      await bench.store.admit(another(id, { documents: [document({ id, ...first })] }), NOW)
      if (state === 'waiting' || state === 'queued') return 0
      if (state === 'cancelled') await bench.store.admit(another(id, { version: 1, cancel: [id], documents: [] }), NOW)
      if (state === 'cancelled') return 1
      const { fence } = await bench.claimOne()
      await bench.store.intend([intent({ id, fence, serial: id })])
      if (state !== 'submitted') await bench.store.apply([change({ kind: 'document', id, fence, set: { state } })], NOW)
      return fence
    }

    it.each(states)('moves a document from %s as the arrows say, and a refused step changes nothing', async from => {
      for (const to of states) {
        const id = `${from}-${to}`
        const fence = await documentIn(from, id)
        const before = await bench.store.events('main', 0, 1000)
        const step = change({ kind: 'document', id, fence, set: { state: to }, hints: [hint({ dedupeKey: id })], events: [event(id)] })
        const allowed = from === to || (arrows[from] as readonly string[]).includes(to)
        if (allowed) expect(await bench.store.apply([step], NOW)).toEqual([true])
        else await expect(bench.store.apply([step], NOW)).rejects.toThrow(`may not go from ${from} to ${to}`)
        expect((await bench.store.document(id))?.state).toBe(allowed ? to : from)
        expect((await bench.store.events('main', 0, 1000)).length - before.length).toBe(allowed ? 1 : 0)
        expect((await bench.store.claim('hint', ask())).map(h => h.dedupeKey)).toEqual(allowed ? [id] : [])
        await bench.store.claim('document', ask({ leaseSeconds: 1_000_000 }))
      }
    })
    it('is refused to an old fence without a trace', async () => {
      const row = await bench.submitted()
      await bench.store.claim('document', ask({ now: NOW + 60_000 }))
      const before = await bench.store.events('main', 0, 100)
      const late = change({
        kind: 'document',
        id: row.id,
        fence: row.fence,
        set: { state: 'issued' },
        events: [event(row.id)],
        hints: [hint()],
        deliveries: [delivery()],
        chainHold: { ref, hold: fault('NOT_PAID') },
        lane: { lane: 'main/bureau', failures: 9 },
      })
      expect(await bench.store.apply([late], NOW)).toEqual([false])
      expect(await bench.store.events('main', 0, 100)).toEqual(before)
      expect(await bench.store.lanes()).toEqual([])
      expect((await bench.store.order(ref))?.chain.hold).toBeUndefined()
      expect(await bench.store.deliveries(['doc1'])).toEqual([])
    })
    it('sets what the patch names, clears a hold of null and leaves the rest', async () => {
      const row = await bench.submitted()
      const faults = [fault('REJECTED', '', { code: 'x', message: 'y' })]
      const set = { state: 'rejected', rejectedFaults: faults, hold: faults[0] ?? null, dueAt: NOW + 7, lastSubmittedAt: NOW + 3 } as const
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set })], NOW)
      expect(await bench.store.document(row.id)).toMatchObject({
        state: 'rejected',
        rejectedFaults: faults,
        hold: faults[0],
        dueAt: NOW + 7,
        submittedAt: NOW,
        lastSubmittedAt: NOW + 3,
        serial: 'FSERIAL',
      })
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: { hold: null, lastSubmittedAt: 0 } })], NOW)
      const after = await bench.store.document(row.id)
      expect([after?.hold, after?.lastSubmittedAt, after?.rejectedFaults]).toEqual([undefined, 0, faults])
    })
    it('writes files, deliveries, hints, chain hold and lane with the change', async () => {
      const row = await bench.submitted()
      const issued = change({
        kind: 'document',
        id: row.id,
        fence: row.fence,
        set: { state: 'issued', number: number('2'), issuedAt: '2026-11-20T10:00:00+08:00' },
        files: [file(), file({ id: 'f2', format: 'ofd' })],
        deliveries: [delivery(), delivery({ id: 'del2', channel: 'platform', to: '', wants: [], dueAt: NOW })],
        hints: [hint({ dedupeKey: 'replan', ref })],
        chainHold: { ref, hold: fault('REJECTED', '', { code: 'x', message: 'y' }) },
        lane: { lane: 'main/bureau', failures: 3 },
      })
      expect(await bench.store.apply([issued], NOW)).toEqual([true])
      const chain = (await bench.store.order(ref))?.chain
      expect([chain?.hold?.code, chain?.version]).toEqual(['REJECTED', 2])
      expect(await bench.store.lanes()).toEqual([{ lane: 'main/bureau', failures: 3 }])
      expect((await bench.store.files(['doc1'])).map(f => [f.id, f.format, f.state, f.lane])).toEqual([
        ['f1', 'pdf', 'due', 'main/bureau'],
        ['f2', 'ofd', 'due', 'main/bureau'],
      ])
      expect((await bench.store.claim('delivery', ask())).map(d => [d.id, d.to])).toEqual([['del2', '']])
      expect((await bench.store.claim('hint', ask())).map(h => h.ref)).toEqual([ref])
    })
    it('wakes a delivery when the last format that it wants is stored', async () => {
      const row = await bench.issued()
      const files = [file(), file({ id: 'f2', format: 'ofd' })]
      const deliveries = [delivery({ wants: ['pdf', 'ofd'] }), delivery({ id: 'pdfOnly' })]
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: {}, files, deliveries })], NOW)
      const store = async (id: string) => {
        const claimed = (await bench.store.claim('file', ask({ limit: 1 })))[0]
        const set = { state: 'stored', hash: `hash of ${id}` } as const
        await bench.store.apply([change({ kind: 'file', id: claimed?.id ?? '', fence: claimed?.fence ?? 0, set, wakeDeliveriesOf: 'doc1' })], NOW)
      }
      await store('f1')
      expect((await bench.store.claim('delivery', ask())).map(d => d.id)).toEqual(['pdfOnly'])
      await store('f2')
      expect((await bench.store.claim('delivery', ask())).map(d => [d.id, d.to])).toEqual([['del1', 'buyer@example.com']])
      expect((await bench.store.files(['doc1'])).map(f => f.hash)).toEqual(['hash of f1', 'hash of f2'])
    })
    it('keeps one file for each format, and refuses a delivery that is there already', async () => {
      const row = await bench.issued()
      const apply = (more: object) => bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: {}, ...more })], NOW)
      await apply({ files: [file()], deliveries: [delivery()] })
      await apply({ files: [file({ id: 'again' })] })
      expect((await bench.store.files(['doc1'])).map(f => f.id)).toEqual(['f1'])
      await expect(apply({ deliveries: [delivery({ to: 'other@example.com' })], files: [file({ id: 'f3', format: 'xml' })] })).rejects.toThrow()
      expect((await bench.store.deliveries(['doc1'])).map(d => d.to)).toEqual(['buyer@example.com'])
      expect(await bench.store.files(['doc1'])).toHaveLength(1)
    })
    it('settles a delivery with its receipt', async () => {
      const row = await bench.issued()
      await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: {}, deliveries: [delivery({ dueAt: NOW })] })], NOW)
      const [claimed] = await bench.store.claim('delivery', ask())
      const set = { state: 'sent', sentAt: NOW + 1, receipt: '<id@example.com>' } as const
      await bench.store.apply([change({ kind: 'delivery', id: 'del1', fence: claimed?.fence ?? 0, set })], NOW)
      expect(await bench.store.deliveries(['doc1'])).toMatchObject([{ state: 'sent', sentAt: NOW + 1, receipt: '<id@example.com>' }])
      expect((await bench.store.backlog()).delivery).toBe(0)
    })
    it('refuses the same invoice number twice for one seller, not for another', async () => {
      await bench.issued(number('3'))
      for (const [id, seller] of [
        ['same', 'main'],
        ['other', 'second'],
      ] as const) {
        await bench.store.admit(another(id, { documents: [document({ id, seller })] }), NOW)
        const row = await bench.claimOne()
        await bench.store.intend([intent({ id, fence: row.fence, serial: id })])
        const applied = bench.store.apply([change({ kind: 'document', id, fence: row.fence, set: { state: 'issued', number: number('3') } })], NOW)
        if (seller === 'main') await expect(applied).rejects.toThrow()
        else expect(await applied).toEqual([true])
      }
      expect((await bench.store.document('same'))?.state).toBe('submitted')
    })
    it('does not let one bad change sink the others, in one call or in many', async () => {
      const bad = await bench.submitted()
      for (const dedupeKey of ['a', 'b', 'c']) await bench.store.accept(hint({ dedupeKey }), NOW)
      const rows = await bench.store.claim('hint', ask())
      const done = rows.map(r => change({ kind: 'hint', id: r.id, fence: r.fence, set: { state: 'done' } }))
      const wrong = change({ kind: 'document', id: bad.id, fence: bad.fence, set: { state: 'waiting' } })
      const answers = await Promise.allSettled([
        bench.store.apply([done[0]!, wrong, done[1]!], NOW),
        bench.store.apply([done[2]!], NOW),
        bench.store.accept(hint({ dedupeKey: 'd' }), NOW),
      ])
      expect(answers.map(a => a.status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
      expect((await bench.store.backlog()).hint).toBe(1)
    })
    it('counts only once what a change and its repetition did', async () => {
      await bench.store.accept(hint(), NOW)
      const [row] = await bench.store.claim('hint', ask())
      const finish = change({ kind: 'hint', id: row?.id ?? '', fence: row?.fence ?? 0, set: { state: 'done' }, hints: [hint({ dedupeKey: 'next' })] })
      expect(await bench.store.apply([finish, finish], NOW)).toEqual([true, true])
      expect((await bench.store.backlog()).hint).toBe(1)
    })
  })
}
