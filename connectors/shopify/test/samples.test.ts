import { type Edition, fenOf, type Order, preview as previewOf, settingsSchema, sumFen } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { NOW, traits } from '../../../core/test/fixtures.ts'
import { shopify } from '../src/index.ts'
import { node, orderCases, orderFile, refundCases, sample } from './samples.ts'

/** Made-up settings of a shop that sells what the samples sell; codes and rates are theirs (domain.md 10). */
const CODES = [
  { code: '1030308010000000000', name: '精制茶', shortName: '茶', rates: ['0.13'] },
  { code: '1030102010100000000', name: '大米', shortName: '谷物加工品', rates: ['0.09'] },
  { code: '1080121010000000000', name: '日用陶瓷餐具', shortName: '非金属矿物制品', rates: ['0.13'] },
  { code: '1090117990000000000', name: '其他泵', shortName: '泵', rates: ['0.13'] },
  { code: '3040399000000000000', name: '其他服务', shortName: '生产生活服务', rates: ['0.06'] },
  { code: '1060201010700000000', name: '图书', shortName: '印刷品', rates: ['0.09'] },
]
const edition: Edition = { version: 'samples', source: 'connectors/shopify/test', find: code => CODES.find(e => e.code === code) }
const settings = settingsSchema.parse({
  seller: { taxNumber: '91000000000000000K', name: '示例商店有限公司', kind: 'general', issuer: '王会计' },
  policy: { withoutTitle: 'person', pricesContainTax: true },
  taxMap: [
    { match: { sku: 'TEA-250' }, taxCode: CODES[0]?.code },
    { match: { sku: 'RICE-5KG' }, taxCode: CODES[1]?.code },
    { match: { sku: 'MUG-01' }, taxCode: CODES[2]?.code },
    { match: { sku: 'PUMP-9' }, taxCode: CODES[3]?.code },
    { match: { sku: 'SVC-INST' }, taxCode: CODES[4]?.code },
    { match: { sku: 'BOOK-11' }, taxCode: CODES[5]?.code },
  ],
})

function read(file: string, refunds: readonly string[] = []): Order {
  const found = shopify.preview.order(sample(file), refunds.map(sample), {})
  if (found.is === 'faulty') throw new Error(found.faults.map(f => f.en).join(' '))
  return found.order
}

const documentsOf = (order: Order) => previewOf({ order, settings, traits, edition, now: NOW })

describe('every sample order', () => {
  test('is there to be read', () => {
    expect([orderCases.length, refundCases.length]).toEqual([7, 7])
  })

  test.each(orderCases.map(c => [c.file, c] as const))('%s has the lines and sums its folder expects', (file, { expected }) => {
    const order = read(file)
    const lines = order.lines.filter(l => l.role === 'goods')
    expect(lines.map(l => [l.sku, l.quantity, l.valueFen - l.discountFen])).toEqual(
      expected.lines?.map(l => [l.sku, String(l.quantity), fenOf(l.net)]),
    )
    expect(lines.map(l => l.discountFen)).toEqual(expected.lines?.map(l => fenOf(l.discount)))
    expect(lines.map(l => l.taxFen ?? 0)).toEqual(expected.lines?.map(l => fenOf(l.shopifyTax)))
    expect(sumFen(order.lines.filter(l => l.role === 'shipping').map(l => l.valueFen - l.discountFen))).toBe(fenOf(expected.shippingNet ?? ''))
    expect([order.totalFen, order.paidFen]).toEqual([fenOf(expected.total ?? ''), fenOf(expected.total ?? '')])
  })

  test.each(orderCases.map(c => [c.file, c] as const))('%s becomes one blue over what was paid, line by line', (file, { expected }) => {
    const order = read(file)
    const { documents, holds } = documentsOf(order)
    expect(holds).toEqual([])
    expect(documents).toHaveLength(1)
    const [blue] = documents
    expect(blue?.content.totalFen).toBe(fenOf(expected.total ?? ''))
    const onTop = order.pricesIncludeTax === false
    for (const line of expected.lines ?? []) {
      const id = order.lines.find(l => l.sku === line.sku)?.id
      const gross = fenOf(line.net) + (onTop ? fenOf(line.shopifyTax) : 0)
      expect(sumFen((blue?.covers ?? []).filter(c => c.lineId === id).map(c => c.grossFen))).toBe(gross)
    }
  })

  test('leaves what was given free off the invoice', () => {
    const [blue] = documentsOf(read(orderFile('07'))).documents
    expect(blue?.content.lines.map(l => l.name)).toEqual(['龙井茶 250g'])
  })

  test('of a shop without taxes asks the policy whether prices contain it', () => {
    const order = read(orderFile('08'))
    expect(order.pricesIncludeTax).toBeUndefined()
    const { policy } = settingsSchema.parse({ ...settings, policy: { withoutTitle: 'person' } })
    const { holds } = previewOf({ order, settings: { ...settings, policy }, traits, edition, now: NOW })
    expect(holds.map(h => h.code)).toEqual(['PRICES_TAX_UNKNOWN'])
  })
})

