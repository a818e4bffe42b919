import { afterEach, beforeEach, expect, test } from 'vitest'
import { blueContent, fullRed } from '../../test/documents.ts'
import { HOUR, type LeqiHouse, openHouse } from '../../test/leqi.ts'

let house: LeqiHouse
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

const left = async (session = house.session): Promise<number> => {
  const answer = await session.quota()
  if (answer.is === 'failed') throw new Error(answer.why)
  return answer.leftFen
}
const TOTAL = blueContent().totalFen

test('the quota is asked for once an hour; in between what was spent is taken off', async () => {
  const before = await left()
  await house.issue(blueContent())
  expect(await left(house.open())).toBe(before - TOTAL)
  expect(house.calls('CXSXED')).toBe(1)
  house.wait(2 * HOUR)
  expect(await left()).toBe(before - TOTAL)
  expect(house.calls('CXSXED')).toBe(2)
})

test('a red of the same month gives quota back, one of a later month does not', async () => {
  const before = await left()
  const [one, other] = [await house.issue(blueContent()), await house.issue(blueContent())]
  await house.issue(fullRed(one))
  expect(await left()).toBe(before - TOTAL)
  house.wait(31 * 24 * HOUR)
  await left()
  const april = await left()
  await house.issue(fullRed(other))
  expect(await left()).toBe(april)
})

test('a download whose answer was lost is asked for again under its flow number, and counted once', async () => {
  const change = await house.session.downloadQuota(1_000_000)
  house.authority.faults.add({ kind: 'lostAnswer', match: { operation: 'XZTHSXED' } })
  expect(await house.session.downloadQuota(2_000_000)).toMatchObject({ is: 'failed' })
  const after = await house.session.downloadQuota(3_000_000)
  expect([change, after]).toMatchObject([
    { is: 'changed', unusedFen: 1_000_000 },
    { is: 'changed', unusedFen: 6_000_000 },
  ])
  const flows = house.io.seen.operations.filter(o => o.operation === 'XZTHSXED').flatMap(o => o.subjects)
  expect([flows.length, new Set(flows).size]).toEqual([4, 3])
})

test('what is unused can be returned, and no more', async () => {
  await house.session.downloadQuota(1_000_000)
  expect(await house.session.returnQuota(400_000)).toMatchObject({ is: 'changed', unusedFen: 600_000 })
  expect(await house.session.returnQuota(700_000)).toMatchObject({ is: 'failed', why: expect.stringContaining('6000.00') })
})

test('a download that is too large is tried again with just what is needed', async () => {
  house.authority.ledger.changeSeller('91110000DEMO00001X', { monthlyQuotaFen: TOTAL + 100 })
  const tight = house.open({ quota: { downloadFen: 100 } })
  const one = await house.seal(blueContent(), tight)
  expect((await house.open({ quota: { downloadFen: 100_000_000 } }).submit([one]))[0]).toMatchObject({ is: 'pending' })
})

test('without quota nothing leaves, and the same body goes when there is some', async () => {
  const tight = house.open({ quota: { downloadFen: 1 } })
  const one = await house.seal(blueContent(), tight)
  house.authority.faults.add({ kind: 'quotaExhausted' })
  expect(await tight.submit([one])).toMatchObject([{ is: 'blocked', need: 'quota' }])
  expect(house.calls('QDFPSC')).toBe(0)
  house.authority.faults.clear()
  expect(await tight.submit([one])).toMatchObject([{ is: 'pending' }])
})

test('a lane without quota parks before a number is given, and looks again in an hour while something is left', async () => {
  house.authority.faults.add({ kind: 'quotaExhausted' })
  expect(await house.session.reserve(['a', 'b'])).toMatchObject([
    { is: 'blocked', need: 'quota' },
    { is: 'blocked', need: 'quota' },
  ])
  expect(house.calls('QDFPPLFM')).toBe(0)
  house.authority.faults.clear()
  await house.session.downloadQuota(500_000)
  house.authority.faults.add({ kind: 'quotaExhausted' })
  const asked = house.calls('XZTHSXED')
  for (const id of ['a', 'b', 'c']) expect(await house.session.reserve([id])).toMatchObject([{ is: 'reserved' }])
  expect(house.calls('XZTHSXED') - asked).toBeLessThanOrEqual(2)
})

test('past its dates quota is no use until the seller has filed and a person has moved them', async () => {
  await house.close()
  house = await openHouse({ leqi: { platforms: PLATFORMS, filingDay: 15 } })
  await house.issue(blueContent())
  house.wait(14 * 24 * HOUR)
  expect(await house.session.reserve(['x'])).toMatchObject([{ is: 'blocked', need: 'quota', detail: expect.stringContaining('20260315') }])
  expect(await house.session.adjustQuota('2026-02')).toMatchObject({ is: 'failed' })
  expect(await house.session.adjustQuota('2026-03')).toMatchObject({ is: 'changed', until: '20260331' })
  await house.issue(blueContent())
})

const PLATFORMS = [{ id: 'P0001', sm4Key: '0123456789abcdeffedcba9876543210', taxNumbers: ['91110000DEMO00001X'] }]

test('a new month begins with quota of its own', async () => {
  await house.issue(blueContent())
  house.wait(31 * 24 * HOUR)
  await house.issue(blueContent())
  expect(house.calls('XZTHSXED')).toBe(2)
})

test('a power cut after any write spends just what was issued', async () => {
  let issued = 0
  for (let writes = 0; writes < 8; writes++) {
    const one = await house.seal(blueContent())
    house.vault.cutAfter(writes)
    await house.submit(one).catch((error: Error) => expect(error.message).toBe('power cut'))
    house.vault.heal()
    await house.submit(one)
    house.wait(700)
    await house.submit(one)
    house.wait(10)
    expect(await house.find(one)).toMatchObject({ is: 'issued' })
    issued++
  }
  const flows = new Set(house.io.seen.operations.filter(o => o.operation === 'XZTHSXED').flatMap(o => o.subjects)).size
  expect(await house.session.returnQuota(1)).toMatchObject({ unusedFen: flows * 10_000_000 - issued * TOTAL - 1 })
})
