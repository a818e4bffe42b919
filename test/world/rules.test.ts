import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveAll } from './many.ts'
import { openPlace, type Place } from './places.ts'
import { isRule, RULES } from './rules.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace('memory')
})
afterAll(() => place.close())

/** Rules that nobody can break are no rules: as soon as one is dropped, worlds break. */
test.each(Object.entries(RULES).flatMap(([rule, says]) => (isRule(rule) ? [{ rule, says }] : [])))(
  'without "$says" worlds break',
  async ({ rule }) => {
    let seed = 0
    let broken = 0
    while (broken === 0 && seed < 500) broken = (await liveAll([++seed], place, { without: rule })).length
    expect(broken).toBeGreaterThan(0)
  },
)
