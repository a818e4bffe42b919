import { describe, expect, test } from 'vitest'
import { sampleText } from '../test/samples.ts'
import { hint, SHOP } from '../test/shop.ts'
import { readHint } from './read.ts'

const read = (topic: string, body: unknown, stores = [SHOP]) => readHint(hint(topic, body), stores)
const ref = (id: string) => ({ platform: 'shopify', store: SHOP, id })

describe('a recorded webhook says', () => {
  test.each(['orders/paid', 'orders/updated', 'orders/cancelled'])('%s: which order to look at', topic => {
    expect(read(topic, sampleText('01-orders-paid-simple.json'))).toEqual({ is: 'orders', refs: [ref('6120000001001')] })
  })

  test('an id of 18 digits to the last of them', () => {
    expect(read('orders/paid', '{"id":820982911946154508}')).toEqual({ is: 'orders', refs: [ref('820982911946154508')] })
  })

  test('the order of a refund and of an edit', () => {
    expect(read('refunds/create', sampleText('21-refunds-create-partial-with-restock.json'))).toEqual({ is: 'orders', refs: [ref('6120000001002')] })
    expect(read('orders/edited', '{"order_edit":{"id":1,"order_id":6120000001002}}')).toEqual({ is: 'orders', refs: [ref('6120000001002')] })
  })

  test('the privacy duties', () => {
    const refs = [ref('6120000001001'), ref('6120000001002')]
    expect(read('customers/data_request', sampleText('90-customers-data-request.json'))).toEqual({ is: 'privacy', duty: 'export', refs })
    expect(read('customers/redact', sampleText('91-customers-redact.json'))).toEqual({ is: 'privacy', duty: 'erase', refs })
    expect(read('shop/redact', sampleText('92-shop-redact.json'))).toEqual({ is: 'privacy', duty: 'eraseStore', refs: [] })
  })

  test('that the app was uninstalled, if the body means this shop', () => {
    expect(read('app/uninstalled', { myshopify_domain: SHOP })).toEqual({ is: 'removed', store: SHOP })
    expect(read('app/uninstalled', { myshopify_domain: 'other.myshopify.com' }).is).toBe('ignored')
  })

  test('nothing, where its topic is none of ours or its shop is gone', () => {
    expect(read('products/update', { id: 1 }).is).toBe('ignored')
    expect(read('constructor', { id: 1 }).is).toBe('ignored')
    expect(read('orders/paid', { id: 1 }, [])).toEqual({ is: 'ignored', why: 'the shop was removed' })
  })

  test('what is wrong with it, when it cannot be read', () => {
    expect(read('orders/paid', '{"id":"x"}')).toMatchObject({ is: 'unreadable', fault: { code: 'FIELD_INVALID', path: 'body.id' } })
    expect(read('refunds/create', '{}')).toMatchObject({ is: 'unreadable', fault: { code: 'FIELD_INVALID', path: 'body.order_id' } })
    expect(read('orders/paid', '{')).toMatchObject({ is: 'unreadable', fault: { code: 'ORDER_UNREADABLE' } })
  })
})
