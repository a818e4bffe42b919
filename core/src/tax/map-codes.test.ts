import { describe, expect, it } from 'vitest'
import { edition, line } from '../../test/fixtures.ts'
import type { OrderLine } from '../order/order.ts'
import { type MapContext, mapCode } from './map-codes.ts'
import { allowedRates } from './rates.ts'
import type { MapRule } from './tax-map.ts'

const TEA = '1030308010000000000'
const RICE = '1030102010100000000'
const BOOK = '1060201010700000000'
const goods: Partial<OrderLine> = { sku: 'S', productId: 'P', category: 'C', collections: ['K'], vendor: 'V', tags: ['T'] }

const mapped = (over: Partial<OrderLine>, taxMap: readonly MapRule[], context: Partial<MapContext> = {}) => {
  const found = mapCode(line({ sku: undefined, ...over }), 1, { taxMap, edition, taxpayer: 'general', date: '2026-11-20', ...context })
  return found.is === 'coded' ? { code: found.coding.taxCode, rate: found.coding.rate, why: found.coding.why } : found.fault.code
}

describe('the precedence of the map', () => {
  const ladder: readonly MapRule['match'][] = [
    { sku: 'S' },
    { product: 'P' },
    { category: 'C' },
    { vendor: 'V' },
    { role: 'goods' },
    { default: true },
  ]

  it.each(ladder.slice(0, -1).map((match, i) => [Object.keys(match)[0], match, ladder[i + 1]] as const))(
    '%s wins over what is weaker',
    (_, strong, weak) => {
      const rules = [
        { match: weak ?? {}, taxCode: RICE },
        { match: strong, taxCode: TEA },
      ]
      expect(mapped(goods, rules)).toMatchObject({ code: TEA, why: expect.stringContaining('taxMap.1') })
    },
  )

  it.each([{ collection: 'K' }, { tag: 'T' }])('%j matches too', match =>
    expect(mapped(goods, [{ match, taxCode: TEA }])).toMatchObject({ code: TEA }),
  )

  it("the line's own code wins over every rule", () => {
    expect(mapped({ ...goods, taxCode: RICE }, [{ match: { sku: 'S' }, taxCode: TEA }])).toMatchObject({ code: RICE, why: 'order line' })
  })

  it('every condition of a rule must hold', () => expect(mapped(goods, [{ match: { sku: 'S', vendor: 'X' }, taxCode: TEA }])).toBe('UNMAPPED'))

  it('among equals the later date of validity wins, once it has come', () => {
    const rules = [
      { match: { sku: 'S' }, taxCode: TEA },
      { match: { sku: 'S' }, taxCode: RICE, from: '2026-12-01' },
    ]
    expect(mapped(goods, rules)).toMatchObject({ code: TEA })
    expect(mapped(goods, rules, { date: '2026-12-01' })).toMatchObject({ code: RICE })
  })

  it('among equals of one date the first wins', () => {
    const rules = [
      { match: { sku: 'S' }, taxCode: TEA },
      { match: { sku: 'S' }, taxCode: RICE },
    ]
    expect(mapped(goods, rules)).toMatchObject({ code: TEA })
  })

  it('the store default is for goods: a tip or a fee is never coded by it', () => {
    const rules = [{ match: { default: true as const }, taxCode: TEA, by: '李税务' }]
    expect(mapped({}, rules)).toMatchObject({ code: TEA, why: 'taxMap.0 store default (李税务)' })
    expect(mapped({ role: 'tip' }, rules)).toBe('UNMAPPED')
  })
})

describe('nothing is guessed', () => {
  it('no rule is a hold', () => expect(mapped(goods, [])).toBe('UNMAPPED'))
  it('several statutory rates wait for a choice', () => {
    expect(mapped({}, [{ match: { default: true }, taxCode: BOOK }])).toBe('RATE_CHOICE')
    expect(mapped({}, [{ match: { default: true }, taxCode: BOOK, rate: '0.09' }])).toMatchObject({ rate: '0.09' })
  })
  it('a code the list does not hold needs its short name and rate from the rule', () => {
    const taxCode = '1999999999999999999'
    expect(mapped({}, [{ match: { default: true }, taxCode }])).toBe('CODE_UNKNOWN')
    expect(mapped({}, [{ match: { default: true }, taxCode, shortName: '其他' }])).toBe('RATE_CHOICE')
    expect(mapped({}, [{ match: { default: true }, taxCode, shortName: '其他', rate: '0.130' }])).toMatchObject({ rate: '0.13' })
  })
})

describe('rates by taxpayer and supply date', () => {
  const tea = edition.find(TEA)
  const on = (date: string, policyMark?: string) => allowedRates(tea, { taxpayer: 'smallScale', date, policyMark })

  it('small-scale sellers pay 1 % until 2027-12-31, 3 % stays possible', () => {
    expect(on('2027-12-31')).toEqual(['0.01', '0.03'])
    expect(on('2028-01-01')).toEqual(['0.03'])
    expect(mapped({}, [{ match: { default: true }, taxCode: TEA }], { taxpayer: 'smallScale' })).toMatchObject({ rate: '0.01' })
  })

  it.each([
    ['03', ['0']],
    ['08', ['0.03']],
    ['10', ['0.015']],
  ])('policy mark %s forces its rates', (mark, rates) => expect(on('2026-11-20', mark)).toEqual(rates))
})
