import { expect, test } from 'vitest'
import { editionOn } from './editions.ts'
import type { Edition } from './tax-code.ts'

const named = (version: string): Edition => ({ version, source: 'a test', find: () => undefined })
const dated = [
  { from: '2026-07-01', edition: named('July') },
  { from: '2027-01-01', edition: named('first of January') },
  { from: '2027-01-01', edition: named('second of January') },
  { from: '2026-09-01', edition: named('September') },
]

test.each([
  ['2026-06-30', 'shipped'],
  ['2026-07-01', 'July'],
  ['2026-12-31', 'September'],
  ['2027-01-01', 'second of January'],
  ['2040-01-01', 'second of January'],
])('a supply of %s is decided by the latest edition that has begun: %s', (date, version) => {
  expect(editionOn(dated, date, named('shipped')).version).toBe(version)
})