describe('every sample refund', () => {
  test.each(refundCases.map(c => [c.file, c] as const))('%s gives back what its folder expects', (file, { of, expected }) => {
    const order = read(orderFile(of ?? ''), [file])
    const total = fenOf(expected.refundTotalPresentment ?? '')
    expect(sumFen(order.refunds.map(r => r.amountFen))).toBe(total)
    const { documents, holds } = documentsOf(order)
    expect(holds).toEqual([])
    expect(sumFen(documents.filter(d => d.colour === 'red').map(d => d.content.totalFen)) + total).toBe(0)
    expect(documents.filter(d => d.colour === 'red').length > 0).toBe(total > 0)
  })

  test.each(['22-refunds-create-shipping-only.json', '24-refund-shipping-only-legacy-rest.json', '30-graphql-refund-refetch.json'])(
    '%s is for the shipping',
    file => {
      const [refund] = read(orderFile('03'), [file]).refunds
      expect(refund?.lines).toEqual([{ lineId: 'shipping/4700000001003', grossFen: 1800 }])
    },
  )

  test('without any detail is its money alone', () => {
    expect(read(orderFile('03'), ['23-refunds-create-shipping-only-minimal.json']).refunds).toMatchObject([{ lines: [], amountFen: 1800 }])
  })

  test('inside the order and in a file of its own is one refund', () => {
    const file = '21-refunds-create-partial-with-restock.json'
    const order = { ...(sample(orderFile('02')) as object), refunds: [sample(file)] }
    const found = shopify.preview.order(order, [sample(file)], {})
    expect(found).toMatchObject({ is: 'order', order: { refunds: [{ id: '970000000100', amountFen: 8149 }] } })
  })

  test('of another order is refused, with both numbers', () => {
    const found = shopify.preview.order(sample(orderFile('01')), [sample('21-refunds-create-partial-with-restock.json')], {})
    expect(found).toMatchObject({ is: 'faulty', faults: [{ code: 'REFUND_OF_ANOTHER' }] })
  })

  test('fits the schema for refund files, as every order fits the one for orders', () => {
    for (const { file } of orderCases) expect([file, shopify.preview.orderSchema.safeParse(sample(file)).success]).toEqual([file, true])
    for (const { file } of refundCases) expect([file, shopify.preview.refundSchema.safeParse(sample(file)).success]).toEqual([file, true])
    expect(shopify.preview.refundSchema.safeParse(sample('30-graphql-refund-refetch.json')).success).toBe(true)
    expect(shopify.preview.orderSchema.safeParse({ data: { order: node('1003-shipping') } }).success).toBe(true)
  })
})

describe('the two shapes of one order', () => {
  const pairs = [
    ['01', '1001-simple'],
    ['02', '1002-discounts-and-title'],
    ['03', '1003-shipping'],
    ['05', '1005-tax-excluded-special'],
    ['07', '1007-gifts'],
    ['08', '1008-no-tax-lines'],
    ['10', '1010-paid-with-gift-card'],
  ] as const

  test.each(pairs)('REST sample %s and GraphQL node %s make the same order', (number, name) => {
    const rest = read(orderFile(number))
    const found = shopify.preview.order({ data: { order: node(name) } }, [], {})
    if (found.is === 'faulty') throw new Error(found.faults.map(f => f.en).join(' '))
    // GraphQL alone knows the product's category, tags and collections.
    const plain = (order: Order) => ({
      ...order,
      createdAt: Date.parse(order.createdAt),
      updatedAt: Date.parse(order.updatedAt),
      paidAt: Date.parse(order.paidAt ?? ''),
      lines: order.lines.map(({ category, tags, collections, ...line }) => line),
    })
    expect(plain(found.order)).toEqual(plain(rest))
  })
})
