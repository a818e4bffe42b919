import { fault, type Outcome } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { createRuntime } from '../src/index.ts'
import { gatewayOf, Kit, order, ref, TRAITS } from './kit.ts'

/** A document that was sent with this outcome. */
async function sent(outcome: Outcome | undefined, kit = new Kit()): Promise<Kit> {
  kit.authority.submitting = outcome && (sealed => sealed.map(() => outcome))
  await kit.sold()
  kit.authority.submitting = undefined
  return kit
}

describe('issued', () => {
  test('at once: number, files, letters and a look at the order follow in the same transaction', async () => {
    const kit = new Kit()
    kit.authority.submitting = sealed => sealed.map(s => kit.authority.issue(s))
    await kit.sold()
    const row = await kit.only()
    expect(row).toMatchObject({ state: 'issued', number: '00000000000000000001' })
    expect((await kit.store.files([row.id])).map(f => f.format).sort()).toEqual(['pdf', 'xml'])
    expect((await kit.store.deliveries([row.id])).map(d => d.channel).sort()).toEqual(['email', 'platform'])
  })

  test('with other totals than ours stands, and the chain is held', async () => {
    const kit = await sent(undefined)
    kit.authority.finding = sought =>
      sought.map(() => ({ is: 'issued', number: '9', issuedAt: '2026-11-23T09:00:00+08:00', amountFen: 20_000, taxFen: 2_600, totalFen: 22_601 }))
    kit.time.pass(10)
    await kit.runtime().turn()
    expect((await kit.only()).state).toBe('issued')
    expect(await kit.hold()).toBe('ANSWER_DIFFERS')
    await kit.work()
    await kit.hint('O1')
    await kit.work()
    expect(await kit.hold()).toBe('ANSWER_DIFFERS')
    const retry = { source: 'person', connector: 'shop', store: 's1', topic: 'retry', dedupeKey: 'x', ref: ref('O1') } as const
    await kit.store.retryOrder(ref('O1'), retry, [], kit.time.now())
    await kit.work()
    expect(await kit.hold()).toBeUndefined()
  })
})

test('pending is asked for when the gateway says', async () => {
  const kit = await sent({ is: 'pending', why: 'queue', askAfterSeconds: 300 })
  kit.time.pass(299)
  await kit.runtime().turn()
  expect(kit.authority.asks).toEqual([])
  kit.time.pass(1)
  await kit.runtime().turn()
  expect(kit.authority.asks).toHaveLength(1)
})

describe('unsent: nothing left the house', () => {
  test.each([true, false])('the same body goes again, whether the gateway deduplicates (%s) or not', async dedupesBySerial => {
    const kit = await sent({ is: 'unsent', why: 'ECONNREFUSED' }, new Kit({ traits: { dedupesBySerial } }))
    const { serial } = await kit.only()
    await kit.work()
    expect(kit.authority.sends).toEqual([serial, serial])
    expect(await kit.only()).toMatchObject({ state: 'issued', serial })
  })
})

describe('absent', () => {
  const lost: Outcome = { is: 'unknown', why: 'time-out' }

  test('within the grace only means not yet', async () => {
    const kit = await sent(lost)
    kit.time.pass(30)
    await kit.runtime().turn()
    expect(kit.authority.sends).toHaveLength(1)
    expect((await kit.only()).state).toBe('submitted')
  })

  test('after it the very same body goes again under the same serial, and the chain was told before', async () => {
    const kit = await sent(lost)
    const { serial, body } = await kit.only()
    kit.time.pass(61)
    kit.authority.submitting = async sealed => {
      expect(sealed).toEqual([{ serial, body, colour: 'blue' }])
      expect(await kit.events()).toContain('document.resubmitted')
      throw new Error('cut off in the middle')
    }
    await kit.runtime().turn()
    kit.authority.submitting = undefined
    await kit.work()
    expect(await kit.only()).toMatchObject({ state: 'issued', serial })
  })

  test('goes to a person where nothing is proven about repeats', async () => {
    const kit = await sent(lost, new Kit({ traits: { dedupesBySerial: false } }))
    kit.time.pass(61)
    await kit.runtime().turn()
    expect(await kit.only()).toMatchObject({ state: 'submitted', hold: { code: 'ABSENT' } })
    await kit.work()
    expect(kit.authority.sends).toHaveLength(1)
  })
})

