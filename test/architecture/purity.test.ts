import { describe, expect, test } from 'vitest'
import { working } from './reading/house.ts'
import { parse } from './reading/source.ts'
import { floatMoney } from './rules/money.ts'
import { impurities } from './rules/purity.ts'

const core = working.filter(({ path }) => path.startsWith('core/'))

/** Everything that carries amounts from a shop's order to the authority and back. */
const money = working.filter(({ path }) =>
  /^(?:core|connectors\/[^/]+|packages\/(?:gateways|authority|store|runtime|documents|api))\/src\//.test(path),
)

describe('core', () => {
  test('is there', () => {
    expect(core.length).toBeGreaterThan(20)
  })

  test('knows no clock, chance, network, file or environment', () => {
    expect(core.flatMap(impurities)).toEqual([])
  })
})

test('no amount goes through a float on its way from the order to the authority', () => {
  expect(money.flatMap(floatMoney)).toEqual([])
})

describe('the purity rule', () => {
  test.each([
    'const now = Date.now()',
    'const today = new Date()',
    'const text = Date()',
    'const dice = Math.random()',
    'const home = process.env.HOME',
    "await fetch('x')",
    'const id = crypto.randomUUID()',
    "console.log('x')",
    'setTimeout(f, 1)',
    "const x = await import('y')",
    'const g = { fetch }',
  ])('refuses %s', text => {
    expect(impurities(parse('core/src/a.ts', text))).not.toEqual([])
  })

  test.each([
    'const day = new Date(at)',
    'const answer = (io: Io) => io.fetch(request)',
    'export interface Io { fetch(request: Request): Promise<Answer>; readonly process: string }',
    'const call = (fetch: Door) => fetch(1)',
    'const half = Math.abs(-1)',
  ])('allows %s', text => {
    expect(impurities(parse('core/src/a.ts', text))).toEqual([])
  })
})

describe('the money rule', () => {
  test.each([
    'const a = parseFloat(text)',
    'const a = Number.parseFloat(text)',
    'const a = total.toFixed(2)',
    'const a = Math.round(x)',
    'const a = totalFen / 100',
    'const a = line.amountFen / line.quantity',
    'const a = (gross.totalFen - taxFen) / 2',
    'x.taxFen /= 2',
    'const a = totalFen * 0.13',
  ])('refuses %s', text => {
    expect(floatMoney(parse('core/src/a.ts', text))).toHaveLength(1)
  })

  test.each(['const a = BigInt(totalFen) / 100n', 'const a = totalFen - taxFen', 'const a = totalFen * 2', 'const a = pages / 2'])(
    'allows %s',
    text => {
      expect(floatMoney(parse('core/src/a.ts', text))).toEqual([])
    },
  )
})
