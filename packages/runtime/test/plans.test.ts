import type { Order } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { Kit, order, ref, refund } from './kit.ts'

const totals = async (kit: Kit) => (await kit.documents()).map(d => [d.colour, d.state, d.content.totalFen])
/** The shop's order changes and a webhook says so. */
async function changed(kit: Kit, over: Partial<Order>): Promise<void> {
  kit.shop.orders.set('O1', order(over))
  await kit.hint('O1')
  await kit.work()
}
async function settled(kit = new Kit()): Promise<Kit> {
  await kit.sold()
  await kit.work()
  return kit
}
const tea = (id: string, valueFen: number) => ({ id, role: 'goods', title: '龙井茶', sku: 'TEA', quantity: '1', valueFen, discountFen: 0 }) as const

test('owed: a blue; looked at again: nothing', async () => {
  const kit = await settled()
  await changed(kit, {})
  expect(await totals(kit)).toEqual([['blue', 'issued', 22_600]])
})

test('a live blue not yet submitted is replaced when the amount changed', async () => {
  const kit = new Kit({ policy: { issueWhen: 'request' } })
  await kit.sold()
  await changed(kit, { refunds: [refund(600)] })
  expect(await totals(kit)).toEqual([
    ['blue', 'cancelled', 22_600],
    ['blue', 'waiting', 22_000],
  ])
})

test('while a document is submitted nothing is planned; settling plans again', async () => {
  const kit = new Kit()
  await kit.sold()
  kit.shop.orders.set('O1', order({ refunds: [refund(600)] }))
  await kit.hint('O1')
  await kit.runtime().turn()
  expect(await totals(kit)).toEqual([['blue', 'submitted', 22_600]])
  await kit.work()
  expect(await totals(kit)).toEqual([
    ['blue', 'issued', 22_600],
    ['red', 'issued', -600],
  ])
})

test('a refund after the blue is a red; where only full reds are taken, a full red and a new blue', async () => {
  const partial = await settled()
  await changed(partial, { refunds: [refund(600)] })
  expect(partial.authority.standingFen()).toBe(22_000)
  const full = await settled(new Kit({ traits: { partialRed: 'never' } }))
  await changed(full, { refunds: [refund(600)] })
  expect(await totals(full)).toEqual([
    ['blue', 'issued', 22_600],
    ['red', 'issued', -22_600],
    ['blue', 'issued', 22_000],
  ])
})

test('a line added later is a supplementary blue', async () => {
  const kit = await settled()
  await changed(kit, { lines: [...order().lines, tea('L2', 11_300)] })
  expect(await totals(kit)).toEqual([
    ['blue', 'issued', 22_600],
    ['blue', 'issued', 11_300],
  ])
})

test('more lines than an invoice takes are several blues', async () => {
  const kit = new Kit({ traits: { linesMax: 2 } })
  await kit.sold({ lines: [1, 2, 3, 4, 5].map(n => tea(`L${n}`, 1_130 * n)) })
  await kit.work()
  expect((await totals(kit)).map(([, state]) => state)).toEqual(['issued', 'issued', 'issued'])
  expect(kit.authority.standingFen()).toBe(1_130 * 15)
})

describe("a buyer's request", () => {
  const title = { kind: 'organisation', name: '上海示例科技有限公司', taxNumber: '91310115MA1K39423D' } as const
  const ask = (kit: Kit, key = 'q1') =>
    kit.store.request(
      { key, order: ref('O1'), title, kind: 'ordinary', at: '2026-11-23T10:00:00+08:00' },
      { source: 'request', connector: 'shop', store: 's1', topic: 'request', dedupeKey: key, ref: ref('O1') },
      kit.time.now(),
    )
  const buyers = async (kit: Kit) => (await kit.documents()).map(d => [d.colour, d.content.buyer.name, d.state])

  test('for another title is a full red 01, then a new blue', async () => {
    const kit = await settled()
    await ask(kit)
    await kit.work()
    expect(await buyers(kit)).toEqual([
      ['blue', '个人', 'issued'],
      ['red', '个人', 'issued'],
      ['blue', title.name, 'issued'],
    ])
    expect((await kit.documents())[1]?.reason).toBe('01')
    expect(kit.authority.standingFen()).toBe(22_600)
  })

  test('before the invoice decides its title', async () => {
    const kit = new Kit({ policy: { issueWhen: 'request' } })
    await kit.sold()
    await ask(kit)
    await kit.work()
    expect((await buyers(kit)).filter(([, , state]) => state === 'issued')).toEqual([['blue', title.name, 'issued']])
  })

  test('for an order that nobody has told us of yet is in the very first planning', async () => {
    const kit = new Kit()
    kit.shop.orders.set('O1', order())
    await ask(kit)
    await kit.work()
    expect(await buyers(kit)).toEqual([['blue', title.name, 'issued']])
  })

  test('pressed twice is one', async () => {
    const kit = await settled()
    expect([await ask(kit), await ask(kit)]).toEqual(['made', 'known'])
    await kit.work()
    expect(await buyers(kit)).toHaveLength(3)
  })

  test('is barred after a partial red: a person decides', async () => {
    const kit = await settled()
    await changed(kit, { refunds: [refund(600)] })
    await ask(kit)
    await kit.work()
    expect(await kit.hold()).toBe('TITLE_AFTER_PARTIAL_RED')
  })
})