describe('a document in doubt', () => {
  const doubt = async (): Promise<Kit> => {
    const kit = await sent({ is: 'unknown', why: 'time-out' }, new Kit({ traits: { dedupesBySerial: false, resendUntilSeconds: 7200 } }))
    kit.time.pass(61)
    await kit.runtime().turn()
    return kit
  }
  const decision = { actor: 'li', evidence: 'not in the bureau’s list of 10:00' }

  test('goes again under its serial when a person has looked', async () => {
    const kit = await doubt()
    const { id, serial } = await kit.only()
    expect(await kit.runtime().resend(id, decision)).toEqual({ is: 'done' })
    await kit.work()
    expect(await kit.only()).toMatchObject({ state: 'issued', serial })
  })

  test('is dead when a person has evidence; a retry of the order makes a new one with a new serial', async () => {
    const kit = await doubt()
    const { id, serial } = await kit.only()
    expect(await kit.runtime().abandon(id, decision)).toEqual({ is: 'done' })
    await kit.work()
    expect(await kit.hold()).toBe('ABSENT')
    await kit.store.retryOrder(
      ref('O1'),
      { source: 'person', connector: 'shop', store: 's1', topic: 'retry', dedupeKey: 'x', ref: ref('O1') },
      [],
      kit.time.now(),
    )
    await kit.work()
    const [dead, fresh] = await kit.documents()
    expect([dead?.state, fresh?.state]).toEqual(['rejected', 'issued'])
    expect(fresh?.serial).not.toBe(serial)
    expect(await kit.hold()).toBeUndefined()
  })

  test('is not sent again where the authority may have forgotten the first one', async () => {
    const kit = await doubt()
    kit.time.pass(7200)
    expect(await kit.runtime().resend((await kit.only()).id, decision)).toMatchObject({ is: 'refused', zh: expect.stringContaining('时限') })
  })

  test('is the only kind that a person decides over', async () => {
    const kit = await sent(undefined)
    const { id } = await kit.only()
    expect(await kit.runtime().resend(id, decision)).toMatchObject({ is: 'refused' })
    expect(await kit.runtime().abandon(id, decision)).toMatchObject({ is: 'refused' })
    expect(await kit.runtime().abandon('nobody', decision)).toEqual({ is: 'missing' })
  })

  test('keeps who decided and why in the audit chain', async () => {
    const kit = await doubt()
    await kit.runtime().abandon((await kit.only()).id, decision)
    const last = (await kit.store.events('main', 0, 100)).map(e => JSON.parse(e.bytes)).find(e => e.type === 'document.rejected')
    expect(last).toMatchObject({ actor: 'li', data: { evidence: decision.evidence } })
  })
})

describe('rejected', () => {
  test('is dead with its reason, and the same input is never sent again by itself', async () => {
    const kit = await sent({ is: 'rejected', faults: [fault('REJECTED', 'lines.0.rate', { code: '3001', message: '税率不合法' })] })
    await kit.work()
    await kit.hint('O1')
    await kit.work()
    expect(await kit.only()).toMatchObject({ state: 'rejected', rejectedFaults: [{ code: 'REJECTED' }] })
    expect(await kit.hold()).toBe('REJECTED')
    expect(kit.authority.sends).toHaveLength(1)
  })

  test('plans what changed while it was under way', async () => {
    const kit = new Kit()
    await kit.sold()
    kit.shop.orders.set('O1', { ...order(), refunds: [{ id: 'R', createdAt: '2026-11-23T08:00:00+08:00', lines: [], amountFen: 600 }] })
    await kit.hint('O1')
    await kit.runtime().turn()
    kit.authority.finding = sought => sought.map(() => ({ is: 'rejected', faults: [] }))
    kit.time.pass(10)
    await kit.runtime().turn()
    kit.authority.finding = undefined
    await kit.work()
    expect((await kit.documents()).map(d => [d.state, d.content.totalFen])).toEqual([
      ['rejected', 22_600],
      ['issued', 22_000],
    ])
  })
})

