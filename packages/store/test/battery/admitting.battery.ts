import { fault } from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import type { Fresh } from '../battery.ts'
import { admission, adoption, another, ask, content, document, event, hint, intent, NOW, order, ref } from '../examples.ts'
import { benchOf } from './bench.ts'

export function admitting(fresh: Fresh): void {
  describe('admission', () => {
    const bench = benchOf(fresh)

    it('writes order, documents, covers and events as one', async () => {
      expect(await bench.store.admit(admission(), NOW)).toBe('admitted')
      const row = await bench.store.order(ref)
      expect(row?.order).toEqual(order())
      expect(row).toMatchObject({ seller: 'main', link: 'link-s1-1001', chain: { ref, version: 1, allocations: [] } })
      expect(row?.chain.hold).toBeUndefined()
      expect(row?.chain.documents).toHaveLength(1)
      expect(row?.chain.documents[0]).toMatchObject({
        ...document(),
        order: ref,
        lane: 'main/bureau',
        origin: 'ours',
        createdAt: NOW,
        attempts: 0,
        fence: 0,
      })
      expect((await bench.store.orderByLink('link-s1-1001'))?.order.ref).toEqual(ref)
      expect((await bench.store.events('main', 0, 10)).map(e => JSON.parse(e.bytes).subject)).toEqual(['doc1', 'shop/s1/1001'])
    })
    it('keeps reds, their blue, reason, warnings and frozen allocations', async () => {
      const red = document({
        id: 'red1',
        colour: 'red',
        of: 'doc1',
        reason: '02',
        warnings: [fault('NOT_PAID')],
        covers: [{ order: ref, lineId: 'L1', line: 1, quantity: '-1', grossFen: -11_300 }],
      })
      const allocations = [{ refundId: 'R1', lines: [{ lineId: 'L1', quantity: '1', grossFen: 11_300 }] }]
      await bench.store.admit(admission({ documents: [document(), red], allocations }), NOW)
      const row = await bench.store.order(ref)
      expect(row?.chain.allocations).toEqual(allocations)
      expect(row?.chain.documents[1]).toMatchObject({ colour: 'red', of: 'doc1', reason: '02', covers: red.covers, warnings: red.warnings })
    })
    it('lets one of several planners win', async () => {
      const answers = await Promise.all(['a', 'b', 'c'].map(id => bench.store.admit(admission({ documents: [document({ id })] }), NOW)))
      expect(answers.filter(a => a === 'admitted')).toHaveLength(1)
      expect((await bench.store.order(ref))?.chain.documents).toHaveLength(1)
    })
    it('is stale for every version but the one in the store, and then changes nothing', async () => {
      expect(await bench.store.admit(admission({ version: 1 }), NOW)).toBe('stale')
      expect(await bench.store.order(ref)).toBeUndefined()
      await bench.store.admit(admission(), NOW)
      for (const version of [0, 2, 7])
        expect(await bench.store.admit(admission({ version, documents: [document({ id: `v${version}` })], hints: [hint()] }), NOW)).toBe('stale')
      expect((await bench.store.order(ref))?.chain.documents.map(d => d.id)).toEqual(['doc1'])
      expect(await bench.store.backlog()).toMatchObject({ hint: 0, document: 1 })
      expect((await bench.store.events('main', 0, 10)).length).toBe(2)
    })
    it('cancels what is pending, and is stale when that was submitted meanwhile', async () => {
      await bench.store.admit(admission(), NOW)
      const replaced = admission({ version: 1, cancel: ['doc1', 'doc1'], documents: [document({ id: 'doc2' })] })
      expect(await bench.store.admit(replaced, NOW)).toBe('admitted')
      expect((await bench.store.document('doc1'))?.state).toBe('cancelled')
      const row = await bench.claimOne()
      await bench.store.intend([intent({ id: row.id, fence: row.fence })])
      expect(await bench.store.admit(admission({ version: 2, cancel: ['doc2'], documents: [] }), NOW)).toBe('stale')
      expect(await bench.store.admit(admission({ version: 2, cancel: ['nobody'], documents: [] }), NOW)).toBe('stale')
      expect((await bench.store.order(ref))?.chain.version).toBe(2)
    })
    it('takes a cancelled row out of the hands of whoever had claimed it', async () => {
      await bench.store.admit(admission(), NOW)
      const row = await bench.claimOne()
      await bench.store.admit(admission({ version: 1, cancel: ['doc1'], documents: [] }), NOW)
      expect(await bench.store.intend([intent({ id: row.id, fence: row.fence })])).toEqual([false])
      expect(await bench.store.claim('document', ask({ now: NOW + 1_000_000 }))).toEqual([])
    })
    it("keeps and clears the chain's hold and its later hints", async () => {
      await bench.store.admit(admission({ documents: [], hold: fault('NOT_PAID'), hints: [hint({ dedupeKey: 'later', dueAt: NOW + 5 })] }), NOW)
      expect((await bench.store.order(ref))?.chain.hold).toEqual(fault('NOT_PAID'))
      expect(await bench.store.claim('hint', ask({ now: NOW + 5 }))).toHaveLength(1)
      await bench.store.admit(admission({ version: 1, documents: [] }), NOW)
      expect((await bench.store.order(ref))?.chain.hold).toBeUndefined()
    })
    it('is refused whole for a document, a link or an order key that is taken', async () => {
      await bench.store.admit(admission(), NOW)
      const before = await bench.store.events('main', 0, 100)
      await expect(bench.store.admit(another('2', { documents: [document()] }), NOW)).rejects.toThrow()
      await expect(bench.store.admit(another('2', { link: 'link-s1-1001' }), NOW)).rejects.toThrow()
      await expect(bench.store.admit(admission({ order: order({ ref: { ...ref, platform: 'a/b' } }) }), NOW)).rejects.toThrow(RangeError)
      expect(await bench.store.order({ ...ref, id: '2' })).toBeUndefined()
      expect(await bench.store.events('main', 0, 100)).toEqual(before)
    })
    it('moves the chain of every order that its documents cover, and shows them there', async () => {
      const second = { ...ref, id: '2' }
      await bench.store.admit(another('2', { documents: [] }), NOW)
      const joined = document({ covers: [...document().covers, { order: second, lineId: 'L9', line: 1, grossFen: 100 }] })
      await bench.store.admit(admission({ documents: [joined] }), NOW)
      expect(await bench.store.admit(another('2', { version: 1 }), NOW)).toBe('stale')
      const row = await bench.store.order(second)
      expect([row?.chain.version, row?.chain.documents.map(d => d.id)]).toEqual([2, ['doc1']])
      expect(await bench.store.admit(another('2', { version: 2 }), NOW)).toBe('admitted')
    })
    it('stays with the seller and the link of its first admission', async () => {
      await bench.store.admit(admission(), NOW)
      await bench.store.admit(admission({ version: 1, documents: [], seller: 'other', link: 'other' }), NOW)
      expect(await bench.store.order(ref)).toMatchObject({ seller: 'main', link: 'link-s1-1001' })
    })
    it('writes a document made elsewhere as issued, with files, letters and its part of the audit chain, in the same transaction', async () => {
      await bench.store.admit(admission(), NOW)
      const { document: adopted, files, deliveries } = adoption()
      const both = admission({ version: 1, documents: [], cancel: ['doc1'], adopt: [{ document: adopted, files, deliveries }], events: [] })
      expect(await bench.store.admit(both, NOW + 1)).toBe('admitted')
      const row = await bench.store.order(ref)
      expect(row?.chain.documents.map(d => [d.id, d.state])).toEqual([
        ['doc1', 'cancelled'],
        ['else1', 'issued'],
      ])
      expect(await bench.store.document('else1')).toMatchObject({
        ...adopted,
        order: ref,
        origin: 'elsewhere',
        state: 'issued',
        lane: 'main/bureau',
        createdAt: NOW + 1,
      })
      expect(await bench.store.claim('document', ask({ now: NOW + 1_000_000 }))).toEqual([])
      expect((await bench.store.claim('file', ask({ now: NOW + 1 }))).map(f => [f.documentId, f.format])).toEqual([['else1', 'pdf']])
      expect((await bench.store.deliveries(['else1'])).map(d => d.state)).toEqual(['queued'])
      const events = (await bench.store.events('main', 0, 100)).map(e => JSON.parse(e.bytes))
      const told = events.find(e => e.type === 'document.adopted')
      expect(told.data.wrote.map((w: { table: string }) => w.table)).toEqual(['documents', 'covers', 'files', 'deliveries'])
      expect(told.data.wrote[0].set).toMatchObject({ state: 'issued', origin: 'elsewhere', number: adopted.number })
    })
    it('adopts nothing that is known by its number, and nothing from an old picture', async () => {
      await bench.store.admit(admission({ adopt: [adoption()] }), NOW)
      const again = admission({ version: 1, documents: [], adopt: [adoption({ id: 'else2' })], events: [] })
      await expect(bench.store.admit(again, NOW)).rejects.toThrow()
      expect(await bench.store.admit({ ...again, version: 0 }, NOW)).toBe('stale')
      expect((await bench.store.order(ref))?.chain).toMatchObject({ version: 1, documents: [{}, {}] })
      expect((await bench.store.files(['else2'])).length).toBe(0)
      const other = adoption({ id: 'else3', seller: 'second' })
      expect(await bench.store.admit(another('2', { adopt: [other] }), NOW)).toBe('admitted')
    })
    it('moves the chains of the other orders that an adopted document covers', async () => {
      const second = { ...ref, id: '2' }
      await bench.store.admit(another('2', { documents: [] }), NOW)
      await bench.store.admit(admission({ adopt: [adoption({ covers: [{ order: second, lineId: 'L9', line: 1, grossFen: -1 }] })] }), NOW)
      expect((await bench.store.order(second))?.chain).toMatchObject({ version: 2, documents: [{ id: 'else1' }] })
    })
    it('keeps long documents whole', async () => {
      const lines = Array.from({ length: 2000 }, (_, i) => ({ ...content.lines[0]!, name: `商品 ${i}` }))
      const covers = lines.map((_, i) => ({ order: ref, lineId: `L${i}`, line: i + 1, grossFen: i }))
      await bench.store.admit(admission({ documents: [document({ content: { ...content, lines }, covers })] }), NOW)
      const row = await bench.store.document('doc1')
      expect(row?.covers).toEqual(covers)
      expect(row?.content.lines).toEqual(lines)
    })
    it('tells the chain of each seller its own part', async () => {
      await bench.store.admit(admission({ documents: [document(), document({ id: 'doc2', seller: 'second' })], events: [event('doc1')] }), NOW)
      expect(await bench.store.sellers()).toEqual(['main', 'second'])
    })
  })
}
