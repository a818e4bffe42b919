import { allocate, canonical, grossOf, type Order, orderSchema, sumFen, yuan } from '@openfapiao/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cny, gid, lineNode, orderNode, refundNode, sale, shippingNode, taxLine } from '../../test/orders.ts'
import { orderFile, sample } from '../../test/samples.ts'
import { readingSchema } from '../config.ts'
import { normaliseFiles, normaliseNode } from './normalise.ts'

const reading = readingSchema.parse({ store: 'example-shop.myshopify.com' })
const normalise = (change: Readonly<Record<string, unknown>> = {}) => normaliseNode(orderNode(change), reading)

function orderOf(change: Readonly<Record<string, unknown>> = {}): Order {
  const found = normalise(change)
  if (found.is === 'faulty') throw new Error(found.faults.map(f => f.en).join(' '))
  return found.order
}

function codesOf(change: Readonly<Record<string, unknown>>): string[] {
  const found = normalise(change)
  return found.is === 'faulty' ? found.faults.map(f => f.code) : []
}

const roles = (order: Order) => order.lines.map(l => [l.id, l.role, l.valueFen - l.discountFen])

describe('an order', () => {
  test('has a reference, a number and its amounts in fen', () => {
    expect(orderOf()).toMatchObject({
      ref: { platform: 'shopify', store: 'example-shop.myshopify.com', id: '6120000001001' },
      number: '#1001',
      currency: 'CNY',
      pricesIncludeTax: true,
      totalFen: 10_000,
      paidFen: 10_000,
      paidAt: '2026-11-20T02:00:00Z',
    })
  })

  test('whose lines do not add up is a fault that gives both sums', () => {
    const found = normalise({ totalPriceSet: cny('100.01') })
    expect(found).toMatchObject({ is: 'faulty', faults: [{ code: 'ORDER_SUM', path: 'totalPriceSet' }] })
    expect(JSON.stringify(found)).toContain('100.01')
  })

  test('whose amounts have a third decimal or are no amounts is a fault at the field', () => {
    expect(normalise({ totalPriceSet: cny('100.001') })).toMatchObject({
      is: 'faulty',
      faults: [{ code: 'FIELD_INVALID', path: 'order.totalPriceSet.presentmentMoney.amount' }],
    })
  })

  test('keeps a foreign currency, for the core to hold', () => {
    const usd = { presentmentMoney: { amount: '100.00', currencyCode: 'USD' } }
    expect(orderOf({ presentmentCurrencyCode: 'USD', totalPriceSet: usd }).currency).toBe('USD')
  })

  test('in a foreign currency whose sums were rounded apart says first that it is foreign', () => {
    expect(codesOf({ presentmentCurrencyCode: 'USD', totalPriceSet: cny('100.01') })).toEqual(['CURRENCY_NOT_CNY', 'ORDER_SUM'])
  })

  test('that is a test, or cancelled, says so', () => {
    expect(orderOf({ test: true }).test).toBe(true)
    expect(orderOf({ cancelledAt: '2026-11-21T00:00:00Z' }).cancelled).toBe(true)
  })

  test('tells where the buyer is to be told, and in which language', () => {
    expect(orderOf({ email: ' buyer@example.com ', phone: '', customerLocale: 'zh-TW' }).contact).toEqual({
      email: 'buyer@example.com',
      mobile: undefined,
      locale: 'zh',
    })
    expect(orderOf({ customerLocale: 'fr' }).contact?.locale).toBe('en')
    expect(orderOf().contact).toBeUndefined()
  })
})

describe('payment', () => {
  test('is the sum of successful sales and captures; authorisations, failures and pending ones are none', () => {
    const transactions = [
      sale('100.00', undefined, 'AUTHORIZATION'),
      sale('40.00', '2026-11-20T03:00:00Z', 'CAPTURE'),
      sale('60.00', undefined, 'SALE', 'PENDING'),
      sale('60.00', undefined, 'SALE', 'FAILURE'),
    ]
    expect(orderOf({ transactions })).toMatchObject({ paidFen: 4000, paidAt: undefined })
  })

  test('is complete when the last part of the total came in', () => {
    const transactions = [sale('60.00', '2026-11-21T00:00:00Z', 'CAPTURE'), sale('40.00', '2026-11-20T00:00:00Z', 'CAPTURE')]
    expect(orderOf({ transactions })).toMatchObject({ paidFen: 10_000, paidAt: '2026-11-21T00:00:00Z' })
  })

  test('that cash rounding made differ from the total is for a person', () => {
    expect(codesOf({ totalCashRoundingAdjustment: { paymentSet: cny('-0.02') } })).toEqual(['CASH_ROUNDED'])
  })
})

