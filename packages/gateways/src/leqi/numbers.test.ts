import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { given, type LeqiHouse, openHouse, SM4_KEY, sure } from '../../test/leqi.ts'

let house: LeqiHouse
const open = async (segment = 5, at?: number): Promise<void> => {
  house = await openHouse({}, { numbers: { segment } }, at)
}
beforeEach(() => open())
afterEach(() => house.close())

const ids = (count: number, of = 'd'): string[] => Array.from({ length: count }, (_, i) => `${of}${i}`)
const numbers = async (wanted: readonly string[], session = house.session): Promise<string[]> =>
  (await session.reserve(wanted)).map(r => given(r).number)
const number = async (id: string): Promise<string> => sure((await numbers([id]))[0])

test('each document gets a number of 20 digits that begins with the year, and the same again when asked again', async () => {
  const first = await numbers(ids(7))
  expect(new Set(first).size).toBe(7)
  for (const n of first) expect(n).toMatch(/^26\d{18}$/)
  expect(await numbers(ids(7))).toEqual(first)
  expect(await numbers(ids(7), house.open())).toEqual(first)
})

test('the time of issue is that of the last asking', async () => {
  expect(given(sure((await house.session.reserve(['d']))[0])).at).toBe('2026-03-02T09:00:00+08:00')
  house.wait(90)
  expect(given(sure((await house.session.reserve(['d']))[0])).at).toBe('2026-03-02T09:01:30+08:00')
})

test('workers that ask at once never share a number', async () => {
  const sessions = [house.session, house.open(), house.open()]
  const all = await Promise.all(sessions.flatMap((s, k) => [numbers(ids(4, `a${k}`), s), numbers(ids(3, 'shared'), s), numbers(ids(5, `b${k}`), s)]))
  expect(new Set(all.flat()).size).toBe(3 * 4 + 3 + 3 * 5)
})

test('more than a segment is asked for at once, and 5000 at most', async () => {
  await numbers(ids(12))
  expect(house.calls('QDFPPLFM')).toBe(1)
})

test('the stock is refilled below a fifth, before it is empty', async () => {
  await house.close()
  await open(10)
  await numbers(ids(8))
  expect([house.calls('QDFPPLFM'), await house.session.numbersLeft()]).toEqual([1, 2])
  await numbers(['x'])
  expect([house.calls('QDFPPLFM'), await house.session.numbersLeft()]).toEqual([2, 11])
})

test('while there are numbers, an authority that gives none stops nobody', async () => {
  await numbers(ids(4))
  house.authority.faults.add({ kind: 'busy', count: 'always', match: { operation: 'QDFPPLFM' } })
  expect(await numbers(['x'])).toHaveLength(1)
  expect(await house.session.reserve(['y'])).toMatchObject([{ is: 'later' }])
  house.authority.faults.clear()
  expect(await number('y')).toMatch(/^26/)
})

test('a lost answer is asked for again with the same flow number: no segment is lost', async () => {
  house.authority.faults.add({ kind: 'lostAnswer', match: { operation: 'QDFPPLFM' } })
  expect(await house.session.reserve(['x'])).toMatchObject([{ is: 'later' }])
  const first = await number('x')
  expect(first.endsWith('1')).toBe(true)
  const flows = house.io.seen.operations.filter(o => o.operation === 'QDFPPLFM').flatMap(o => o.subjects)
  expect(flows).toHaveLength(2)
  expect(new Set(flows).size).toBe(1)
  expect(flows[0]).toMatch(/^P0001P0001[0-9a-f]{32}$/)
})

test('a power cut after any write gives no number twice, loses none, and changes nobody’s', async () => {
  const before = await numbers(ids(3))
  for (let writes = 0; writes < 12; writes++) {
    house.vault.cutAfter(writes)
    await house.session.reserve([...ids(3), `cut${writes}`, `and${writes}`]).catch((error: Error) => expect(error.message).toBe('power cut'))
    house.vault.heal()
    expect(await numbers(ids(3))).toEqual(before)
  }
  const all = await numbers([...ids(3), ...ids(12, 'cut'), ...ids(12, 'and')])
  expect(new Set(all).size).toBe(27)
  const places = all.map(n => BigInt(n)).sort((a, b) => (a < b ? -1 : 1))
  expect(sure(places.at(-1)) - sure(places[0])).toBe(26n)
})

describe('at the turn of the year', () => {
  const NEW_YEARS_EVE = Date.parse('2026-12-31T23:59:00+08:00')
  beforeEach(async () => {
    await house.close()
    await open(5, NEW_YEARS_EVE)
  })

  test('numbers of the old year are not used in the new one; a document not sealed yet gets another, and its old one is burned', async () => {
    const old = await number('waits')
    house.wait(120)
    const [again, fresh] = await numbers(['waits', 'fresh'])
    expect([old, again, fresh].map(n => n?.slice(0, 2))).toEqual(['26', '27', '27'])
    expect(await numbers(['waits'])).toEqual([again])
    expect([...house.vault.entries.values()].join()).toContain(`"burned":["${old}"]`)
    expect(await numbers(ids(20))).not.toContain(old)
  })
})

test('a platform that may not speak for the seller blocks the lane as not entitled', async () => {
  await house.close()
  house = await openHouse({ leqi: { platforms: [{ id: 'P0001', sm4Key: SM4_KEY, taxNumbers: [] }] } })
  expect(await house.session.reserve(['x'])).toMatchObject([{ is: 'blocked', need: 'entitlement' }])
})
