import { describe, expect, test } from 'vitest'
import { createRuntime } from '../src/index.ts'
import { Kit } from './kit.ts'

/** A gateway that wants us to number: each document keeps the number that it was given. */
function numbering(): { kit: Kit; given: Map<string, string> } {
  const kit = new Kit({ traits: { numbering: 'ours' } })
  const given = new Map<string, string>()
  kit.authority.reserving = ids =>
    ids.map(id => {
      const number = given.get(id) ?? `26310000000000000${String(given.size + 1).padStart(3, '0')}`
      given.set(id, number)
      return { is: 'reserved', number, at: '2026-11-23T09:00:00+08:00' }
    })
  return { kit, given }
}

describe('where we number', () => {
  test('the number is in the frozen body and in the audit event, and is the one that is issued', async () => {
    const { kit, given } = numbering()
    await kit.sold()
    await kit.work()
    const row = await kit.only()
    const number = given.get(row.id)
    expect(row).toMatchObject({ state: 'issued', number })
    expect(JSON.parse(row.body ?? '')).toMatchObject({ number, at: '2026-11-23T09:00:00+08:00' })
    const events = (await kit.store.events('main', 0, 100)).map(e => JSON.parse(e.bytes))
    expect(events.find(e => e.type === 'document.submitted')?.data.number).toBe(number)
  })

  test('a process killed between number and seal burns none', async () => {
    const { kit, given } = numbering()
    const broken = { ...kit.store, intend: () => Promise.reject(new Error('killed')) }
    await kit.sold({}, createRuntime({ ...kit.parts(), store: broken }))
    expect((await kit.only()).state).toBe('queued')
    kit.time.pass(200)
    await kit.work()
    expect([...given.keys()]).toEqual([(await kit.only()).id])
    expect((await kit.only()).state).toBe('issued')
  })

  test('no quota for numbers shuts the lane before anything is sealed', async () => {
    const { kit } = numbering()
    const reserve = kit.authority.reserving
    kit.authority.reserving = ids => ids.map(() => ({ is: 'blocked', need: 'quota', detail: 'none downloaded' }))
    await kit.sold()
    expect(await kit.store.lanes()).toMatchObject([{ need: 'quota' }])
    expect((await kit.only()).state).toBe('queued')
    kit.authority.reserving = reserve
    await kit.work(kit.runtime(), 3600)
    expect((await kit.only()).state).toBe('issued')
  })

  test('no numbers yet is waited for', async () => {
    const { kit } = numbering()
    const reserve = kit.authority.reserving
    kit.authority.reserving = ids => ids.map(() => ({ is: 'later', why: 'asked for', askAfterSeconds: 120 }))
    await kit.sold()
    kit.authority.reserving = reserve
    kit.time.pass(119)
    await kit.runtime().turn()
    expect((await kit.only()).state).toBe('queued')
    await kit.work()
    expect((await kit.only()).state).toBe('issued')
  })
})