describe('lines', () => {
  test("carry all their discounts, the order's own among them", () => {
    const [line] = orderOf({ lineItems: { nodes: [lineNode({ price: '60.00', quantity: 2, discounts: ['12.50', '7.50'] })] } }).lines
    expect(line).toMatchObject({ valueFen: 12_000, discountFen: 2000, quantity: '2' })
  })

  test('are net with tax on top where prices exclude it', () => {
    const order = orderOf({
      taxesIncluded: false,
      totalPriceSet: cny('113.00'),
      lineItems: { nodes: [lineNode({ price: '100.00', taxes: [taxLine('13.00')] })] },
    })
    expect(order.pricesIncludeTax).toBe(false)
    expect(order.lines[0]).toMatchObject({ valueFen: 10_000, taxFen: 1300, platformRate: '0.13' })
  })

  test('without any tax line leave the question to the policy', () => {
    const order = orderOf({ taxesIncluded: false, lineItems: { nodes: [lineNode({ price: '100.00', taxes: [] })] } })
    expect(order.pricesIncludeTax).toBeUndefined()
    expect(order.lines[0]?.taxFen).toBeUndefined()
  })

  test('with two taxes name no single rate', () => {
    const [line] = orderOf({ lineItems: { nodes: [lineNode({ price: '100.00', taxes: [taxLine('5.00', '0.05'), taxLine('2.00', '0.02')] })] } }).lines
    expect(line).toMatchObject({ taxFen: 700 })
    expect(line).not.toHaveProperty('platformRate')
  })

  test('whose tax the sales channel remits are for a person', () => {
    const liable = { ...taxLine('11.50'), channelLiable: true }
    expect(codesOf({ lineItems: { nodes: [lineNode({ price: '100.00', taxes: [liable] })] } })).toEqual(['TAX_BY_CHANNEL'])
  })

  test('discounted by more than they are worth are a fault', () => {
    const nodes = [lineNode({ price: '10.00', discounts: ['20.00'] }), lineNode({ id: 2, price: '110.00' })]
    expect(codesOf({ lineItems: { nodes } })).toEqual(['LINE_NEGATIVE'])
  })

  test('that sell a gift card are known as such', () => {
    expect(orderOf({ lineItems: { nodes: [lineNode({ price: '100.00', giftCard: true, taxes: [] })] } }).lines[0]?.role).toBe('giftCard')
  })

  test('of shipping carry their discount; removed ones are not there', () => {
    const shippingLines = { nodes: [shippingNode('20.00', '5.00'), { ...shippingNode('9.00', '9.00', true), id: gid('ShippingLine', 8) }] }
    const order = orderOf({ shippingLines, totalPriceSet: cny('105.00') })
    expect(order.lines[1]).toMatchObject({ id: 'shipping/7', role: 'shipping', valueFen: 2000, discountFen: 1500 })
    expect(order.lines).toHaveLength(2)
  })

  test('include tips, duties and fees, each by its own role', () => {
    const duty = { price: cny('3.00'), taxLines: [] }
    const order = orderOf({
      lineItems: { nodes: [lineNode({ price: '100.00', duties: [duty] })] },
      additionalFees: [{ id: gid('AdditionalFee', 5), name: '包装费', price: cny('2.00'), taxLines: [] }],
      totalTipReceivedSet: cny('10.00'),
      totalPriceSet: cny('115.00'),
    })
    expect(roles(order)).toEqual([
      ['1', 'goods', 10_000],
      ['duties', 'fee', 300],
      ['fee/5', 'fee', 200],
      ['tip', 'tip', 1000],
    ])
  })

  test('do not count a tip twice that stands among them already', () => {
    expect(orderOf({ totalTipReceivedSet: cny('100.00') }).lines).toHaveLength(1)
  })

  test('leave duties out that the prices contain', () => {
    const lineItems = { nodes: [lineNode({ price: '100.00', duties: [{ price: cny('3.00'), taxLines: [] }] })] }
    expect(orderOf({ dutiesIncluded: true, lineItems }).lines).toHaveLength(1)
  })
})

