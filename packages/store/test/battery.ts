import { createHash } from 'node:crypto'
import { fault, GENESIS, type Store } from '@openfapiao/core'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { admission, ask, change, document, event, hint, NOW, order, ref } from './examples.ts'

export const digest = (text: string): string => createHash('sm3').update(text).digest('hex')

/** What every store must do. `fresh` gives an empty, migrated store. */
export function storeBattery(name: string, fresh: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store
    const opened: Store[] = []
    beforeEach(async () => {
      store = await fresh()
      opened.push(store)
    })
    afterAll(async () => {
      for (const s of opened) await s.close()
    })

    const claimOne = async () => (await store.claim('document', ask()))[0] ?? expect.unreachable()
    const submitted = async () => {
      await store.admit(admission(), NOW)
      const row = await claimOne()
      const intent = {
        id: row.id,
        fence: row.fence,
        serial: 'FSERIAL',
        body: '{}',
        bodyHash: 'bh',
        at: NOW,
        events: [event(row.id, { type: 'document.submitted' })],
      }
      expect(await store.intend([intent])).toEqual([true])
      return row
    }

    describe('intake', () => {
      it('keeps a hint with its bytes, and answers a second delivery as a duplicate of the first', async () => {
        const first = await store.accept(hint(), NOW)
        expect(await store.accept(hint({ body: Buffer.from('other') }), NOW)).toEqual({ id: first.id, duplicate: true })
        const [row] = await store.claim('hint', ask())
        expect(Buffer.from(row?.body ?? []).toString()).toBe('{"id":1}')
        expect(row?.headers).toEqual({ a: 'b' })
      })
      it('lets one of many simultaneous deliveries in', async () => {
        const answers = await Promise.all(Array.from({ length: 20 }, () => store.accept(hint(), NOW)))
        expect(answers.filter(a => !a.duplicate)).toHaveLength(1)
        expect(new Set(answers.map(a => a.id)).size).toBe(1)
      })
      it('tells stores and connectors apart', async () => {
        await store.accept(hint(), NOW)
        expect((await store.accept(hint({ store: 's2' }), NOW)).duplicate).toBe(false)
      })
      it('does not show a hint before it is due', async () => {
        await store.accept(hint({ dueAt: NOW + 1_000 }), NOW)
        expect(await store.claim('hint', ask())).toEqual([])
        expect(await store.claim('hint', ask({ now: NOW + 1_000 }))).toHaveLength(1)
      })
    })

    describe('admission', () => {
      it('writes order, documents, covers and events as one', async () => {
        expect(await store.admit(admission(), NOW)).toBe('admitted')
        const row = await store.order(ref)
        expect(row?.order).toEqual(order())
        expect(row?.chain.version).toBe(1)
        expect(row?.chain.documents.map(d => [d.id, d.state, d.lane, d.covers])).toEqual([['doc1', 'queued', 'main/bureau', document().covers]])
        expect((await store.orderByLink('link-1001'))?.order.ref).toEqual(ref)
        expect(await store.events('main', 0, 10)).toHaveLength(1)
      })
      it('lets one of two planners win', async () => {
        const answers = await Promise.all(['a', 'b', 'c'].map(id => store.admit(admission({ documents: [document({ id })] }), NOW)))
        expect(answers.filter(a => a === 'admitted')).toHaveLength(1)
        expect((await store.order(ref))?.chain.documents).toHaveLength(1)
        expect(await store.admit(admission({ version: 7 }), NOW)).toBe('stale')
      })
      it('cancels what is pending, and is stale when that was submitted meanwhile', async () => {
        await store.admit(admission(), NOW)
        expect(await store.admit(admission({ version: 1, cancel: ['doc1'], documents: [document({ id: 'doc2' })] }), NOW)).toBe('admitted')
        expect((await store.document('doc1'))?.state).toBe('cancelled')
        const row = await claimOne()
        await store.intend([{ id: row.id, fence: row.fence, serial: 'F2', body: '{}', bodyHash: 'b', at: NOW, events: [] }])
        expect(await store.admit(admission({ version: 2, cancel: ['doc2'], documents: [] }), NOW)).toBe('stale')
      })
      it('takes the row out of the hands of whoever had claimed it', async () => {
        await store.admit(admission(), NOW)
        const row = await claimOne()
        await store.admit(admission({ version: 1, cancel: ['doc1'], documents: [] }), NOW)
        expect(await store.intend([{ id: row.id, fence: row.fence, serial: 'F2', body: '{}', bodyHash: 'b', at: NOW, events: [] }])).toEqual([false])
      })
      it("keeps and clears the chain's hold and its later hints", async () => {
        await store.admit(admission({ documents: [], hold: fault('NOT_PAID'), hints: [hint({ dedupeKey: 'later', dueAt: NOW + 5 })] }), NOW)
        expect((await store.order(ref))?.chain.hold?.code).toBe('NOT_PAID')
        expect(await store.claim('hint', ask({ now: NOW + 5 }))).toHaveLength(1)
        await store.admit(admission({ version: 1, documents: [] }), NOW)
        expect((await store.order(ref))?.chain.hold).toBeUndefined()
      })
    })

    describe('claiming', () => {
      it('leases a row to one worker; when the lease lapses the next gets a higher fence and the first is refused', async () => {
        await store.accept(hint(), NOW)
        const [first] = await store.claim('hint', ask())
        expect(await store.claim('hint', ask())).toEqual([])
        const [second] = await store.claim('hint', ask({ now: NOW + 60_000 }))
        expect([second?.id, second?.fence, second?.attempts]).toEqual([first?.id, (first?.fence ?? 0) + 1, 2])
        expect(await store.apply([change({ kind: 'hint', id: first?.id ?? '', fence: first?.fence ?? 0, set: { state: 'done' } })], NOW)).toEqual([
          false,
        ])
        expect(await store.apply([change({ kind: 'hint', id: second?.id ?? '', fence: second?.fence ?? 0, set: { state: 'done' } })], NOW)).toEqual([
          true,
        ])
      })
      it('gives every row to exactly one of many claimers', async () => {
        for (let i = 0; i < 30; i++) await store.accept(hint({ dedupeKey: `k${i}` }), NOW)
        const claims = await Promise.all(Array.from({ length: 6 }, () => store.claim('hint', ask())))
        const ids = claims.flat().map(r => r.id)
        expect(new Set(ids).size).toBe(ids.length)
      })
      it('passes by held rows and shut lanes, and opens a lane at its retry', async () => {
        await store.admit(admission(), NOW)
        await store.setLane({ lane: 'main/bureau', need: 'login', detail: 'x', since: NOW, failures: 0 }, [], NOW)
        expect(await store.claim('document', ask())).toEqual([])
        await store.setLane({ lane: 'main/bureau', need: 'login', detail: 'x', since: NOW, retryAt: NOW + 10, failures: 0 }, [], NOW)
        expect(await store.claim('document', ask({ now: NOW + 10 }))).toHaveLength(1)
        await store.admit(
          admission({
            order: order({ ref: { ...ref, id: '2' } }),
            documents: [document({ id: 'held', state: 'waiting', hold: fault('WAITS_FOR_PERSON') })],
          }),
          NOW,
        )
        expect(await store.claim('document', ask({ now: NOW + 10 }))).toEqual([])
      })
    })

    describe('submitting', () => {
      it('freezes serial and body once', async () => {
        const row = await submitted()
        expect(await store.document(row.id)).toMatchObject({
          state: 'submitted',
          serial: 'FSERIAL',
          body: '{}',
          bodyHash: 'bh',
          submittedAt: NOW,
          lastSubmittedAt: NOW,
        })
        expect(await store.intend([{ id: row.id, fence: row.fence, serial: 'OTHER', body: 'x', bodyHash: 'y', at: NOW, events: [] }])).toEqual([
          false,
        ])
      })
      it('refuses a serial that was used before', async () => {
        await submitted()
        await store.admit(admission({ order: order({ ref: { ...ref, id: '2' } }), documents: [document({ id: 'doc2' })] }), NOW)
        const row = await claimOne()
        await expect(
          store.intend([{ id: row.id, fence: row.fence, serial: 'FSERIAL', body: '{}', bodyHash: 'b', at: NOW, events: [] }]),
        ).rejects.toThrow()
      })
    })

    describe('applying', () => {
      it('moves a document along the arrows only, and a refused step changes nothing', async () => {
        const row = await submitted()
        await expect(
          store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: { state: 'cancelled' }, events: [event(row.id)] })], NOW),
        ).rejects.toThrow(/may not go/)
        const before = await store.events('main', 0, 100)
        expect(
          await store.apply(
            [
              change({
                kind: 'document',
                id: row.id,
                fence: row.fence,
                set: { state: 'issued', number: '1'.repeat(20), issuedAt: '2026-11-20T10:00:00+08:00' },
              }),
            ],
            NOW,
          ),
        ).toEqual([true])
        expect(await store.document(row.id)).toMatchObject({ state: 'issued', number: '1'.repeat(20) })
        expect(await store.events('main', 0, 100)).toEqual(before)
      })
      it('writes files, deliveries, hints, chain hold and lane with the change', async () => {
        const row = await submitted()
        const delivery = {
          id: 'del1',
          order: ref,
          documentId: row.id,
          channel: 'email',
          to: 'buyer@example.com',
          locale: 'zh',
          wants: ['pdf'],
          dueAt: NOW + 1_000_000,
        } as const
        await store.apply(
          [
            change({
              kind: 'document',
              id: row.id,
              fence: row.fence,
              set: { state: 'issued', number: '2'.repeat(20), issuedAt: '2026-11-20T10:00:00+08:00' },
              files: [{ id: 'f1', documentId: row.id, format: 'pdf', number: '2'.repeat(20), lane: 'main/bureau', dueAt: NOW }],
              deliveries: [delivery],
              hints: [hint({ dedupeKey: 'replan', ref })],
              chainHold: { ref, hold: fault('REJECTED', '', { code: 'x', message: 'y' }) },
              lane: { lane: 'main/bureau', failures: 3 },
            }),
          ],
          NOW,
        )
        expect((await store.order(ref))?.chain.hold?.code).toBe('REJECTED')
        expect(await store.lanes()).toEqual([{ lane: 'main/bureau', failures: 3 }])
        expect(await store.claim('delivery', ask())).toEqual([])
        const [file] = await store.claim('file', ask())
        await store.apply(
          [change({ kind: 'file', id: 'f1', fence: file?.fence ?? 0, set: { state: 'stored', hash: 'h' }, wakeDeliveriesOf: row.id })],
          NOW,
        )
        const [due] = await store.claim('delivery', ask())
        expect([due?.id, due?.to]).toEqual(['del1', 'buyer@example.com'])
        expect((await store.claim('hint', ask())).map(h => h.ref)).toEqual([ref])
      })
      it('refuses the same invoice number twice for one seller', async () => {
        const row = await submitted()
        await store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: { state: 'issued', number: '3'.repeat(20) } })], NOW)
        await store.admit(admission({ order: order({ ref: { ...ref, id: '2' } }), documents: [document({ id: 'doc2' })] }), NOW)
        const second = await claimOne()
        await store.intend([{ id: second.id, fence: second.fence, serial: 'F9', body: '{}', bodyHash: 'b', at: NOW, events: [] }])
        await expect(
          store.apply([change({ kind: 'document', id: 'doc2', fence: second.fence, set: { state: 'issued', number: '3'.repeat(20) } })], NOW),
        ).rejects.toThrow()
      })
      it('does not let one bad change sink the others', async () => {
        for (const k of ['a', 'b', 'c']) await store.accept(hint({ dedupeKey: k }), NOW)
        const rows = await store.claim('hint', ask())
        const applied = await Promise.allSettled([
          ...rows.map(r => store.apply([change({ kind: 'hint', id: r.id, fence: r.fence, set: { state: 'done' } })], NOW)),
          (async () => {
            const r = await submitted()
            return store.apply([change({ kind: 'document', id: r.id, fence: r.fence, set: { state: 'waiting' } })], NOW)
          })(),
        ])
        expect(applied.map(a => a.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
        expect((await store.backlog()).hint).toBe(0)
      })
    })

    describe('people', () => {
      const request = { key: 'r1', order: ref, title: { kind: 'person', name: '李小明' }, kind: 'ordinary', at: '2026-11-21T00:00:00Z' } as const
      it('ask once per key; another input under the same key is a conflict', async () => {
        await store.admit(admission(), NOW)
        expect(await store.request(request, hint({ dedupeKey: 'q1' }), NOW)).toBe('made')
        expect(await store.request({ ...request, at: '2026-11-22T00:00:00Z' }, hint({ dedupeKey: 'q1' }), NOW)).toBe('known')
        expect(await store.request({ ...request, title: { kind: 'person', name: '王' } }, hint({ dedupeKey: 'q1' }), NOW)).toBe('conflict')
        const row = await store.order(ref)
        expect([row?.chain.request?.title.name, row?.chain.version]).toEqual(['李小明', 2])
      })
      it('may ask before the order is known', async () => {
        await store.request(request, hint({ dedupeKey: 'q1' }), NOW)
        await store.admit(admission(), NOW)
        expect((await store.order(ref))?.chain.request?.title.name).toBe('李小明')
      })
      it('retry an order once', async () => {
        expect(await store.retryOrder(ref, hint({ dedupeKey: 'x' }), [], NOW)).toBe(false)
        await store.admit(admission({ documents: [] }), NOW)
        expect(await store.retryOrder(ref, hint({ dedupeKey: 'x' }), [event('o')], NOW)).toBe(true)
        expect((await store.order(ref))?.chain.retry).toBe(true)
        await store.admit(admission({ version: 2, documents: [] }), NOW)
        expect((await store.order(ref))?.chain.retry ?? false).toBe(false)
      })
      it('re-arm held rows', async () => {
        const { id } = await store.accept(hint(), NOW)
        const [row] = await store.claim('hint', ask())
        await store.apply(
          [change({ kind: 'hint', id, fence: row?.fence ?? 0, set: { state: 'held', hold: fault('ORDER_MISSING', '', { id: '1' }) } })],
          NOW,
        )
        expect((await store.held('hint')).map(h => h.id)).toEqual([id])
        expect(await store.rearm('hint', [id], [], NOW)).toBe(1)
        expect(await store.claim('hint', ask())).toHaveLength(1)
      })
      it('are forgotten: contact, addresses and raw hints go, content stays', async () => {
        await store.accept(hint({ dedupeKey: 'f', ref }), NOW)
        await store.admit(admission(), NOW)
        await store.forget([ref], [], NOW)
        const row = await store.order(ref)
        expect(row?.order.contact).toBeUndefined()
        expect(row?.chain.documents[0]?.content.buyer.name).toBe('个人')
        expect((await store.claim('hint', ask()))[0]?.body).toHaveLength(0)
      })
    })

    describe('lists', () => {
      it('page by keyset without loss or repeat, though rows arrive meanwhile', async () => {
        for (let i = 0; i < 7; i++)
          await store.admit(admission({ order: order({ ref: { ...ref, id: `o${i}` } }), documents: [document({ id: `d${i}` })] }), NOW + i)
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page = await store.documents({ limit: 3, cursor })
          seen.push(...page.rows.map(r => r.id))
          await store.admit(
            admission({ order: order({ ref: { ...ref, id: `late${seen.length}` } }), documents: [document({ id: `late${seen.length}` })] }),
            NOW + 100 + seen.length,
          )
          cursor = page.cursor
        } while (cursor !== undefined)
        expect(seen).toEqual(['d6', 'd5', 'd4', 'd3', 'd2', 'd1', 'd0'])
      })
      it('filter by store, state and hold', async () => {
        await store.admit(admission(), NOW)
        await store.admit(
          admission({ order: order({ ref: { ...ref, store: 's2', id: '9' } }), link: 'l9', documents: [], hold: fault('NOT_PAID') }),
          NOW,
        )
        expect((await store.documents({ store: 's1', state: 'queued' })).rows).toHaveLength(1)
        expect((await store.documents({ store: 's2' })).rows).toHaveLength(0)
        expect((await store.orders({ held: true })).rows.map(o => o.order.ref.store)).toEqual(['s2'])
      })
      it('refuse a cursor that they never gave', async () => {
        await expect(store.documents({ cursor: 'nonsense' })).rejects.toThrow(RangeError)
      })
    })

    describe('the audit chain', () => {
      it('links every event of a seller to the one before, whoever wrote it', async () => {
        await Promise.all(
          Array.from({ length: 12 }, (_, i) =>
            store.admit(
              admission({
                order: order({ ref: { ...ref, id: `e${i}` } }),
                documents: [document({ id: `e${i}` })],
                events: [event(`e${i}`), event(`e${i}`, { seller: i % 2 ? 'other' : 'main' })],
              }),
              NOW,
            ),
          ),
        )
        for (const seller of await store.sellers()) {
          const events = await store.events(seller, 0, 1000)
          events.reduce((prev, e, i) => {
            expect([e.seq, e.prev, e.hash]).toEqual([i + 1, prev, digest(prev + e.bytes)])
            return e.hash
          }, GENESIS)
          expect(await store.head(seller)).toEqual({ seller, seq: events.length, hash: events.at(-1)?.hash, at: NOW })
        }
        expect(await store.sellers()).toHaveLength(2)
      })
    })

    describe('vault and locks', () => {
      it('keep, replace and remove values', async () => {
        await store.vaultSet('a/1', 'x')
        await store.vaultSet('a/1', 'y')
        await store.vaultSet('b/1', 'z')
        expect([await store.vaultGet('a/1'), await store.vaultKeys('a/')]).toEqual(['y', ['a/1']])
        await store.vaultSet('a/1', undefined)
        expect(await store.vaultGet('a/1')).toBeUndefined()
      })
      it('lock for one at a time, until released or lapsed', async () => {
        const tokens = await Promise.all([1, 2, 3].map(() => store.lock('k', 10, NOW)))
        const token = tokens.find(t => t !== undefined) ?? ''
        expect(tokens.filter(t => t !== undefined)).toHaveLength(1)
        expect(await store.lock('k', 10, NOW + 9_999)).toBeUndefined()
        expect(await store.lock('k', 10, NOW + 10_000)).toBeDefined()
        await store.unlock('k', token)
        expect(await store.lock('k', 10, NOW + 10_001)).toBeUndefined()
      })
    })

    it('keeps interactions by subject', async () => {
      await store.record({ at: NOW, operation: 'issue', subjects: ['F1', 'F2'], request: 'q', answer: 'a', status: 200, tookMs: 5 })
      expect(await store.interactions('F2')).toMatchObject([{ operation: 'issue', status: 200 }])
    })
    it('may be migrated again, by several at once', async () => {
      await Promise.all([store.migrate(), store.migrate()])
      expect((await store.accept(hint(), NOW)).duplicate).toBe(false)
    })
  })
}
