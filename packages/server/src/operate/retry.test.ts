import { createHash } from 'node:crypto'
import { fault, type NewEvent } from '@openfapiao/core'
import { memoryStore } from '@openfapiao/store'
import { beforeEach, describe, expect, it } from 'vitest'
import { admission, ask, change, document, hint, NOW, ref } from '../../../store/test/examples.ts'
import { heldThings, type Operation, openLane, orderRefOf, retryDocument, retryHeld, retryOrder } from './index.ts'

let operation: Operation
let keys = 0
beforeEach(() => {
  const store = memoryStore({ digest: text => createHash('sm3').update(text).digest('hex') })
  operation = { store, now: () => NOW, newKey: () => String(++keys), actor: 'anna' }
})
const told = async (): Promise<NewEvent[]> => (await operation.store.events('main', 0, 100)).map(e => JSON.parse(e.bytes) as NewEvent)
const parked = fault('BUG', '', { why: 'test' })

describe('a retry', () => {
  it('of an order looks at it anew, as often as a person asks, and says who asked', async () => {
    await operation.store.admit(admission(), NOW)
    for (const _ of [1, 2]) expect(await retryOrder(ref, operation)).toEqual({ is: 'retried', count: 1 })
    expect((await operation.store.claim('hint', ask())).map(h => h.topic)).toEqual(['retry', 'retry'])
    expect((await operation.store.order(ref))?.chain.retry).toBe(true)
    expect(await told()).toContainEqual(expect.objectContaining({ type: 'order.retried', actor: 'anna' }))
  })

  it('of a parked document lets it go on where it stood', async () => {
    await operation.store.admit(admission(), NOW)
    const [row] = await operation.store.claim('document', ask())
    await operation.store.apply([change({ kind: 'document', id: 'doc1', fence: row?.fence ?? 0, set: { hold: parked } })], NOW)
    expect((await heldThings(operation.store)).rows).toMatchObject([{ kind: 'document', id: 'doc1', hold: { code: 'BUG' } }])
    expect(await retryDocument('doc1', operation)).toEqual({ is: 'retried', count: 1 })
    expect((await heldThings(operation.store)).rows).toEqual([])
    expect(await told()).toContainEqual(expect.objectContaining({ type: 'document.released', subject: 'doc1', actor: 'anna' }))
  })

  it('of a document that waits because it is wrong is refused: its order decides', async () => {
    const hold = fault('ABSENT', '', { serial: 'S' })
    await operation.store.admit(admission({ documents: [document({ state: 'waiting', hold })] }), NOW)
    expect(await retryDocument('doc1', operation)).toMatchObject({ is: 'refused', en: expect.stringContaining('Retry the order') })
  })

  it('of a held hint makes it due, of one that is not held finds nothing', async () => {
    const { id } = await operation.store.accept(hint(), NOW)
    expect(await retryHeld('hint', id, operation)).toEqual({ is: 'missing' })
    const [row] = await operation.store.claim('hint', ask())
    await operation.store.apply([change({ kind: 'hint', id, fence: row?.fence ?? 0, set: { state: 'held', hold: parked } })], NOW)
    expect(await retryHeld('hint', id, operation)).toEqual({ is: 'retried', count: 1 })
    expect(await operation.store.claim('hint', ask())).toHaveLength(1)
  })

  it('of lanes opens the one named, or all that are shut', async () => {
    for (const lane of ['main/bureau', 'second/bureau']) await operation.store.setLane({ lane, need: 'login', failures: 0 }, [], NOW)
    expect(await openLane('none', operation)).toEqual({ is: 'missing' })
    expect(await openLane('main/bureau', operation)).toEqual({ is: 'retried', count: 1 })
    expect(await openLane(undefined, operation)).toEqual({ is: 'retried', count: 1 })
    expect((await operation.store.lanes()).every(l => l.need === undefined)).toBe(true)
    expect(await told()).toMatchObject([{ type: 'lane.opened', subject: 'main/bureau', data: { need: 'login' } }])
  })
})

it('an order is named platform/store/id, and its id may hold slashes', () => {
  expect(orderRefOf('shopify/a.myshopify.com/gid://shopify/Order/1')).toEqual({
    platform: 'shopify',
    store: 'a.myshopify.com',
    id: 'gid://shopify/Order/1',
  })
  for (const text of ['', 'shopify', 'shopify/a', 'shopify//1', '/a/1']) expect(orderRefOf(text)).toBeUndefined()
})