describe('what was taken off the order', () => {
  const two = {
    lineItems: { nodes: [lineNode({ price: '50.00', quantity: 2, discounts: ['10.00'], taxes: [taxLine('10.36')] })] },
    totalPriceSet: cny('90.00'),
  }
  const removal = refundNode({ at: '2026-11-20T01:00:00Z', lines: [{ quantity: 1, net: '45.00', tax: '5.18' }] })

  test('before it was paid makes the order smaller, and is no refund', () => {
    const order = orderOf({ ...two, refunds: [removal], transactions: [sale('45.00')] })
    expect(order).toMatchObject({ totalFen: 4500, paidFen: 4500, paidAt: '2026-11-20T02:00:00Z', refunds: [] })
    expect(order.lines[0]).toMatchObject({ quantity: '1', valueFen: 5000, discountFen: 500, taxFen: 518 })
  })

  test('after it was paid changes nothing until money goes back', () => {
    const later = { ...removal, createdAt: '2026-11-21T01:00:00Z' }
    expect(orderOf({ ...two, refunds: [later], transactions: [sale('90.00')] })).toMatchObject({ totalFen: 9000, refunds: [] })
  })

  test('and exchanged for something dearer leaves what was paid in the end', () => {
    const nodes = [lineNode({ price: '90.00' }), lineNode({ id: 2, price: '120.00' })]
    const back = refundNode({ at: '2026-11-21T01:00:00Z', lines: [{ quantity: 1, net: '90.00', tax: '1.00' }] })
    const transactions = [sale('90.00'), sale('30.00', '2026-11-21T02:00:00Z')]
    const order = orderOf({ lineItems: { nodes }, totalPriceSet: cny('210.00'), refunds: [back], transactions })
    expect(order).toMatchObject({ totalFen: 12_000, paidFen: 12_000, refunds: [] })
    expect(order.lines.map(l => l.valueFen - l.discountFen)).toEqual([0, 12_000])
  })

  test('adds up whether the platform still counts it in its total or not', () => {
    expect(orderOf({ ...two, totalPriceSet: cny('45.00'), refunds: [removal], transactions: [sale('45.00')] }).totalFen).toBe(4500)
  })
})

describe('a refund', () => {
  const worth = { lineItems: { nodes: [lineNode({ price: '50.00', quantity: 2 })] } }

  test('names its lines with quantity and what was given back for them', () => {
    const refunds = [refundNode({ lines: [{ quantity: 1, net: '50.00' }], money: [{ amount: '50.00' }] })]
    expect(orderOf({ ...worth, refunds }).refunds).toEqual([
      { id: '900', createdAt: '2026-11-22T02:00:00Z', amountFen: 5000, lines: [{ lineId: '1', quantity: '1', grossFen: 5000 }], note: undefined },
    ])
  })

  test('gives the tax back on top where prices exclude it', () => {
    const lineItems = { nodes: [lineNode({ price: '50.00', quantity: 2, taxes: [taxLine('13.00')] })] }
    const refunds = [refundNode({ lines: [{ quantity: 1, net: '50.00', tax: '6.50' }], money: [{ amount: '56.50' }] })]
    const [refund] = orderOf({ taxesIncluded: false, totalPriceSet: cny('113.00'), transactions: [sale('113.00')], lineItems, refunds }).refunds
    expect(refund?.lines).toEqual([{ lineId: '1', quantity: '1', grossFen: 5650 }])
  })

  test('of one line in two rows is one line', () => {
    const refunds = [
      refundNode({
        lines: [
          { quantity: 1, net: '50.00' },
          { quantity: 1, net: '50.00' },
        ],
        money: [{ amount: '100.00' }],
      }),
    ]
    expect(orderOf({ ...worth, refunds }).refunds[0]?.lines).toEqual([{ lineId: '1', quantity: '2', grossFen: 10_000 }])
  })

  test('whose money is still on the way is not there yet', () => {
    const refunds = [
      refundNode({ lines: [{ quantity: 1, net: '50.00' }], money: [{ amount: '20.00' }, { amount: '30.00', status: 'PENDING' }], stated: '50.00' }),
    ]
    expect(orderOf({ ...worth, refunds }).refunds).toEqual([])
  })

  test('whose money failed is none, and takes nothing off the order', () => {
    const refunds = [
      refundNode({ at: '2026-11-20T01:00:00Z', lines: [{ quantity: 1, net: '50.00' }], money: [{ amount: '50.00', status: 'FAILURE' }] }),
    ]
    expect(orderOf({ ...worth, refunds })).toMatchObject({ totalFen: 10_000, refunds: [] })
  })

  test('that says another sum than its money is a fault', () => {
    expect(codesOf({ ...worth, refunds: [refundNode({ money: [{ amount: '50.00' }], stated: '49.00' })] })).toEqual(['REFUND_SUM'])
  })

  test('of a shipping line that is gone keeps its money', () => {
    expect(orderOf({ refunds: [refundNode({ shipping: '5.00', money: [{ amount: '5.00' }] })] }).refunds).toMatchObject([
      { amountFen: 500, lines: [] },
    ])
  })
})

