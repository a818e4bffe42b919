import { expect, test } from 'vitest'
import { blue } from '../../test/samples.ts'
import { differences } from '../index.ts'
import { factsOf } from './facts.ts'

const facts = factsOf(blue)

test('a file of this invoice shows no difference, and what we do not know is not compared', () => {
  expect(differences(facts, facts)).toEqual([])
  expect(differences(facts, { number: blue.number })).toEqual([])
  expect(differences(facts, {})).toEqual([])
})

test('each difference is said with both values, amounts in yuan', () => {
  const found = differences(facts, { ...facts, number: '26310000000000000018', totalFen: 39_301, buyerTaxNumber: '91000000000000001H' })
  expect(found.map(f => [f.code, f.path])).toEqual([
    ['ANSWER_DIFFERS', 'number'],
    ['ANSWER_DIFFERS', 'totalFen'],
    ['ANSWER_DIFFERS', 'buyerTaxNumber'],
  ])
  expect(found[1]?.zh).toMatch(/393\.00.*393\.01/)
  expect(found[2]?.en).toContain('(-)')
})