test('unknown is asked for on the ladder, and endless asking ends at a person', async () => {
  const kit = await sent({ is: 'unknown', why: 'HTTP 500' }, new Kit({ traits: { askMax: 6 } }))
  kit.authority.finding = sought => sought.map(() => ({ is: 'unknown', why: 'HTTP 500' }))
  await kit.work(kit.runtime(), 1000, 40)
  expect(await kit.only()).toMatchObject({ state: 'submitted', hold: { code: 'ENDLESS' } })
  await kit.store.rearm('document', [(await kit.only()).id], [], kit.time.now())
  kit.authority.finding = undefined
  kit.time.pass(1000)
  await kit.work()
  expect((await kit.only()).state).toBe('issued')
})

describe('blocked', () => {
  test.each([
    ['login', 60],
    ['faceCheck', 60],
    ['quota', 3600],
  ] as const)('%s shuts the lane and looks again by itself', async (need, seconds) => {
    const kit = await sent({ is: 'blocked', need, detail: 'say what' })
    expect(await kit.store.lanes()).toMatchObject([{ lane: 'main/desk', need, detail: 'say what' }])
    kit.time.pass(seconds - 1)
    await kit.runtime().turn()
    expect(kit.authority.asks).toEqual([])
    kit.time.pass(2)
    await kit.work()
    expect((await kit.only()).state).toBe('issued')
    expect((await kit.store.lanes())[0]?.need).toBeUndefined()
    expect((await kit.events()).filter(t => t.startsWith('lane.'))).toEqual(['lane.blocked', 'lane.opened'])
  })

  test.each(['credential', 'certificate', 'entitlement'] as const)('%s waits for a person', async need => {
    const kit = await sent({ is: 'blocked', need, detail: '' })
    kit.time.pass(30 * 86_400)
    await kit.runtime().turn()
    expect(kit.authority.asks).toEqual([])
    await kit.store.setLane({ lane: 'main/desk', failures: 0 }, [], kit.time.now())
    await kit.work()
    expect((await kit.only()).state).toBe('issued')
  })

  test('again and again is one event, not one for each look', async () => {
    const kit = await sent({ is: 'blocked', need: 'login', detail: '' })
    kit.authority.finding = sought => sought.map(() => ({ is: 'blocked', need: 'login', detail: '' }))
    await kit.work(kit.runtime(), 61, 5)
    expect((await kit.events()).filter(t => t === 'lane.blocked')).toHaveLength(1)
    expect(kit.authority.asks.length).toBeGreaterThan(2)
  })

  test("parks one seller's lane alone: the other's documents go on", async () => {
    const kit = new Kit()
    const other = new Kit()
    const { sellers, stores, connectors, ...rest } = kit.parts()
    const [part] = sellers
    const [store] = stores
    if (!part || !store) throw new Error('a kit without a seller')
    const second = { ...part, key: 'second', gateway: gatewayOf(TRAITS, () => other.authority.session()) }
    const runtime = createRuntime({ ...rest, connectors, sellers: [part, second], stores: [store, { ...store, store: 's2', seller: 'second' }] })
    kit.authority.submitting = sealed => sealed.map(() => ({ is: 'blocked', need: 'credential', detail: '' }))
    for (const store of ['s1', 's2']) {
      for (const n of [1, 2, 3]) {
        const one = order({ ref: { platform: 'shop', store, id: `${store}-${n}` } })
        kit.shop.orders.set(one.ref.id, one)
        await kit.hint(one.ref.id, { store })
      }
    }
    await kit.work(runtime, 60, 8)
    const states = (await kit.store.documents({ limit: 100 })).rows.map(d => `${d.seller} ${d.state}`)
    expect(states.filter(s => s === 'second issued')).toHaveLength(3)
    expect(states.filter(s => s === 'main submitted')).toHaveLength(3)
    expect(kit.authority.sends).toHaveLength(3)
  })
})

test('a lane that only fails slows itself down instead of hammering', async () => {
  const kit = await sent({ is: 'unknown', why: 'time-out' })
  kit.authority.finding = sought => sought.map(() => ({ is: 'unknown', why: 'time-out' }))
  for (let i = 0; i < 100; i++) {
    await kit.runtime().turn()
    kit.time.pass(60)
  }
  expect(kit.authority.asks.length).toBeLessThan(16)
  expect((await kit.store.lanes())[0]).toMatchObject({ need: 'pause' })
})
