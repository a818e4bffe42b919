import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { Runtime } from '../src/index.ts'
import { loop } from '../src/loop.ts'
import { Kit, order, ref, refund, STORES } from './kit.ts'

const running: Runtime[] = []
let ticking: NodeJS.Timeout | undefined
afterEach(async () => {
  await Promise.all(running.splice(0).map(r => r.stop()))
  clearInterval(ticking)
})

/** Workers on one store, their loops running; the house's time runs a thousand times as fast as ours. */
function start(kit: Kit, workers: number): void {
  ticking = setInterval(() => kit.time.pass(5), 5)
  for (let i = 0; i < workers; i++) {
    const runtime = kit.runtime()
    runtime.start()
    running.push(runtime)
  }
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await done()); await sleep(10)) if (Date.now() > end) throw new Error('not done in 30 seconds')
}

describe.each(STORES)('two workers at once on %s', (_, open) => {
  test('make one invoice of every sale and one red of every refund', async () => {
    const store = await open()
    const kit = new Kit({ store, parts: { worker: { restMs: 5, batch: 3 } } })
    const ids = Array.from({ length: 12 }, (_, i) => `O${i + 1}`)
    start(kit, 2)
    const tell = (refunds: ReturnType<typeof refund>[]) =>
      Promise.all(
        ids.flatMap(id => {
          kit.shop.orders.set(id, order({ ref: ref(id), refunds }))
          return [kit.hint(id), kit.hint(id)]
        }),
      )
    const issued = async (count: number) => (await store.documents({ state: 'issued', limit: 100 })).rows.length === count
    await tell([])
    await until(() => issued(12))
    await tell([refund(600)])
    await until(() => issued(24))
    await until(async () => Object.values(await store.backlog()).every(n => n === 0))
    await Promise.all(running.splice(0).map(r => r.stop()))
    expect(kit.authority.bodies.size).toBe(24)
    expect(kit.authority.standingFen()).toBe(12 * 22_000)
    expect(new Set(kit.letters.map(l => l.letter.id)).size).toBe(24)
    await store.close()
  })
})

test('a gateway that hangs holds up no other work', async () => {
  const kit = new Kit({ parts: { worker: { restMs: 5, turns: 2 } } })
  let answer = (): void => undefined
  const hanging = new Promise<never>((_, reject) => {
    answer = () => reject(new Error('at last'))
  })
  kit.authority.submitting = sealed => (kit.authority.sends.length === 0 && sealed.length > 0 ? hanging : [])
  start(kit, 1)
  kit.shop.orders.set('O1', order())
  await kit.hint('O1')
  await until(async () => (await kit.store.documents({ state: 'submitted' })).rows.length === 1)
  kit.shop.answering = ({ id }) => (id === 'O2' ? { is: 'missing' } : undefined)
  await kit.hint('O2')
  await until(async () => (await kit.store.held('hint')).length === 1)
  answer()
})

describe('start and stop', () => {
  test('stop finishes what is in hand and begins nothing more', async () => {
    const kit = new Kit({ parts: { worker: { restMs: 5 } } })
    start(kit, 1)
    await Promise.all(running.splice(0).map(r => r.stop()))
    kit.shop.orders.set('O1', order())
    await kit.hint('O1')
    await sleep(50)
    expect(kit.shop.reads).toEqual([])
  })

  test('a hint at the door is worked at once, not after a rest', async () => {
    const kit = new Kit({ parts: { worker: { restMs: 3_600_000 } } })
    start(kit, 1)
    await sleep(20)
    kit.shop.orders.set('O1', order())
    const [runtime] = running
    await runtime?.intake('shop').accept({ source: 'push', connector: 'shop', store: 's1', topic: 't', dedupeKey: 'd', ref: ref('O1') })
    await until(async () => kit.authority.sends.length === 1)
  })

  test('a round that throws is logged, and the loop goes on', async () => {
    const lines: string[] = []
    const log = { info: () => undefined, warn: () => undefined, error: (m: string) => void lines.push(m) }
    let rounds = 0
    const one = loop('turn', async () => (rounds++ === 0 ? Promise.reject(new Error('no database')) : 0), { restMs: 1, log })
    await until(async () => rounds > 2)
    await one.stop()
    expect(lines).toEqual(['a turn failed'])
  })
})
