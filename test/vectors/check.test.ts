import { check, isError, portableContext } from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import { contentOf, editionOf, type Vector, vectors } from './vectors.ts'

/** Texts printed by provider documents may be longer than the portable 16 characters of a price; the arithmetic is what is asked here. */
const faultsOf = (vector: Vector) =>
  check(contentOf(vector), { ...portableContext(editionOf(vector), 'general', true), priceTextMax: 25 }).filter(isError)

const sound = vectors.filter(v => v.toleranceCheck === 'pass')
const unsound = vectors.filter(v => v.toleranceCheck !== 'pass')

describe('the check rules agree with every vector', () => {
  it('has sound and unsound ones', () => expect([sound.length, unsound.length].every(n => n > 0)).toBe(true))

  it.each(sound.map(v => [v.id, v.title, v] as const))('%s passes: %s', (_, __, vector) => {
    expect(faultsOf(vector)).toEqual([])
  })

  it.each(unsound.map(v => [v.id, v.title, v] as const))('%s is refused at the line it names: %s', (_, __, vector) => {
    expect(faultsOf(vector)).toMatchObject([{ code: 'PRICE_TIMES_QUANTITY', path: 'lines.0.amount' }])
  })
})
