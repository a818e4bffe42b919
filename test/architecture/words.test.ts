import { describe, expect, test } from 'vitest'
import { sources } from './reading/house.ts'
import { parse } from './reading/source.ts'
import { emptyWords, partsOf } from './rules/words.ts'

test('no file and no exported thing bears an empty name', () => {
  expect(sources.flatMap(emptyWords)).toEqual([])
})

describe('the rule', () => {
  test('takes names apart at capitals, dashes and digits', () => {
    expect(partsOf('taxNumberOf')).toEqual(['tax', 'number', 'of'])
    expect(partsOf('SM3HashOf')).toEqual(['sm3', 'hash', 'of'])
    expect(partsOf('compose-line_of')).toEqual(['compose', 'line', 'of'])
  })

  test.each([
    ['core/src/order-service.ts', ''],
    ['core/src/utils/a.ts', ''],
    ['core/src/a.ts', 'export function handleRefund() {}'],
    ['core/src/a.ts', 'export const invoiceData = 1'],
    ['core/src/a.ts', 'export interface BuyerInfo { a: 1 }'],
    ['core/src/a.ts', 'export class OrderManager {}'],
    ['core/src/a.ts', 'export type OrderHelpers = 1'],
    ['core/src/a.ts', 'const a = 1\nexport { a as processOrder }'],
    ['connectors/shopify/src/a.ts', 'export function orderUtils() {}'],
  ])('refuses %s: %s', (path, text) => {
    expect(emptyWords(parse(path, text))).toHaveLength(1)
  })

  test.each([
    ['core/src/a.ts', 'const data = 1\nexport const metadata = data'],
    ['core/src/a.ts', 'export const informed = 1, processed = 2, utility = 3'],
    ['connectors/shopify/src/a.ts', 'export const productHandle = 1'],
  ])('allows %s: %s', (path, text) => {
    expect(emptyWords(parse(path, text))).toEqual([])
  })
})
