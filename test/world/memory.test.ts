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
