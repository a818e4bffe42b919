import { fault, type ReadHint } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { Kit, order, ref } from './kit.ts'

const heldCodes = async (kit: Kit) => (await kit.store.held('hint')).map(h => h.hold?.code)
const read = (kit: Kit, answer: ReadHint) => {
  kit.shop.reading = () => answer
}

describe('a hint is never lost', () => {
  test('of a store nobody configured it is kept, and worked once the store is there', async () => {
    const kit = new Kit()
    const elsewhere = { platform: 'shop', store: 's9', id: 'O1' }
    kit.shop.orders.set('O1', order({ ref: elsewhere }))
    const id = await kit.hint('O1', { store: 's9' })
    await kit.work()
    expect(await heldCodes(kit)).toEqual(['SETTING_INVALID'])
    const [store] = kit.parts().stores
    if (!store) throw new Error('a kit without a store')
    const known = new Kit({ store: kit.store, parts: { stores: [{ ...store, store: 's9' }] } })
    known.shop.orders.set('O1', order({ ref: elsewhere }))
    await kit.store.rearm('hint', [id], [], kit.time.now())
    await known.work()
    expect((await kit.store.order(elsewhere))?.chain.documents[0]?.state).toBe('issued')
  })

  test('of a connector that is not there it is kept', async () => {
    const kit = new Kit()
    await kit.hint('O1', { connector: 'gone' })
    await kit.work()
    expect(await heldCodes(kit)).toEqual(['SETTING_INVALID'])
  })

  test('when the platform does not answer it is tried again, and after two days a person is told', async () => {
    const kit = new Kit()
    kit.shop.answering = () => ({ is: 'later', why: 'HTTP 503' })
    kit.shop.orders.set('O1', order())
    const id = await kit.hint('O1')
    await kit.work(kit.runtime(), 1_200, 150)
    expect(await heldCodes(kit)).toEqual([])
    await kit.work(kit.runtime(), 1_200, 60)
    expect(await heldCodes(kit)).toEqual(['PLATFORM_UNREACHABLE'])
    kit.shop.answering = undefined
    await kit.store.rearm('hint', [id], [], kit.time.now())
    await kit.work()
    expect((await kit.only()).state).toBe('issued')
  })

  test('waits as long as the platform asks for', async () => {
    const kit = new Kit()
    kit.shop.answering = () => ({ is: 'later', why: 'rate limit', afterSeconds: 7 })
    await kit.hint('O1')
    await kit.runtime().turn()
    kit.time.pass(6)
    expect(await kit.runtime().turn()).toBe(0)
    kit.time.pass(1)
    expect(await kit.runtime().turn()).toBe(1)
  })

  test.each([
    ['missing', 'ORDER_MISSING'],
    ['faulty', 'ORDER_SUM'],
  ] as const)('%s: held with the reason', async (is, code) => {
    const kit = new Kit()
    kit.shop.answering = () => (is === 'missing' ? { is } : { is, faults: [fault('ORDER_SUM', 'lines', { lines: '1.00', total: '2.00' })] })
    await kit.hint('O1')
    await kit.work()
    expect(await heldCodes(kit)).toEqual([code])
  })

  test('that names several orders looks at each, whatever is wrong with one', async () => {
    const kit = new Kit()
    kit.shop.orders.set('O2', order({ ref: ref('O2') }))
    await kit.hint('O1,O2')
    await kit.work()
    expect(await heldCodes(kit)).toEqual(['ORDER_MISSING'])
    expect((await kit.only('O2')).state).toBe('issued')
  })

  test('that the connector cannot read is held, one it does not want is ignored with its reason', async () => {
    const kit = new Kit()
    read(kit, { is: 'unreadable', fault: fault('ORDER_UNREADABLE', '', { why: 'no JSON' }) })
    await kit.hint('?')
    await kit.work()
    expect(await heldCodes(kit)).toEqual(['ORDER_UNREADABLE'])
    read(kit, { is: 'ignored', why: 'a topic nobody asked for' })
    await kit.hint('?')
    await kit.work()
    expect(await kit.events()).toEqual(['hint.held', 'hint.ignored'])
  })

  test('of an app that was removed is done, and nothing is forgotten by it', async () => {
    const kit = new Kit()
    await kit.sold()
    await kit.work()
    read(kit, { is: 'removed', store: 's1' })
    await kit.hint('bye')
    await kit.work()
    expect(await heldCodes(kit)).toEqual([])
    expect((await kit.order()).order.contact?.email).toBe('buyer@example.com')
  })
})

