import type { Sealed, Sought } from '@openfapiao/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blueContent } from '../../test/documents.ts'
import { HOUR, type LeqiHouse, openHouse, sure } from '../../test/leqi.ts'

let house: LeqiHouse
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

const invoices = (): number => house.authority.ledger.invoices().length

test('100 invoices share a call, quota is downloaded once for them', async () => {
  const many: (Sealed & Sought)[] = []
  for (let i = 0; i < 205; i++) many.push(await house.seal(blueContent({ remark: String(i) })))
  const outcomes = await house.session.submit(many)
  expect(new Set(outcomes.map(o => o.is))).toEqual(new Set(['pending']))
  expect(house.io.seen.operations.filter(o => o.operation === 'QDFPSC').map(o => o.subjects.length)).toEqual([100, 100, 5])
  expect(house.calls('XZTHSXED')).toBeLessThanOrEqual(3)
  house.wait(10)
  const found = await house.session.find(many)
  expect(new Set(found.map(o => (o.is === 'issued' ? o.number : o.is))).size).toBe(205)
  expect(house.calls('CXQDFPSCJG')).toBe(3)
})

test('one invoice whose shape is wrong does not take the others with it', async () => {
  const [good, other] = [await house.seal(blueContent()), await house.seal(blueContent())]
  const bad = await house.seal(blueContent({ issuer: '' }))
  const outcomes = await house.session.submit([good, bad, other])
  expect(outcomes.map(o => o.is)).toEqual(['pending', 'rejected', 'pending'])
  expect(outcomes[1]).toMatchObject({ faults: [{ code: 'REJECTED', zh: expect.stringContaining('kpr') }] })
  house.wait(10)
  expect((await house.session.find([good, other])).map(o => o.is)).toEqual(['issued', 'issued'])
})

test('01 to an upload that may have arrived before is no proof of death', async () => {
  const one = await house.seal(blueContent({ issuer: '' }))
  house.authority.faults.add({ kind: 'lostAnswer', match: { operation: 'QDFPSC' } })
  expect(await house.submit(one)).toMatchObject({ is: 'unknown' })
  expect(await house.submit(one)).toMatchObject({ is: 'unknown', why: expect.stringContaining('01') })
})

test('what needs a person stops the rest of a call, unsent', async () => {
  house.authority.ledger.changeSeller('91110000DEMO00001X', { abnormal: true })
  const many = [await house.seal(blueContent()), await house.seal(blueContent())]
  expect((await house.session.submit(many)).map(o => o.is)).toEqual(['blocked', 'blocked'])
  expect(invoices()).toBe(0)
})

describe('the windows of time', () => {
  test('a result can be read for 12 hours; then the upload goes again, is a repeat, and was issued', async () => {
    const one = await house.seal(blueContent())
    await house.submit(one)
    house.wait(11 * HOUR)
    expect(await house.find(one)).toMatchObject({ is: 'issued' })
    house.wait(2 * HOUR)
    expect(await house.find(one)).toEqual({ is: 'absent' })
    expect(await house.submit(one)).toMatchObject({ is: 'pending' })
    expect(await house.find(one)).toMatchObject({ is: 'issued' })
    expect(invoices()).toBe(1)
  })

  test('a repeat within minutes of an upload without an answer is waited for, then asked once more, then believed', async () => {
    const one = await house.seal(blueContent())
    house.authority.faults.add({ kind: 'lostAnswer', match: { operation: 'QDFPSC' } })
    await house.submit(one)
    expect(await house.find(one)).toEqual({ is: 'absent' })
    house.wait(60)
    await house.submit(one)
    expect(await house.find(one)).toEqual({ is: 'pending', why: 'status 03', askAfterSeconds: 540 })
    house.wait(541)
    expect(await house.find(one)).toEqual({ is: 'absent' })
    await house.submit(one)
    expect(await house.find(one)).toMatchObject({ is: 'issued' })
    expect(invoices()).toBe(1)
  })

  test('an invoice dated more than 48 hours ago is refused, dead, and costs no quota', async () => {
    const one = await house.seal(blueContent())
    await house.session.quota()
    house.wait(49 * HOUR)
    await house.submit(one)
    house.wait(10)
    expect(await house.find(one)).toMatchObject({ is: 'rejected', faults: [{ zh: expect.stringContaining('48') }] })
    const left = await house.session.quota()
    expect(left).toMatchObject({ usedFen: 0 })
    expect(invoices()).toBe(0)
  })

  test('48 hours less a minute are in time', async () => {
    const one = await house.seal(blueContent())
    house.wait(48 * HOUR - 60)
    await house.submit(one)
    house.wait(10)
    expect(await house.find(one)).toMatchObject({ is: 'issued' })
  })
})

describe('a failed upload', () => {
  const failing = async () => {
    const one = await house.seal(blueContent())
    house.authority.faults.add({ kind: 'rejected' })
    await house.submit(one)
    house.wait(10)
    return one
  }

  test('is dead with its code and text', async () => {
    expect(await house.find(await failing())).toMatchObject({
      is: 'rejected',
      faults: [{ code: 'REJECTED', zh: expect.stringContaining('SBX-RULE') }],
    })
  })

  test('goes again where the configuration says that its code condemns something else', async () => {
    const one = await failing()
    const patient = house.open({ resultCodes: { 'SBX-RULE': 'later' } })
    expect(await patient.find([one])).toEqual([{ is: 'absent', proven: true }])
    expect(await patient.submit([one])).toMatchObject([{ is: 'pending' }])
    house.wait(10)
    expect(await patient.find([one])).toMatchObject([{ is: 'issued' }])
  })

  test('blocks the lane where it says so, and goes again afterwards', async () => {
    const one = await failing()
    const strict = house.open({ resultCodes: { 'SBX-RULE': 'quota' } })
    expect(await strict.find([one])).toMatchObject([{ is: 'blocked', need: 'quota' }])
    expect(await strict.find([one])).toEqual([{ is: 'absent' }])
    expect(sure((await strict.submit([one]))[0])).toMatchObject({ is: 'pending' })
  })
})

test('the same number never becomes two invoices, however often and by whomever it is uploaded', async () => {
  const one = await house.seal(blueContent())
  await Promise.all([house.submit(one), house.open().submit([one]), house.open().submit([one])])
  house.wait(10)
  for (let i = 0; i < 3; i++) await house.submit(one)
  expect(invoices()).toBe(1)
})

test('a power cut after any write loses nothing and issues nothing twice', async () => {
  for (let writes = 0; writes < 6; writes++) {
    const before = invoices()
    const one = await house.seal(blueContent())
    house.vault.cutAfter(writes)
    await house.submit(one).catch((error: Error) => expect(error.message).toBe('power cut'))
    house.vault.heal()
    for (let tries = 0; tries < 4; tries++) {
      const outcome = await house.find(one)
      if (outcome.is === 'absent') await house.submit(one)
      house.wait(601)
    }
    expect(await house.find(one)).toMatchObject({ is: 'issued' })
    expect(invoices()).toBe(before + 1)
  }
})
