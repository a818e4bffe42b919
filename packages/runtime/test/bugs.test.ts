import { CONTRACT_VERSION, type Store } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { createRuntime } from '../src/index.ts'
import { gatewayOf, Kit, order, ref, TRAITS } from './kit.ts'

describe('a throw', () => {
  test('twice in a row heals by itself', async () => {
    const kit = new Kit()
    let throws = 2
    kit.shop.answering = () => {
      if (throws-- > 0) throw new Error('connection dropped')
      return undefined
    }
    const runtime = kit.runtime()
    await kit.sold({}, runtime)
    await kit.work(runtime)
    expect((await kit.only()).state).toBe('issued')
  })

  test('three times parks its own row with the reason, and the others go on', async () => {
    const kit = new Kit()
    kit.shop.answering = ({ id }) => {
      if (id === 'O1') throw new Error('cannot read properties of undefined')
      return undefined
    }
    const runtime = kit.runtime()
    for (const id of ['O1', 'O2']) await kit.sold({ ref: ref(id) }, runtime)
    await kit.work(runtime)
    expect(await kit.store.held('hint')).toMatchObject([
      { state: 'held', hold: { code: 'BUG', en: expect.stringContaining('cannot read properties') } },
    ])
    expect((await kit.only('O2')).state).toBe('issued')
  })

  test('in a gateway parks what was sent as sent: asked for later, never sent as new', async () => {
    const kit = new Kit()
    kit.authority.submitting = () => Promise.reject(new Error('a bug in the codec'))
    const runtime = kit.runtime()
    await kit.sold({}, runtime)
    const { serial } = await kit.only()
    expect((await kit.only()).state).toBe('submitted')
    kit.authority.submitting = undefined
    await kit.work(runtime)
    expect(await kit.only()).toMatchObject({ state: 'issued', serial })
  })

  test('of the encoder parks the document before anything is sent', async () => {
    const kit = new Kit()
    const [seller] = kit.parts().sellers
    if (!seller) throw new Error('a kit without a seller')
    const encode = (): string => {
      throw new Error('the wire cannot carry this')
    }
    const broken = new Kit({
      store: kit.store,
      parts: { sellers: [{ ...seller, gateway: { ...gatewayOf(TRAITS, () => kit.authority.session()), encode } }] },
    })
    await broken.sold()
    expect(await kit.only()).toMatchObject({ state: 'queued', hold: { code: 'BUG' } })
    expect(kit.authority.sends).toEqual([])
  })

  test('of the store at one change is a strike against that row alone', async () => {
    const kit = new Kit()
    const runtime = kit.runtime()
    for (const id of ['O1', 'O2']) await kit.sold({ ref: ref(id) }, runtime)
    // Both are said to have the same number: the store refuses the second.
    kit.authority.finding = sought =>
      sought.map(() => ({ is: 'issued', number: '7', issuedAt: '2026-11-23T09:00:00+08:00', amountFen: 20_000, taxFen: 2_600, totalFen: 22_600 }))
    await kit.work(runtime, 60, 10)
    const rows = [await kit.only('O1'), await kit.only('O2')]
    expect(rows.map(r => r.state).sort()).toEqual(['issued', 'submitted'])
    expect(rows.find(r => r.state === 'submitted')?.hold).toMatchObject({ code: 'BUG', en: expect.stringContaining('7') })
  })
})

test('rows of a lane that the configuration no longer has are kept for a person', async () => {
  const kit = new Kit()
  await kit.sold()
  const [seller] = kit.parts().sellers
  if (!seller) throw new Error('a kit without a seller')
  const gateway = { ...seller.gateway, identifier: 'another' }
  kit.time.pass(60)
  await new Kit({ store: kit.store, parts: { sellers: [{ ...seller, gateway }] } }).work(undefined, 60, 3)
  const moved = new Kit({ store: kit.store, parts: { sellers: [{ ...seller, gateway }], io: kit.io } })
  await moved.runtime().turn()
  expect(await kit.only()).toMatchObject({ state: 'submitted', hold: { code: 'SETTING_INVALID' } })
})

describe('an old fence', () => {
  test('changes nothing: whoever was stopped for longer than its lease is refused', async () => {
    const kit = new Kit()
    await kit.sold()
    kit.time.pass(60)
    let wake = (): void => undefined
    const stopped = new Promise<void>(resolve => {
      wake = resolve
    })
    const slow: Store = {
      ...kit.store,
      apply: async (changes, now) => {
        await stopped
        return kit.store.apply(changes, now)
      },
    }
    const sleeper = createRuntime({ ...kit.parts(), store: slow })
    const sleeping = sleeper.turn()
    await new Promise(resolve => setImmediate(resolve))
    kit.time.pass(600)
    await kit.work()
    const before = await kit.events()
    wake()
    await sleeping
    expect(await kit.events()).toEqual(before)
    expect(before.filter(t => t === 'document.issued')).toHaveLength(1)
  })
})

describe('wiring that can never work is refused at once', () => {
  const { sellers, stores, connectors, channels, ...rest } = new Kit().parts()
  const [seller] = sellers
  const [store] = stores
  const [shop] = connectors
  if (!seller || !store || !shop) throw new Error('a kit without its parts')
  const parts = { ...rest, sellers, stores, connectors, channels }
  const traits = (over: object) => [{ ...seller, gateway: gatewayOf({ ...TRAITS, ...over }, () => new Kit().authority.session()) }]

  test.each([
    ['a store of an unknown seller', { stores: [{ ...store, seller: 'nobody' }] }, 'nobody'],
    ['two sellers of one name', { sellers: [seller, seller] }, 'two sellers'],
    ['one store twice', { stores: [store, store] }, 'two stores'],
    [
      'a connector of another contract',
      { connectors: [{ ...shop, connector: { ...shop.connector, contractVersion: CONTRACT_VERSION + 1 } }] },
      'contract',
    ],
    ['a gateway that wants us to number', { sellers: traits({ numbering: 'ours' }) }, 'number'],
    ['a gateway with shorter serials', { sellers: traits({ serialMaxLength: 16 }) }, 'serials'],
    ['a gateway without batches', { sellers: traits({ batchMax: 0 }) }, 'batches'],
  ])('%s', (_, over, why) => {
    expect(() => createRuntime({ ...parts, ...over })).toThrow(why)
  })
})

test('hints and requests of another connector are refused at the door', async () => {
  const kit = new Kit()
  const intake = kit.runtime().intake('shop')
  await expect(intake.accept({ source: 'webhook', connector: 'other', store: 's1', topic: 't', dedupeKey: 'd' })).rejects.toThrow('other')
  expect(await kit.runtime().http('other', { method: 'GET', path: '/', query: {}, headers: {}, body: new Uint8Array() })).toBeUndefined()
  kit.shop.orders.set('O1', order())
})