describe('privacy', () => {
  const sold = async (): Promise<Kit> => {
    const kit = new Kit()
    for (const id of ['O1', 'O2']) await kit.sold({ ref: ref(id) })
    await kit.work()
    return kit
  }
  const mailOf = async (kit: Kit, id: string) => (await kit.order(id)).order.contact?.email

  test('erase blanks the contact of the orders it names, and leaves the invoice alone', async () => {
    const kit = await sold()
    read(kit, { is: 'privacy', duty: 'erase', refs: [ref('O1')] })
    await kit.hint('erase')
    await kit.work()
    expect([await mailOf(kit, 'O1'), await mailOf(kit, 'O2')]).toEqual([undefined, 'buyer@example.com'])
    expect((await kit.only('O1')).state).toBe('issued')
    expect((await kit.events()).at(-1)).toBe('privacy.done')
  })

  test('eraseStore blanks every order of that store', async () => {
    const kit = await sold()
    read(kit, { is: 'privacy', duty: 'eraseStore', refs: [] })
    await kit.hint('erase all')
    await kit.work()
    expect([await mailOf(kit, 'O1'), await mailOf(kit, 'O2')]).toEqual([undefined, undefined])
  })

  test('export waits for a person', async () => {
    const kit = await sold()
    read(kit, { is: 'privacy', duty: 'export', refs: [ref('O1')] })
    await kit.hint('export')
    await kit.work()
    expect((await kit.store.held('hint'))[0]?.hold).toMatchObject({ code: 'PRIVACY_EXPORT', en: expect.stringContaining('O1') })
  })

  test('a letter that had not left is not sent to an erased address', async () => {
    const kit = new Kit()
    kit.authority.filing = () => ({ is: 'later', why: 'not yet', askAfterSeconds: 100_000 })
    await kit.sold()
    kit.time.pass(60)
    await kit.runtime().turn()
    await kit.store.forget([ref('O1')], [], kit.time.now())
    kit.time.pass(3 * 3600)
    await kit.runtime().turn()
    expect(kit.letters).toEqual([])
    expect((await kit.store.held('delivery'))[0]).toMatchObject({ state: 'refused', hold: { code: 'DELIVERY_REFUSED' } })
  })
})

describe('a sweep', () => {
  const swept = (kit: Kit, ids: string[], cursor: string) => {
    kit.shop.changed = () => ({ refs: ids.map(ref), cursor, more: false })
  }

  test('makes hints of what changed, the same edge once a day', async () => {
    const kit = new Kit()
    kit.shop.orders.set('O1', order())
    swept(kit, ['O1'], 'c1')
    const runtime = kit.runtime()
    expect([await runtime.sweep(), await runtime.sweep()]).toEqual([1, 0])
    kit.time.pass(86_400)
    expect(await runtime.sweep()).toBe(1)
    await kit.work()
    expect((await kit.only()).state).toBe('issued')
  })

  test('goes on from its cursor, page by page', async () => {
    const kit = new Kit()
    const asked: (string | undefined)[] = []
    kit.shop.changed = (_, cursor) => {
      asked.push(cursor)
      return { refs: [], cursor: `${cursor ?? ''}x`, more: asked.length === 1 }
    }
    const runtime = kit.runtime()
    await runtime.sweep()
    await runtime.sweep()
    expect(asked).toEqual([undefined, 'x', 'xx'])
  })

  test('that fails for one store goes on with the others', async () => {
    const kit = new Kit()
    kit.shop.stores = ['broken', 's1']
    kit.shop.changed = store => {
      if (store === 'broken') throw new Error('no answer')
      return { refs: [ref('O1')], cursor: 'c', more: false }
    }
    expect(await kit.runtime().sweep()).toBe(1)
    expect(kit.log.join()).toContain('a sweep did not finish')
  })

  test('is done by one worker at a time', async () => {
    const kit = new Kit()
    swept(kit, ['O1'], 'c1')
    await kit.store.lock('sweep/shop/s1', 60, kit.time.now())
    expect(await kit.runtime().sweep()).toBe(0)
    kit.time.pass(61)
    expect(await kit.runtime().sweep()).toBe(1)
  })
})
