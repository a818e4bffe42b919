import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testIntake, testIo, testVault } from '../../test/io.ts'
import { buyerClaims, CLIENT_ID, configOf, request, SECRET, SHOP, sessionToken, webhook } from '../../test/shop.ts'
import { shopify } from '../index.ts'

const AT = '2026-11-20T02:00:00Z'
const NOW = Date.parse(AT)
const HOUR = 3_600_000
const PATH = '/admin/api/2026-07/graphql.json'
const access = { type: 'tokenExchange', clientId: CLIENT_ID, clientSecret: SECRET }
const REF = { platform: 'shopify', store: SHOP, id: '1' }

beforeAll(() => nock.disableNetConnect())
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

const app = { client_id: CLIENT_ID, client_secret: SECRET }
const exchanged = (token: string) =>
  nock(`https://${SHOP}`).post('/admin/oauth/access_token', {
    ...app,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: token,
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
  })
const refreshed = (token: string) =>
  nock(`https://${SHOP}`).post('/admin/oauth/access_token', { ...app, grant_type: 'refresh_token', refresh_token: token })
const asked = (token: string) => nock(`https://${SHOP}`).post(PATH).matchHeader('x-shopify-access-token', token)
const grant = (turn: string) => ({
  access_token: `access-${turn}`,
  scope: 'read_orders',
  expires_in: 3600,
  refresh_token: `refresh-${turn}`,
  refresh_token_expires_in: 7_776_000,
})
const nothing = { data: { order: null } }

function opened(change: Readonly<Record<string, unknown>> = {}) {
  const [io, vault] = [testIo({ at: AT }), testVault()]
  const session = shopify.open(configOf({ access, ...change }), io, vault)
  const open = (token: string) => session.http(request('POST', '/session', { headers: { authorization: `Bearer ${token}` } }), testIntake())
  return { io, vault, session, open, read: () => session.order(REF) }
}

async function installed() {
  const one = opened()
  const token = sessionToken(NOW)
  exchanged(token).reply(200, grant('1'))
  expect((await one.open(token)).status).toBe(204)
  return one
}

describe('opening the app in the admin', () => {
  test('exchanges the session token for an expiring offline token, and orders are read with it', async () => {
    const { read, io, vault } = await installed()
    asked('access-1').reply(200, nothing)
    expect(await read()).toEqual({ is: 'missing' })
    expect(JSON.parse((await vault.get(`shopify/token/${SHOP}/${CLIENT_ID}`)) ?? '')).toEqual({
      token: 'access-1',
      endsAt: NOW + HOUR,
      refresh: { token: 'refresh-1', endsAt: NOW + 2160 * HOUR },
      openedAt: NOW,
    })
    expect(io.logged.join()).not.toMatch(/access-1|refresh-1/)
  })

  test('is needed before anything can be read', async () => {
    const answer = await opened().read()
    expect(answer).toMatchObject({ is: 'faulty', faults: [{ code: 'PLATFORM_REFUSED', en: expect.stringContaining('open it once') }] })
  })

  test.each([
    ['a token of a stranger', sessionToken(NOW, {}, { secret: 'a-stranger-secret' })],
    ['a token of a buyer', sessionToken(NOW, buyerClaims('7'))],
    ['a token of yesterday', sessionToken(NOW - 24 * HOUR)],
  ])('with %s asks Shopify nothing', async (_, token) => {
    const { open, io, vault } = opened()
    expect((await open(token)).status).toBe(401)
    expect([io.operations, await vault.keys('shopify/')]).toEqual([[], []])
  })

  test('tells when Shopify gives no token, and keeps none', async () => {
    const { open, vault } = opened()
    const token = sessionToken(NOW)
    exchanged(token).reply(400, { error: 'invalid_subject_token' })
    exchanged(token).reply(503)
    expect([(await open(token)).status, (await open(token)).status]).toEqual([502, 503])
    expect(await vault.keys('shopify/')).toEqual([])
  })

  test('of an app that has other credentials exchanges nothing', async () => {
    const { open, io } = opened({ access: { ...access, type: 'clientCredentials' } })
    expect((await open(sessionToken(NOW))).status).toBe(204)
    expect(io.operations).toEqual([])
  })

  test('shows a page that only this shop may frame', async () => {
    const { session } = opened()
    const page = await session.http(request('GET', '/app', { query: { shop: SHOP } }), testIntake())
    expect(page.headers?.['content-security-policy']).toBe(`frame-ancestors https://${SHOP} https://admin.shopify.com`)
    expect(page.body).toContain(`content="${CLIENT_ID}"`)
    expect(page.body).not.toContain(SECRET)
    expect((await session.http(request('GET', '/app', { query: { shop: 'stranger.myshopify.com' } }), testIntake())).status).toBe(404)
  })
})

describe('the offline token', () => {
  test('is renewed once for all who ask at the same time, and the new refresh token is kept', async () => {
    const { read, io } = await installed()
    io.pass(HOUR)
    refreshed('refresh-1').once().reply(200, grant('2'))
    asked('access-2').times(4).reply(200, nothing)
    expect((await Promise.all([read(), read(), read(), read()])).map(a => a.is)).toEqual(['missing', 'missing', 'missing', 'missing'])
    io.pass(HOUR)
    refreshed('refresh-2').reply(200, grant('3'))
    asked('access-3').reply(200, nothing)
    expect((await read()).is).toBe('missing')
  })

  test('that was refused is renewed once', async () => {
    const { read } = await installed()
    asked('access-1').times(2).reply(401)
    refreshed('refresh-1').once().reply(200, grant('2'))
    asked('access-2').times(2).reply(200, nothing)
    expect((await Promise.all([read(), read()])).map(a => a.is)).toEqual(['missing', 'missing'])
  })

  test('goes on being used while it lasts and cannot be renewed', async () => {
    const { read, io } = await installed()
    io.pass(HOUR - 60_000)
    refreshed('refresh-1').reply(503)
    asked('access-1').reply(200, nothing)
    expect((await read()).is).toBe('missing')
    io.pass(60_000)
    refreshed('refresh-1').replyWithError('ECONNRESET')
    expect((await read()).is).toBe('later')
    refreshed('refresh-1').reply(200, grant('2'))
    asked('access-2').reply(200, nothing)
    expect((await read()).is).toBe('missing')
  })

  test('whose refresh token ended or is refused needs the app to be opened again', async () => {
    const { read, io } = await installed()
    io.pass(HOUR)
    refreshed('refresh-1').reply(401, { error: 'invalid_grant' })
    expect((await read()).is).toBe('faulty')
    io.pass(2160 * HOUR)
    expect(await read()).toMatchObject({ is: 'faulty', faults: [{ en: expect.stringContaining('open it once') }] })
  })

  test('is forgotten when the app is uninstalled, unless the app was opened again since', async () => {
    const uninstalled = (at: string) => webhook('app/uninstalled', { myshopify_domain: SHOP }, { 'x-shopify-triggered-at': at })
    const { session, vault } = await installed()
    expect((await session.http(uninstalled('2026-11-20T01:00:00Z'), testIntake())).status).toBe(200)
    expect(await vault.keys('shopify/token/')).toHaveLength(1)
    expect((await session.http(uninstalled('2026-11-20T03:00:00Z'), testIntake())).status).toBe(200)
    expect(await vault.keys('shopify/token/')).toEqual([])
  })
})
