import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testIo, testVault } from '../test/io.ts'
import { gid, lineNode, orderNode, refundNode } from '../test/orders.ts'
import { configOf, SHOP } from '../test/shop.ts'
import { shopify } from './index.ts'

beforeAll(() => nock.disableNetConnect())
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

const ref = { platform: 'shopify', store: SHOP, id: '6120000001001' }
const last = { hasNextPage: false, endCursor: null }
const more = (endCursor: string) => ({ hasNextPage: true, endCursor })

/** Answers one question by the name of its query; anything else fails. */
function answers(query: string, variables: Readonly<Record<string, unknown>>, data: unknown): void {
  nock(`https://${SHOP}`)
    .post(
      '/admin/api/2026-07/graphql.json',
      body => body.query.includes(`query ${query}(`) && Object.entries(variables).every(([k, v]) => body.variables[k] === v),
    )
    .reply(200, { data })
}

const look = (change: Readonly<Record<string, unknown>> = {}) => shopify.open(configOf(change), testIo(), testVault()).order(ref)

const paged = (change: Readonly<Record<string, unknown>> = {}) => {
  const node = orderNode(change)
  return { ...node, lineItems: { pageInfo: last, ...node.lineItems }, shippingLines: { pageInfo: last, ...node.shippingLines } }
}
const pagedRefund = (refund: ReturnType<typeof refundNode>) => ({
  ...refund,
  refundLineItems: { pageInfo: last, ...refund.refundLineItems },
  refundShippingLines: { pageInfo: last, ...refund.refundShippingLines },
  transactions: { pageInfo: last, ...refund.transactions },
})

describe('an order', () => {
  test('is read as it is now', async () => {
    answers('Order', { id: gid('Order', 6120000001001), products: true }, { order: paged() })
    expect(await look()).toMatchObject({ is: 'order', order: { ref, totalFen: 10_000 } })
  })

  test('is read without products where the settings say so', async () => {
    answers('Order', { products: false }, { order: paged() })
    expect((await look({ products: false })).is).toBe('order')
  })

  test('of several pages is read to the last line', async () => {
    const lines = [1, 2, 3].map(id => lineNode({ id, price: id === 3 ? '40.00' : '30.00' }))
    answers('Order', {}, { order: { ...paged(), lineItems: { nodes: [lines[0]], pageInfo: more('a') } } })
    answers('OrderLines', { after: 'a' }, { order: { lineItems: { nodes: [lines[1]], pageInfo: more('b') } } })
    answers('OrderLines', { after: 'b' }, { order: { lineItems: { nodes: [lines[2]], pageInfo: last } } })
    expect(await look()).toMatchObject({ is: 'order', order: { lines: [{ id: '1' }, { id: '2' }, { id: '3' }] } })
  })

  test('comes with each of its refunds and all of their lines', async () => {
    const refund = pagedRefund(refundNode({ lines: [{ quantity: 1, net: '50.00' }], money: [{ amount: '80.00' }] }))
    const second = pagedRefund(refundNode({ lines: [{ id: 2, quantity: 1, net: '30.00' }], money: [{ amount: '80.00' }] }))
    const lineItems = { nodes: [lineNode({ price: '50.00' }), lineNode({ id: 2, price: '50.00' })], pageInfo: last }
    answers('Order', {}, { order: { ...paged(), lineItems, refunds: [{ id: gid('Refund', 900) }] } })
    answers('Refund', { id: gid('Refund', 900) }, { refund: { ...refund, refundLineItems: { ...refund.refundLineItems, pageInfo: more('r') } } })
    answers('Refund', { id: gid('Refund', 900), after: 'r' }, { refund: second })
    expect(await look()).toMatchObject({
      is: 'order',
      order: { refunds: [{ id: '900', amountFen: 8000, lines: [{ lineId: '1' }, { lineId: '2' }] }] },
    })
  })

  test('that is not there is missing, and so is one of a shop nobody configured', async () => {
    answers('Order', {}, { order: null })
    expect(await look()).toEqual({ is: 'missing' })
    const session = shopify.open(configOf(), testIo(), testVault())
    expect(await session.order({ ...ref, store: 'other.myshopify.com' })).toEqual({ is: 'missing' })
  })

  test('whose refund cannot be seen yet is looked at again', async () => {
    answers('Order', {}, { order: { ...paged(), refunds: [{ id: gid('Refund', 900) }] } })
    answers('Refund', {}, { refund: null })
    expect((await look()).is).toBe('later')
  })

  test('that is throttled halfway is looked at again after the wait', async () => {
    const cost = { requestedQueryCost: 100, throttleStatus: { maximumAvailable: 1000, currentlyAvailable: 0, restoreRate: 50 } }
    nock(`https://${SHOP}`)
      .post('/admin/api/2026-07/graphql.json')
      .reply(200, { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: { cost } })
    const answer = await look()
    expect(answer).toMatchObject({ is: 'later', why: 'THROTTLED' })
    expect(answer.is === 'later' && (answer.afterSeconds ?? 0)).toBeGreaterThanOrEqual(2)
  })

  test('with more rows than the platform gives is held, not cut', async () => {
    const refunds = Array.from({ length: 50 }, (_, i) => ({ id: gid('Refund', i) }))
    answers('Order', {}, { order: { ...paged(), refunds } })
    expect(await look()).toMatchObject({ is: 'faulty', faults: [{ code: 'ROWS_TOO_MANY', path: 'refunds' }] })
  })

  test('that cannot be read says which field', async () => {
    answers('Order', {}, { order: { ...paged(), name: '' } })
    expect(await look()).toMatchObject({ is: 'faulty', faults: [{ code: 'FIELD_INVALID', path: 'order.name' }] })
  })

  test('whose pages never end is given up', async () => {
    nock(`https://${SHOP}`)
      .post('/admin/api/2026-07/graphql.json', body => body.query.includes('query Order('))
      .reply(200, { data: { order: { ...paged(), lineItems: { nodes: [], pageInfo: more('a') } } } })
      .post('/admin/api/2026-07/graphql.json', body => body.query.includes('query OrderLines('))
      .times(99)
      .reply(200, { data: { order: { lineItems: { nodes: [], pageInfo: more('a') } } } })
    expect(await look()).toMatchObject({ is: 'later', why: 'the pages of the order do not end' })
  })
})
