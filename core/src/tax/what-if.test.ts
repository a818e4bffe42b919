import { describe, expect, it } from 'vitest'
import { edition, line, order } from '../../test/fixtures.ts'
import { explainCode } from './explain.ts'
import type { MapContext } from './map-codes.ts'
import type { Edition } from './tax-code.ts'
import { unmappedOf } from './unmapped.ts'
import { whatIf } from './what-if.ts'

const TEA = '1030308010000000000'
const RICE = '1030102010100000000'
const context: MapContext = {
  taxMap: [
    { match: { sku: 'TEA' }, taxCode: TEA },
    { match: { default: true }, taxCode: RICE },
  ],
  edition,
  taxpayer: 'smallScale',
  date: '2026-11-20',
}

describe('what changes on a date', () => {
  it('the relief of small-scale sellers ends with 2027', () => {
    const changes = whatIf(context, '2026-11-20', '2028-01-01')
    expect(changes.map(c => [c.rule, c.before, c.after].map(x => (typeof x === 'object' && x.is === 'coded' ? x.coding.rate : x)))).toEqual([
      [0, '0.01', '0.03'],
      [1, '0.01', '0.03'],
    ])
  })
  it('nothing, for a general taxpayer', () => expect(whatIf({ ...context, taxpayer: 'general' }, '2026-11-20', '2028-01-01')).toEqual([]))
  it('a rule that begins between the two', () => {
    const taxMap = [...context.taxMap, { match: { sku: 'TEA' }, taxCode: RICE, from: '2026-12-01' }]
    const changes = whatIf({ ...context, taxMap, taxpayer: 'general' }, '2026-11-20', '2026-12-01')
    expect(changes.map(c => [c.rule, c.after.is === 'coded' && c.after.coding.taxCode])).toEqual([
      [0, RICE],
      [2, RICE],
    ])
  })
  it('a code that goes out of force', () => {
    const ending: Edition = { ...edition, find: code => ({ code, name: 'x', shortName: 'x', rates: ['0.06'], until: '2026-12-31' }) }
    const [change] = whatIf({ ...context, edition: ending, taxpayer: 'general' }, '2026-11-20', '2027-01-01')
    expect(change?.after).toMatchObject({ is: 'fault', fault: { code: 'CODE_UNKNOWN' } })
  })
  it('a rate that a rule brings itself and that ends, and a code that a whole list no longer holds', () => {
    const own = [{ match: { sku: 'TEA' }, taxCode: TEA, rate: '0.01', shortName: '茶' }]
    const [ends] = whatIf({ ...context, taxMap: own }, '2026-11-20', '2028-01-01')
    expect([ends?.before.is, ends?.after]).toMatchObject(['coded', { fault: { code: 'RATE_NOT_ALLOWED' } }])
    const without: Edition = { ...edition, version: 'later', find: () => undefined }
    const [gone] = whatIf({ ...context, taxMap: own }, '2026-11-20', '2026-12-01', without)
    expect(gone?.after).toMatchObject({ fault: { code: 'CODE_UNKNOWN' } })
  })
  it('a short name that a later edition changes', () => {
    const later: Edition = { ...edition, version: 'later', find: code => ({ code, name: 'x', shortName: '新简称', rates: ['0.13'] }) }
    const [change] = whatIf({ ...context, taxMap: [{ match: { sku: 'TEA' }, taxCode: TEA }] }, '2026-11-20', '2026-12-01', later)
    expect([change?.before, change?.after]).toMatchObject([{ coding: { shortName: '茶' } }, { coding: { shortName: '新简称' } }])
  })
})

describe('the test box', () => {
  it('names the rule that wins and those behind it', () => {
    const { coded, fitting } = explainCode(line(), context)
    expect(fitting).toEqual([0, 1])
    expect(coded).toMatchObject({ is: 'coded', coding: { why: 'taxMap.0 sku=TEA' } })
  })
})

describe('the list of what is not mapped', () => {
  const taxMap = [{ match: { sku: 'TEA' }, taxCode: TEA }]
  const sold = (id: string, sku: string, valueFen: number) => line({ id, sku, title: sku, valueFen, discountFen: 0 })
  it('is one entry per good, the highest sales first', () => {
    const orders = [order({ lines: [line(), sold('a', 'CUP', 500), sold('b', 'POT', 900)] }), order({ lines: [sold('c', 'CUP', 700)] })]
    expect(unmappedOf(orders, { ...context, taxMap })).toEqual([
      { sku: 'CUP', productId: undefined, title: 'CUP', orders: 2, valueFen: 1_200 },
      { sku: 'POT', productId: undefined, title: 'POT', orders: 1, valueFen: 900 },
    ])
  })
  it('asks each order on its own date, and counts an order with two such lines once', () => {
    const begins = [...taxMap, { match: { sku: 'CUP' }, taxCode: TEA, from: '2026-12-01' }]
    const early = order({ suppliedOn: '2026-11-20', lines: [sold('a', 'CUP', 500), sold('b', 'CUP', 300)] })
    const late = order({ suppliedOn: '2026-12-01', lines: [sold('c', 'CUP', 900)] })
    const unmapped = unmappedOf([early, late], of => ({ ...context, taxMap: begins, date: of.suppliedOn ?? '' }))
    expect(unmapped).toMatchObject([{ sku: 'CUP', orders: 1, valueFen: 800 }])
  })
})