describe('the title', () => {
  const titled = (attributes: Readonly<Record<string, string>>) => ({
    customAttributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
  })

  test('comes from the note attributes that the settings name', () => {
    const order = orderOf(
      titled({
        抬头类型: '企业',
        发票抬头: ' 上海示例科技有限公司 ',
        纳税人识别号: '９１310000ma1example',
        发票类型: '专用发票',
        接收邮箱: 'finance@example.com',
      }),
    )
    expect(order.title).toMatchObject({ kind: 'organisation', name: '上海示例科技有限公司', taxNumber: '91310000MA1EXAMPLE' })
    expect(order.kind).toBe('special')
    expect(order.contact?.email).toBe('finance@example.com')
  })

  test('under names and words of another storefront', () => {
    const other = readingSchema.parse({
      title: { name: ['invoice_to'], kind: ['buyer'], taxNumber: ['vat'], bank: ['bank'], organisationWords: ['firm'] },
    })
    const found = normaliseNode(orderNode(titled({ invoice_to: 'Example Ltd', buyer: 'FIRM', vat: '91310000MA1EXAMPLE', bank: '示例银行' })), other)
    expect(found).toMatchObject({ is: 'order', order: { title: { kind: 'organisation', name: 'Example Ltd', bank: '示例银行' } } })
  })

  test('with a word that no setting lists is a fault that lists the words', () => {
    const found = normalise(titled({ 抬头类型: '政府', 发票抬头: '示例局' }))
    expect(found).toMatchObject({ is: 'faulty', faults: [{ code: 'TITLE_WORD_UNKNOWN', path: 'attributes.抬头类型' }] })
    expect(JSON.stringify(found)).toContain('企业')
  })

  test('is absent, a person, or an organisation, never a guess between them', () => {
    expect(orderOf().title).toBeUndefined()
    expect(orderOf(titled({ 抬头类型: '个人' })).title).toEqual({ kind: 'person', name: '个人' })
    expect(orderOf(titled({ 抬头类型: '企业' })).title).toBeUndefined()
    expect(orderOf(titled({ 发票抬头: '个人' })).title).toEqual({ kind: 'person', name: '个人' })
    // Without a number the core asks for one: it is not made out to a person of that name.
    expect(orderOf(titled({ 发票抬头: '示例公司' })).title).toMatchObject({ kind: 'organisation', name: '示例公司' })
  })
})

describe('a file', () => {
  test('with an id that the JSON reader rounded is refused at the id', () => {
    const raw = { ...(sample(orderFile('01')) as object), id: JSON.parse('820982911946154508'), admin_graphql_api_id: null }
    expect(normaliseFiles(raw, [], reading)).toMatchObject({ is: 'faulty', faults: [{ code: 'FIELD_INVALID', path: 'order.id' }] })
  })

  test('whose rounded id has its global one beside it is read by that', () => {
    const raw = {
      ...(sample(orderFile('01')) as object),
      id: JSON.parse('820982911946154508'),
      admin_graphql_api_id: 'gid://shopify/Order/820982911946154508',
    }
    expect(normaliseFiles(raw, [], reading)).toMatchObject({ is: 'order', order: { ref: { id: '820982911946154508' } } })
  })

  test('that lacks a field says which, in both languages', () => {
    const { total_price: _, ...raw } = sample(orderFile('01')) as Record<string, unknown>
    const found = normaliseFiles(raw, [], reading)
    if (found.is === 'order') throw new Error('read without its total')
    expect(found.faults.map(f => f.path)).toEqual(['order.total_price'])
    expect(found.faults[0]?.zh).toContain('total_price')
  })
})

