import { describe, expect, test } from 'vitest'
import { shopifyConfigSchema } from './config.ts'

const store = { shop: 'Example-Shop.myshopify.com', secrets: ['made-up-secret'], access: { type: 'token', token: 'made-up-token' } }
const paths = (stores: readonly unknown[], more = {}) =>
  shopifyConfigSchema.safeParse({ stores, ...more }).error?.issues.map(i => i.path.join('.')) ?? []

describe('the settings', () => {
  test('of a shop need its name, a secret and credentials; all else has a default', () => {
    const { stores, apiVersion } = shopifyConfigSchema.parse({ stores: [store] })
    expect(apiVersion).toBe('2026-07')
    expect(stores[0]).toMatchObject({ shop: 'example-shop.myshopify.com', products: true, publish: { namespace: '$app' }, firstSweepDays: 0 })
    expect(paths([{}])).toEqual(['stores.0.shop', 'stores.0.secrets', 'stores.0.access'])
  })

  test.each([
    ['a domain that is not on Shopify', { shop: 'evil.example/x.myshopify.com' }, 'stores.0.shop'],
    ['three secrets', { secrets: ['secret-one', 'secret-two', 'secret-three'] }, 'stores.0.secrets'],
    ['a stand-in over plain HTTP somewhere else', { adminUrl: 'http://shop.example/admin' }, 'stores.0.adminUrl'],
    ['a stand-in that only looks local', { adminUrl: 'http://127.0.0.1.evil.example/admin' }, 'stores.0.adminUrl'],
    ['a setting nobody knows', { colour: 'red' }, 'stores.0'],
  ])('refuse %s', (_, change, path) => {
    expect(paths([{ ...store, ...change }])).toEqual([path])
  })

  test('take each shop once', () => {
    expect(paths([store, store])).toEqual(['stores'])
  })

  test('take credentials of either kind', () => {
    expect(paths([{ ...store, access: { type: 'clientCredentials', clientId: 'id', clientSecret: 'made-up-secret' } }])).toEqual([])
    expect(paths([{ ...store, access: { type: 'clientCredentials', clientId: 'id' } }])).toEqual(['stores.0.access.clientSecret'])
  })
})
