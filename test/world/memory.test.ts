import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveAll, reportOf, seedsFrom } from './many.ts'
import { openPlace, type Place } from './places.ts'
import regressions from './regressions.json' with { type: 'json' }

let place: Place
beforeAll(async () => {
  place = await openPlace('memory')
})
afterAll(() => place.close())

test.each(regressions)('seed $seed, once broken: $was', async ({ seed }) => {
  expect(reportOf(await liveAll([seed], place), 'memory')).toEqual([])
})

test('two thousand worlds end with every sale invoiced once and nothing forgotten', async () => {
  expect(reportOf(await liveAll(seedsFrom(1, 2_000), place), 'memory')).toEqual([])
})

test.each([770, 1759, 2372])('seed %i with strangers, once broken: a form held its order after its blue was reversed', async seed => {
  expect(reportOf(await liveAll([seed], place, { strangers: true }), 'memory', undefined, true)).toEqual([])
})

test('hundreds of worlds in which buyers and the bureau’s page make red letters too end as well', async () => {
  expect(reportOf(await liveAll(seedsFrom(1, 300), place, { strangers: true }), 'memory', undefined, true)).toEqual([])
})

test('a seed lives the same life again, word for word', async () => {
  const story = async (): Promise<string[]> => {
    const lines: string[] = []
    await liveAll([8], place, { tell: line => lines.push(line.replace(/\(file:.*/s, '')) })
    return lines
  }
  const first = await story()
  expect(first.length).toBeGreaterThan(20)
  expect(await story()).toEqual(first)
})
