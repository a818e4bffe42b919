import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from './allocate.ts'
import { add, compare, divide, isDecimal, multiply, negate, netOf, normal, round, share, subtract, times, toFen } from './decimal.ts'
import { fenOf, sumFen, yuan } from './fen.ts'
import { amountInWords } from './words.ts'

const fen = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })
const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 13 })).map(([units, scale]) => {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return units < 0n ? `-${text}` : text
})

describe('fen', () => {
  it('reads what it wrote', () =>
    fc.assert(
      fc.property(fen, f => {
        expect(fenOf(yuan(f))).toBe(f)
      }),
    ))

  it.each(['', '1.234', '1e3', '0x1', '.5', '1.', '１', 'NaN', '1,000.00', '--1'])('refuses %j', text =>
    expect(() => fenOf(text)).toThrow(RangeError),
  )

  it.each([
    ['1', 100],
    ['-0', 0],
    ['0.1', 10],
    ['-12.34', -1_234],
    ['7.500', 750],
  ])('reads %s', (text, value) => expect(fenOf(text)).toBe(value))

  it('refuses fractions and what a safe integer cannot hold', () => {
    expect(() => yuan(0.5)).toThrow(RangeError)
    expect(() => fenOf('90071992547409.92')).toThrow(RangeError)
    expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
  })
})

describe('decimals are exact', () => {
  it('adds and subtracts back', () =>
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(subtract(add(a, b), b)).toBe(normal(a))
      }),
    ))
  it('multiplies in any order', () =>
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(multiply(a, b)).toBe(multiply(b, a))
      }),
    ))
  it('rounds a negative to the mirror of its positive', () =>
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 6 }), (a, n) => {
        expect(round(negate(a), n)).toBe(negate(round(a, n)))
      }),
    ))
  it('divides to within half a unit of the last decimal', () =>
    fc.assert(
      fc.property(
        decimal,
        decimal.filter(d => compare(d, '0') !== 0),
        (a, b) => {
          const off = subtract(multiply(divide(a, b, 10), b), a).replace('-', '')
          expect(compare(off, multiply('0.00000000005', b.replace('-', '')))).toBeLessThanOrEqual(0)
        },
      ),
    ))

  it.each([
    ['0.005', 1],
    ['-0.005', -1],
    ['0.0049', 0],
    ['1.015', 102],
    ['2.675', 268],
  ])('%s yuan is %i fen: half goes away from zero', (text, value) => expect(toFen(text)).toBe(value))

  it.each(['1e3', '+1', '.5', '1.', 'abc', ''])('%j is no decimal', text => expect(isDecimal(text)).toBe(false))
  it('says what it refuses, and never divides by zero', () => {
    expect(() => normal('1e3')).toThrow(/1e3/)
    expect(() => divide('1', '0', 2)).toThrow(RangeError)
  })
})

describe('a tax-included amount', () => {
  const rate = fc.constantFrom('0', '0.01', '0.03', '0.05', '0.06', '0.09', '0.13', '0.015')
  it('splits into a net amount that multiplied back strays by less than a fen', () =>
    fc.assert(
      fc.property(fen, rate, (gross, r) => {
        const net = netOf(gross, r)
        expect(Math.abs(times(net, r) - (gross - net))).toBeLessThanOrEqual(1)
      }),
    ))
  it('mirrors below zero', () =>
    fc.assert(
      fc.property(fen, rate, (gross, r) => {
        expect(netOf(-gross, r) || 0).toBe(-netOf(gross, r) || 0)
      }),
    ))
})

describe('allocation', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 40 })
  it('adds up exactly, and no part strays a fen from its share', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), weights, (total, parts) => {
        const given = allocate(total, parts)
        const all = sumFen(parts)
        expect(sumFen(given)).toBe(total)
        if (all > 0) expect(given.every((g, i) => Math.abs(g - share(total, parts[i] ?? 0, all)) <= 1)).toBe(true)
      }),
    ))
  it('gives nothing to what weighs nothing', () => expect(allocate(100, [0, 50, 0])).toEqual([0, 100, 0]))
  it('leaves everything to the last where nothing weighs', () => expect(allocate(100, [0, 0])).toEqual([0, 100]))
  it('refuses negative weights', () => expect(() => allocate(1, [-1])).toThrow(RangeError))
})

describe('amounts in words', () => {
  it.each([
    [0, '零圆整'],
    [5, '伍分'],
    [50, '伍角整'],
    [12_005, '壹佰贰拾圆零伍分'],
    [100_000_100, '壹佰万零壹圆整'],
    [1_001_000_000, '壹仟零壹万圆整'],
    [10_000_000_001, '壹亿圆零壹分'],
    [-50_000, '（负数）伍佰圆整'],
  ])('%i fen is %s', (value, words) => expect(amountInWords(value)).toBe(words))

  it('are different for different amounts', () =>
    fc.assert(
      fc.property(fen, fen, (a, b) => {
        expect(amountInWords(a) === amountInWords(b)).toBe(a === b || (a === 0 && b === 0))
      }),
    ))
})
