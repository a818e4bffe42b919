import { describe, expect, test } from 'vitest'
import { buyerClaims, CLIENT_ID, configOf, SECRET, SHOP, sessionToken } from '../test/shop.ts'
import { bearerOf } from './session-token.ts'

const NOW = Date.parse('2026-11-20T02:00:00Z')
const access = { type: 'tokenExchange', clientId: CLIENT_ID, clientSecret: SECRET }
const { stores } = configOf({ access, secrets: ['the-new-secret', SECRET] })
const seen = (token: string, now = NOW) => bearerOf(`Bearer ${token}`, stores, now)

describe('a session token', () => {
  test('of the admin names the shop', () => {
    expect(seen(sessionToken(NOW))).toMatchObject({ is: 'staff', shop: SHOP })
  })

  test('of a checkout or an account page names the customer, if anybody is logged in', () => {
    expect(seen(sessionToken(NOW, buyerClaims('77')))).toEqual({ is: 'buyer', shop: SHOP, customerId: '77' })
    expect(seen(sessionToken(NOW, buyerClaims()))).toEqual({ is: 'buyer', shop: SHOP, customerId: undefined })
  })

  test("of a buyer is never one of the admin's", () => {
    expect(seen(sessionToken(NOW, { ...buyerClaims('77'), iss: 'https://another.myshopify.com/admin' }))?.is).toBe('buyer')
  })

  test('is good with either secret while one is being rotated', () => {
    expect(seen(sessionToken(NOW, {}, { secret: 'the-new-secret' }))?.is).toBe('staff')
  })

  test('may be ten seconds off, not more', () => {
    expect(seen(sessionToken(NOW), NOW + 69_000)?.is).toBe('staff')
    expect(seen(sessionToken(NOW), NOW + 71_000)).toBeUndefined()
    expect(seen(sessionToken(NOW), NOW - 9_000)?.is).toBe('staff')
    expect(seen(sessionToken(NOW), NOW - 12_000)).toBeUndefined()
  })

  test.each([
    ['signed by a stranger', sessionToken(NOW, {}, { secret: 'a-stranger-secret' })],
    ['without signature', sessionToken(NOW).replace(/\.[\w-]+$/, '.')],
    ['that says it needs no signature', sessionToken(NOW, {}, { alg: 'none' })],
    ['made out to another app', sessionToken(NOW, { aud: 'another-client' })],
    ['of a shop nobody configured', sessionToken(NOW, { dest: 'https://stranger.myshopify.com' })],
    ['that never ends', sessionToken(NOW, { exp: undefined })],
    ['that is no token', 'shpat_x'],
  ])('%s is not believed', (_, token) => {
    expect(seen(token)).toBeUndefined()
  })

  test('with one claim changed is not believed', () => {
    const [header = '', , signature = ''] = sessionToken(NOW).split('.')
    const [, payload = ''] = sessionToken(NOW, { sub: '1' }).split('.')
    expect(seen([header, payload, signature].join('.'))).toBeUndefined()
  })

  test('means nothing to an app that has none', () => {
    expect(bearerOf(`Bearer ${sessionToken(NOW)}`, configOf().stores, NOW)).toBeUndefined()
    expect(bearerOf(undefined, stores, NOW)).toBeUndefined()
  })
})