describe('when to issue', () => {
  test('after the window: planned again on the day by itself', async () => {
    const kit = new Kit({ policy: { issueWhen: 'window', windowDays: 7 } })
    await kit.sold()
    expect(await totals(kit)).toEqual([['blue', 'waiting', 22_600]])
    kit.time.pass(5 * 86_400)
    await kit.runtime().turn()
    expect(kit.authority.sends).toEqual([])
    kit.time.pass(86_400 + 3_600)
    await kit.work()
    expect((await totals(kit)).at(-1)).toEqual(['blue', 'issued', 22_600])
  })

  test('by hand: when a person retries the order', async () => {
    const kit = new Kit({ policy: { issueWhen: 'manual' } })
    await kit.sold()
    await kit.store.retryOrder(
      ref('O1'),
      { source: 'person', connector: 'shop', store: 's1', topic: 'retry', dedupeKey: 'r', ref: ref('O1') },
      [],
      kit.time.now(),
    )
    await kit.work()
    expect(kit.authority.standingFen()).toBe(22_600)
  })

  test('off and tests: nothing', async () => {
    const off = new Kit({ policy: { mode: 'off' } })
    await off.sold()
    const trial = new Kit()
    await trial.sold({ test: true })
    expect([await off.store.order(ref('O1')), await trial.store.order(ref('O1'))]).toEqual([undefined, undefined])
  })

  test('shadow: composed and shown, never sent; after the switch to live what waited is planned anew by itself', async () => {
    const shadow = new Kit({ policy: { mode: 'shadow' } })
    const trial = shadow.runtime()
    trial.start()
    await trial.stop()
    await shadow.sold()
    expect(await shadow.only()).toMatchObject({ state: 'waiting', hold: { code: 'SHADOW' } })
    const live = new Kit({ store: shadow.store, policy: { mode: 'live' } })
    live.shop.orders.set('O1', order())
    const runtime = live.runtime()
    runtime.start()
    await runtime.stop()
    await live.work(runtime)
    expect(await totals(live)).toEqual([
      ['blue', 'cancelled', 22_600],
      ['blue', 'issued', 22_600],
    ])
  })
})

describe('replan', () => {
  test('looks again at what is held or waits, and at nothing else', async () => {
    const kit = new Kit({ policy: { withoutTitle: 'hold' } })
    await kit.sold()
    await kit.sold({ ref: ref('O2'), title: { kind: 'person', name: '某人' } })
    await kit.work()
    kit.shop.reads.length = 0
    expect(await kit.runtime().replan()).toBe(1)
    expect(await kit.runtime().replan({ store: 'another' })).toBe(0)
    await kit.work()
    expect(kit.shop.reads).toEqual(['O1'])
  })
})

test('a store that moved to another seller has its old invoices reversed by the one that issued them', async () => {
  const kit = await settled()
  const { sellers, stores, ...rest } = kit.parts()
  const [seller] = sellers
  const [store] = stores
  if (!seller || !store) throw new Error('a kit without a seller')
  const moved = new Kit({ store: kit.store, parts: { ...rest, sellers: [seller, { ...seller, key: 'new' }], stores: [{ ...store, seller: 'new' }] } })
  kit.shop.orders.set('O1', order({ refunds: [refund(600)] }))
  await kit.hint('O1', { dedupeKey: 'later' })
  await kit.work(moved.runtime())
  expect((await kit.documents()).map(d => [d.colour, d.seller, d.state])).toEqual([
    ['blue', 'main', 'issued'],
    ['red', 'main', 'issued'],
  ])
})

test('an order in another currency is invoiced at the dated rate, and refunded at the rate of its sale whatever the list says by then', async () => {
  const rates = (rate: string) => ({ source: '某银行每日牌价', rates: [{ currency: 'USD', from: '2026-01-01', rate }] })
  const policy = { exchange: rates('7') }
  const kit = new Kit({ policy })
  kit.shop.orders.set('O1', order({ currency: 'USD' }))
  await kit.hint('O1')
  await kit.work()
  expect(await totals(kit)).toEqual([['blue', 'issued', 158_200]])
  policy.exchange = rates('8')
  await changed(kit, { currency: 'USD', refunds: [refund(22_600)] })
  expect((await totals(kit)).at(-1)).toEqual(['red', 'issued', -158_200])
  expect((await kit.store.order(ref('O1')))?.order.conversion).toMatchObject({ rate: '7' })
})