describe('for every order', () => {
  const goods = fc.record({
    priceFen: fc.integer({ min: 0, max: 5_000_000 }),
    quantity: fc.integer({ min: 1, max: 9 }),
    off: fc.integer({ min: 0, max: 100 }),
    rate: fc.constantFrom('0.13', '0.09', '0.06'),
  })
  const world = fc.record({
    lines: fc.array(goods, { minLength: 1, maxLength: 6 }),
    orderOff: fc.integer({ min: 0, max: 1_000_000 }),
    shippingFen: fc.integer({ min: 0, max: 9900 }),
    included: fc.boolean(),
  })

  /** The platform's arithmetic, written apart from ours: line discounts first, the order's spread over what is left. */
  function built({ lines, orderOff, shippingFen, included }: typeof world extends fc.Arbitrary<infer T> ? T : never) {
    const values = lines.map(l => l.priceFen * l.quantity)
    const own = lines.map((l, i) => Math.floor(((values[i] ?? 0) * l.off) / 100))
    const left = values.map((v, i) => v - (own[i] ?? 0))
    const spread = allocate(Math.min(orderOff, sumFen(left)), left)
    const nets = left.map((v, i) => v - (spread[i] ?? 0))
    const taxes = nets.map((net, i) => Math.floor((net * Number(lines[i]?.rate)) / (included ? 1 + Number(lines[i]?.rate) : 1)))
    const total = sumFen(nets) + shippingFen + (included ? 0 : sumFen(taxes))
    const nodes = lines.map((l, i) =>
      lineNode({
        id: i + 1,
        price: yuan(l.priceFen),
        quantity: l.quantity,
        discounts: [yuan(own[i] ?? 0), yuan(spread[i] ?? 0)],
        taxes: [taxLine(yuan(taxes[i] ?? 0), l.rate)],
      }),
    )
    const shippingLines = { nodes: [shippingNode(yuan(shippingFen))] }
    return {
      total,
      node: orderNode({
        taxesIncluded: included,
        totalPriceSet: cny(yuan(total)),
        lineItems: { nodes },
        shippingLines,
        transactions: [sale(yuan(total))],
      }),
    }
  }

  test('the lines add up to the total, discounts are at most the value, and the schema holds', () => {
    fc.assert(
      fc.property(world, wish => {
        const { node, total } = built(wish)
        const found = normaliseNode(node, reading)
        if (found.is === 'faulty') throw new Error(found.faults.map(f => f.en).join(' '))
        expect(orderSchema.parse(found.order)).toEqual(found.order)
        expect(sumFen(found.order.lines.map(l => grossOf(l, found.order)))).toBe(total)
        expect(found.order.lines.every(l => l.discountFen <= l.valueFen)).toBe(true)
      }),
    )
  })

  test('a total that is off by any amount is a fault, never an invoice', () => {
    fc.assert(
      fc.property(
        world,
        fc.integer({ min: -50, max: 50 }).filter(n => n !== 0),
        (wish, off) => {
          const { node, total } = built(wish)
          fc.pre(total + off >= 0)
          expect(normaliseNode({ ...node, totalPriceSet: cny(yuan(total + off)) }, reading).is).toBe('faulty')
        },
      ),
    )
  })

  test('reading it twice gives the same bytes and leaves the node alone', () => {
    fc.assert(
      fc.property(world, wish => {
        const { node } = built(wish)
        const before = JSON.stringify(node)
        expect(canonical(normaliseNode(node, reading))).toBe(canonical(normaliseNode(node, reading)))
        expect(JSON.stringify(node)).toBe(before)
      }),
    )
  })
})
