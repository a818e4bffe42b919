import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.ts'

const value = fc.letrec(tie => ({
  any: fc.oneof(
    fc.string(),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('any'), { maxKeys: 4 }),
  ),
})).any

describe('the canonical text', () => {
  it('reads back as what it was', () =>
    fc.assert(
      fc.property(value, v => {
        expect(JSON.parse(canonical(v))).toEqual(JSON.parse(JSON.stringify(v)))
      }),
    ))
  it('does not depend on the order of fields', () => expect(canonical({ b: 1, a: { d: 1, c: 2 } })).toBe('{"a":{"c":2,"d":1},"b":1}'))
  it('leaves out what is not there', () => expect(canonical({ a: undefined, b: null })).toBe('{"b":null}'))
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %d: money cannot lose a bit', n =>
    expect(() => canonical(n)).toThrow(TypeError),
  )
  it.each([undefined, () => 1, Symbol('x'), 1n])('refuses what is no data', v => expect(() => canonical(v)).toThrow(TypeError))
})
