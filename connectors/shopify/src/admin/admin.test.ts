import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testIo, testVault } from '../../test/io.ts'
import { configOf, SHOP, TOKEN } from '../../test/shop.ts'
import { adminOf, type Question } from './admin.ts'

const PATH = '/admin/api/2026-07/graphql.json'
const question: Question = { operation: 'check', query: '{ shop { myshopifyDomain } }', subjects: ['1'] }
const good = { data: { shop: { myshopifyDomain: SHOP } } }

beforeAll(() => nock.disableNetConnect())
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

const api = () => nock(`https://${SHOP}`)

function opened(change: Readonly<Record<string, unknown>> = {}) {
  const [io, vault, config] = [testIo({ at: '2026-11-20T02:00:00Z' }), testVault(), configOf(change)]
  const [store] = config.stores
  if (!store) throw new Error('no store')
  const ask = adminOf(config, io, vault)
  return { io, vault, ask: () => ask(store, question) }
}

describe('a question', () => {
  test('goes to the shop with the token, through the door that limits and records', async () => {
    api().post(PATH, { query: question.query }).matchHeader('x-shopify-access-token', TOKEN).reply(200, good)
    const { ask, io } = opened()
    expect(await ask()).toEqual({ is: 'data', data: good.data, denied: [] })
    expect(io.operations).toEqual(['shopify.check'])
    expect(io.logged.join()).not.toContain(TOKEN)
  })

  test('that was throttled waits as long as the bucket needs to fill', async () => {
    const cost = {
      requestedQueryCost: 500,
      actualQueryCost: null,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 50, restoreRate: 100 },
    }
    api()
      .post(PATH)
      .reply(200, { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: { cost } })
    const reply = await opened().ask()
    if (reply.is !== 'later') throw new Error(reply.is)
    expect(reply.afterSeconds).toBeGreaterThanOrEqual(5)
    expect(reply.afterSeconds).toBeLessThan(6)
  })

  test('answered 429 waits as the header says', async () => {
    api().post(PATH).reply(429, 'Too Many Requests', { 'retry-after': '2.0' })
    expect(await opened().ask()).toEqual({ is: 'later', why: 'too many requests', afterSeconds: 2 })
  })

  test.each([
    ['a 5xx', 502, 'Bad Gateway'],
    ['an answer that is no JSON', 200, '<html>'],
    ['an internal error', 200, { errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }],
  ])('with %s is asked again later', async (_, status, body) => {
    api().post(PATH).reply(status, body)
    expect((await opened().ask()).is).toBe('later')
  })

  test('that reaches nobody is asked again later', async () => {
    api().post(PATH).replyWithError('ECONNREFUSED')
    expect((await opened().ask()).is).toBe('later')
  })

  test.each([
    ['a frozen shop', 402, ''],
    ['an unknown shop', 404, { errors: 'Not Found' }],
    [
      'a missing scope',
      200,
      { data: { orders: null }, errors: [{ message: 'Access denied', path: ['orders'], extensions: { code: 'ACCESS_DENIED' } }] },
    ],
    ['a field the version does not have', 200, { errors: [{ message: "Field 'x' doesn't exist", extensions: { code: 'undefinedField' } }] }],
  ])('about %s is for a person', async (_, status, body) => {
    api().post(PATH).reply(status, body)
    const { ask, io } = opened()
    expect((await ask()).is).toBe('refused')
    expect(io.logged).toHaveLength(1)
  })

  test('whose contact fields were withheld is answered all the same, and says so', async () => {
    const errors = [{ message: 'not approved', path: ['order', 'email'], extensions: { code: 'ACCESS_DENIED' } }]
    api()
      .post(PATH)
      .reply(200, { data: { order: { email: null } }, errors })
    expect(await opened().ask()).toMatchObject({ is: 'data', denied: ['order.email'] })
  })
})

describe('a token', () => {
  const clientCredentials = { access: { type: 'clientCredentials', clientId: 'client', clientSecret: 'client-secret' } }
  const granted = (token: string) => ({ access_token: token, scope: 'read_orders', expires_in: 86_399 })
  const grant = () =>
    api().post('/admin/oauth/access_token', { client_id: 'client', client_secret: 'client-secret', grant_type: 'client_credentials' })

  test('is granted once for all who ask at the same time, and kept', async () => {
    grant().once().reply(200, granted('first'))
    api().post(PATH).times(5).matchHeader('x-shopify-access-token', 'first').reply(200, good)
    const { ask, vault } = opened(clientCredentials)
    expect((await Promise.all([ask(), ask(), ask(), ask()])).map(r => r.is)).toEqual(['data', 'data', 'data', 'data'])
    expect((await ask()).is).toBe('data')
    expect(await vault.keys('shopify/token/')).toEqual([`shopify/token/${SHOP}/client`])
  })

  test('is renewed before it ends', async () => {
    grant().reply(200, granted('first'))
    grant().reply(200, granted('second'))
    api().post(PATH).matchHeader('x-shopify-access-token', 'first').reply(200, good)
    api().post(PATH).matchHeader('x-shopify-access-token', 'second').reply(200, good)
    const { ask, io } = opened(clientCredentials)
    await ask()
    io.pass(86_399_000 - 60_000)
    expect((await ask()).is).toBe('data')
  })

  test('that is refused is renewed once, by one of all who use it', async () => {
    grant().reply(200, granted('first'))
    grant().reply(200, granted('second'))
    api().post(PATH).times(2).matchHeader('x-shopify-access-token', 'first').reply(401)
    api().post(PATH).times(2).matchHeader('x-shopify-access-token', 'second').reply(200, good)
    const { ask } = opened(clientCredentials)
    expect((await Promise.all([ask(), ask()])).map(r => r.is)).toEqual(['data', 'data'])
  })

  test('that is fixed and refused is for a person', async () => {
    api().post(PATH).reply(401)
    expect(await opened().ask()).toMatchObject({ is: 'refused', why: 'the access token is not accepted' })
  })

  test('that is not granted is for a person; an unreachable grant is asked again', async () => {
    grant().reply(400, { error: 'invalid_client' })
    expect((await opened(clientCredentials).ask()).is).toBe('refused')
    grant().reply(503)
    expect((await opened(clientCredentials).ask()).is).toBe('later')
  })
})
