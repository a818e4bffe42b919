import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Running, run } from '../src/run/index.ts'
import { type House, openHouse, PUSH_KEY, pushedOrder, until } from './house.ts'

let house: House
let running: Running
beforeAll(async () => {
  house = await openHouse()
  running = await run(house.wired, { server: true, worker: true, version: '1' })
  await Promise.all(['1', '2', '3'].map(id => push(`/v1/orders`, pushedOrder(id))))
  await Promise.all(['1', '2', '3'].map(id => documents(id, 1)))
})
afterAll(async () => {
  await running.stop()
  await house.close()
})

const push = async (path: string, body: object) => {
  const answer = await fetch(`${running.address}/connectors/rest${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${PUSH_KEY}` },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBeLessThan(300)
}
const ref = (id: string) => ({ platform: 'rest', store: 'main', id })
const chainOf = async (id: string) => (await house.wired.store.order(ref(id)))?.chain
/** All issued, so many. */
const documents = (id: string, count: number) =>
  until(async () => {
    const known = (await chainOf(id))?.documents ?? []
    return known.length === count && known.every(d => d.state === 'issued') ? known : undefined
  })
const rested = () => until(async () => (Object.values(await house.wired.store.backlog()).every(n => n === 0) ? true : undefined))
const decision = { actor: 'anna', evidence: 'wrong code, see the note of 11-24' }

describe("a person's order to reverse", () => {
  it('is shown before it is given, and showing sends nothing', async () => {
    const shown = await running.runtime.reversal(ref('1'), false)
    expect(shown).toMatchObject({ is: 'reds', reds: [{ colour: 'red', reason: '01', content: { totalFen: -22_200 } }] })
    expect((await chainOf('1'))?.documents).toHaveLength(1)
    expect((await chainOf('1'))?.request).toBeUndefined()
  })

  it('becomes one full red letter and nothing more, and the audit chain knows who and why', async () => {
    expect(await running.runtime.reverse(ref('1'), { again: false, ...decision })).toEqual({ is: 'done' })
    const [blue, red] = await documents('1', 2)
    expect([red?.of, red?.reason, red?.content.totalFen]).toEqual([blue?.id, '01', -22_200])
    await rested()
    expect(await chainOf('1')).toMatchObject({ hold: { code: 'WITHDRAWN' }, documents: [{}, {}] })
    const events = await house.wired.store.events('main', 0, 1_000)
    expect(events.map(e => JSON.parse(e.bytes)).filter(e => e.subject === 'rest/main/1' && e.data.reverse)).toMatchObject([
      { type: 'order.planned', data: { reverse: { again: false, by: 'anna', why: decision.evidence } } },
    ])
    expect(await running.runtime.reverse(ref('1'), { again: false, ...decision })).toMatchObject({
      is: 'refused',
      en: expect.stringContaining('no live'),
    })
  })

  it('with issuing again ends with a new blue to the same buyer, and ordering it twice at once is one', async () => {
    const twice = await Promise.all([1, 2].map(() => running.runtime.reverse(ref('2'), { again: true, ...decision })))
    expect(twice.map(d => d.is).sort()).toEqual(['done', 'refused'])
    const [first, red, second] = await documents('2', 3)
    expect([red?.of, red?.reason]).toEqual([first?.id, '01'])
    expect(second?.content).toMatchObject({ colour: 'blue', buyer: first?.content.buyer, totalFen: 22_200 })
    await rested()
    await running.runtime.replan({ store: 'main' })
    await rested()
    expect((await chainOf('2'))?.documents).toHaveLength(3)
    expect((await chainOf('2'))?.hold).toBeUndefined()
  })

  it('is refused for what is partly reversed, and for what is not there', async () => {
    await push('/v1/orders/3/refunds', { id: 'r1', createdAt: '2026-11-22T10:00:00+08:00', amount: '20.00' })
    await documents('3', 2)
    expect(await running.runtime.reverse(ref('3'), { again: true, ...decision })).toMatchObject({
      is: 'refused',
      en: expect.stringContaining('partly'),
    })
    expect(await running.runtime.reversal(ref('9'), true)).toEqual({ is: 'missing' })
  })
})
