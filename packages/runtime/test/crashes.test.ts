import { GENESIS, type Store } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { describe, expect, test } from 'vitest'
import { Kit, order, refund, STORES } from './kit.ts'

/** Where a process dies: before or after the so-manyth thing that it calls. */
interface Death {
  readonly at: number
  readonly when: 'before' | 'after'
}

class Crash extends Error {}

/** Called without waiting: reading a hint, and what only tells names. */
const SYNC = new Set(['read', 'stores'])

/** A process that notes what it calls, and dies where it is told to. Dead, it does nothing more. */
class Process {
  readonly calls: string[] = []
  readonly #death: Death | undefined
  #dead = false

  constructor(death?: Death) {
    this.#death = death
  }

  readonly around = <T extends object>(target: T, name: string): T =>
    new Proxy(target, {
      get: (inner, key) => {
        const value: unknown = Reflect.get(inner, key)
        if (typeof value !== 'function' || SYNC.has(String(key))) return value
        return (...args: unknown[]) => this.#call(`${name}.${String(key)}`, () => Reflect.apply(value, inner, args))
      },
    })

  async #call(name: string, run: () => unknown): Promise<unknown> {
    if (this.#dead) throw new Crash('dead')
    const mine = this.calls.push(name) - 1 === this.#death?.at
    if (mine && this.#death?.when === 'before') this.#die()
    const result = await run()
    if (mine) this.#die()
    return result
  }

  #die(): never {
    this.#dead = true
    throw new Crash('killed')
  }
}

/** A sale, its invoice, a part of it given back, the red letter, files and letters: all by one process, as far as it gets. */
async function journey(kit: Kit, life: Process): Promise<void> {
  const runtime = kit.runtime(life)
  const until = async (done: () => Promise<boolean>): Promise<void> => {
    for (let turns = 0; turns < 20 && !(await done()); turns++) {
      await runtime.turn()
      kit.time.pass(10)
    }
  }
  const idle = async () => Object.values(await kit.store.backlog()).every(n => n === 0)
  try {
    kit.shop.orders.set('O1', order())
    await kit.hint('O1')
    await until(idle)
    kit.shop.orders.set('O1', order({ refunds: [refund(600)] }))
    await kit.hint('O1')
    await until(idle)
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
}

/** Whatever the shop still had to tell is told, and another process does the rest. */
async function finish(kit: Kit): Promise<void> {
  kit.time.pass(200)
  kit.shop.orders.set('O1', order({ refunds: [refund(600)] }))
  await kit.hint('O1')
  await kit.work()
}

async function expectWhole(kit: Kit): Promise<void> {
  const documents = await kit.documents()
  const issued = documents.filter(d => d.state === 'issued')
  // Killed before the blue left, the refund only makes it smaller.
  expect(issued.map(d => d.content.totalFen)).toEqual(issued.length === 1 ? [22_000] : [22_600, -600])
  expect(documents.filter(d => d.state !== 'issued' && d.state !== 'cancelled')).toEqual([])
  expect([kit.authority.bodies.size, kit.authority.standingFen()]).toEqual([issued.length, 22_000])
  expect((await kit.store.files(issued.map(d => d.id))).map(f => f.state)).toEqual(issued.flatMap(() => ['stored', 'stored']))
  expect(new Set(kit.letters.map(l => l.letter.id)).size).toBe(issued.length)
  expect(kit.shop.published.at(-1)?.documents).toHaveLength(issued.length)
  expect((await kit.events()).filter(t => t === 'document.issued')).toHaveLength(issued.length)
  await expectChained(kit.store)
}

async function expectChained(store: Store): Promise<void> {
  let before = GENESIS
  for (const e of await store.events('main', 0, 1000)) {
    expect([e.prev, e.hash]).toEqual([before, sm3(before + e.bytes)])
    before = e.hash
  }
}

const undisturbed = new Process()
await journey(new Kit(), undisturbed)
const deaths = undisturbed.calls.flatMap((name, at) => (['before', 'after'] as const).map(when => ({ name, at, when })))

test('the journey touches every step of the path', () => {
  const steps = ['store.claim', 'store.order', 'shop.order', 'store.admit', 'store.intend', 'gateway.submit', 'gateway.find', 'store.apply']
  for (const step of [...steps, 'gateway.file', 'blobs.put', 'mail.send', 'shop.publish']) expect(undisturbed.calls).toContain(step)
})

describe.each(STORES)('on %s', (_, open) => {
  test.each(deaths)('a process killed $when call $at, $name, leaves rows that the next one finishes', async death => {
    const store = await open()
    const kit = new Kit({ store })
    await journey(kit, new Process(death))
    await finish(kit)
    await expectWhole(kit)
    await store.close()
  })
})
