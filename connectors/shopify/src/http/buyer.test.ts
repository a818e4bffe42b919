import { createHmac } from 'node:crypto'
import type { Intake, RawAnswer, Request } from '@openfapiao/core'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testIntake, testIo, testVault } from '../../test/io.ts'
import { buyerClaims, CLIENT_ID, configOf, request, SECRET, SHOP, sessionToken } from '../../test/shop.ts'
import { shopify } from '../index.ts'

const AT = '2026-11-20T02:00:00Z'
const NOW = Date.parse(AT)
const ORDER = '6120000000001001234'
const CUSTOMER = '820982911946154508'
const publication = {
  state: 'issued',
  link: 'https://fapiao.example/i/Zm9v',
  documents: [{ colour: 'blue', number: '26332000000012345678', issuedAt: '2026-11-20T10:00:00+08:00', total: '113.00' }],
}

beforeAll(() => nock.disableNetConnect())
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

/** Shopify is asked once for the order's customer and what was published. */
function holds(order: object | null, status = 200) {
  nock(`https://${SHOP}`)
    .post('/admin/api/2026-07/graphql.json', body => body.variables.id === `gid://shopify/Order/${ORDER}` && body.variables.key === 'fapiao')
    .reply(status, { data: { order } })
}
const theirs = (value?: string, id = CUSTOMER) => ({
  customer: { id: `gid://shopify/Customer/${id}` },
  metafield: value === undefined ? null : { value },
})

function opened(change: Readonly<Record<string, unknown>> = {}, base = configOf) {
  const [io, vault] = [testIo({ at: AT }), testVault()]
  return { io, session: shopify.open(base({ buyers: true, secrets: ['the-new-secret', SECRET], ...change }), io, vault) }
}

/** The query as Shopify forwards it, signed. */
function forwarded(change: Readonly<Record<string, string>> = {}, secret = SECRET) {
  const query = { shop: SHOP, logged_in_customer_id: CUSTOMER, path_prefix: '/apps/fapiao', timestamp: String(NOW / 1000), ...change }
  const text = Object.entries(query)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join('')
  return { ...query, signature: createHmac('sha256', secret).update(text).digest('hex') }
}

const look = (query: Readonly<Record<string, string>>, change = {}, order = ORDER) =>
  opened(change).session.http(request('GET', `/proxy/orders/${order}`, { query }), testIntake())
const code = (body: string | undefined) => JSON.parse(body ?? '{}').error?.code

describe('through the app proxy', () => {
  test('the customer of an order sees its state, link and numbers', async () => {
    holds(theirs(JSON.stringify(publication)))
    const { status, body } = await look(forwarded())
    expect([status, JSON.parse(body ?? '')]).toEqual([200, publication])
  })

  test('an order without invoice yet says so, and so does one whose metafield is broken', async () => {
    for (const value of [undefined, '{"state":', '{"state":"issued","link":"javascript:alert(1)","documents":[]}']) {
      holds(theirs(value))
      expect(JSON.parse((await look(forwarded())).body ?? '')).toEqual({ state: 'none', documents: [] })
    }
  })

  test("somebody else's order, a guest's and one that does not exist are answered alike", async () => {
    const answers: RawAnswer[] = []
    for (const order of [theirs(JSON.stringify(publication), '1'), { customer: null, metafield: null }, null]) {
      holds(order)
      answers.push(await look(forwarded()))
    }
    expect(answers.map(a => a.status)).toEqual([404, 404, 404])
    expect(new Set(answers.map(a => a.body)).size).toBe(1)
  })

  test('nobody logged in is asked to log in, and Shopify is not asked', async () => {
    const answer = await look(forwarded({ logged_in_customer_id: '' }))
    expect([answer.status, code(answer.body)]).toEqual([401, 'LOGIN_NEEDED'])
  })

  test('both secrets are good while one is being rotated, and other parameters are part of what is signed', async () => {
    holds(theirs())
    expect((await look(forwarded({ lang: '中文', A: '' }, 'the-new-secret'))).status).toBe(200)
  })

  test.each([
    ['without signature', { ...forwarded(), signature: '' }],
    ['with the signature of a stranger', forwarded({}, 'a-stranger-secret')],
    ['with another customer put in', { ...forwarded(), logged_in_customer_id: '1' }],
    ['with a parameter added', { ...forwarded(), order: '1' }],
    ['that was signed two minutes ago', forwarded({ timestamp: String(NOW / 1000 - 120) })],
    ['without a time', forwarded({ timestamp: '' })],
    ['of a shop nobody configured', forwarded({ shop: 'stranger.myshopify.com' })],
    ['with a signature in capitals', { ...forwarded(), signature: forwarded().signature.toUpperCase() }],
  ])('a request %s is refused', async (_, query) => {
    const answer = await look(query)
    expect([answer.status, code(answer.body)]).toEqual([401, 'SIGNATURE_INVALID'])
  })

  test('nothing is offered where the settings do not say so, nor for what is no order', async () => {
    expect((await look(forwarded(), { buyers: false })).status).toBe(404)
    expect((await look(forwarded(), {}, '1%2F2')).status).toBe(404)
  })

  test('a shop that cannot be reached is asked again later, one that refuses is told to the shop', async () => {
    holds(null, 503)
    expect((await look(forwarded())).status).toBe(503)
    holds(null, 403)
    expect((await look(forwarded())).status).toBe(502)
  })
})

describe('from an extension', () => {
  const access = { type: 'tokenExchange', clientId: CLIENT_ID, clientSecret: SECRET }
  const asBuyer = (customerId?: string, method = 'GET') =>
    opened({ access: { ...access, type: 'clientCredentials' } }).session.http(
      request(method, `/buyer/orders/${ORDER}`, { headers: { authorization: `Bearer ${sessionToken(NOW, buyerClaims(customerId))}` } }),
      testIntake(),
    )

  test('the logged-in customer sees the same, and any origin may ask with a token', async () => {
    nock(`https://${SHOP}`).post('/admin/oauth/access_token').reply(200, { access_token: 'granted', expires_in: 86_399 })
    holds(theirs(JSON.stringify(publication)))
    const { status, body, headers } = await asBuyer(CUSTOMER)
    expect([status, JSON.parse(body ?? ''), headers?.['access-control-allow-origin']]).toEqual([200, publication, '*'])
  })

  test('a buyer who is not logged in sees nothing, nor does a token of the admin or of nobody', async () => {
    expect(code((await asBuyer()).body)).toBe('LOGIN_NEEDED')
    const { session } = opened({ access })
    for (const authorization of [`Bearer ${sessionToken(NOW)}`, '']) {
      const answer = await session.http(request('GET', `/buyer/orders/${ORDER}`, { headers: { authorization } }), testIntake())
      expect([answer.status, code(answer.body)]).toEqual([401, 'TOKEN_INVALID'])
    }
  })

  test('may ask before it asks', async () => {
    expect(await asBuyer(undefined, 'OPTIONS')).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-headers': 'authorization, content-type' },
    })
  })
})

describe('a request for an invoice', () => {
  const asked = { key: 'form-0001', title: { kind: 'organisation', name: '示例科技有限公司', taxNumber: '91330106MACKX4QG41' } }
  const json = { 'content-type': 'application/json' }

  function taking(outcome: 'made' | 'known' | 'conflict' = 'made') {
    const taken: Request[] = []
    const intake: Intake = {
      ...testIntake(),
      async request(one) {
        taken.push(one)
        return outcome
      },
    }
    const { session } = opened()
    const send = (body: unknown, headers: Readonly<Record<string, string>> = json, to = intake) =>
      session.http(request('POST', `/proxy/orders/${ORDER}`, { query: forwarded(), headers, body: Buffer.from(JSON.stringify(body)) }), to)
    return { taken, send, session }
  }

  test('of the customer of the order is recorded before it is answered', async () => {
    holds(theirs())
    const { taken, send } = taking()
    const answer = await send(asked)
    expect([answer.status, JSON.parse(answer.body ?? '')]).toEqual([201, { outcome: 'made', warnings: [] }])
    expect(taken).toEqual([
      {
        key: `shopify:${SHOP}:${ORDER}:form-0001`,
        order: { platform: 'shopify', store: SHOP, id: ORDER },
        title: asked.title,
        kind: 'ordinary',
        at: '2026-11-20T02:00:00.000Z',
      },
    ])
  })

  test('sent again is known; its key for another title is refused', async () => {
    holds(theirs())
    holds(theirs())
    expect((await taking('known').send(asked)).status).toBe(200)
    expect((await taking('conflict').send(asked)).status).toBe(409)
  })

  test('with a wrong number names the field, in both languages', async () => {
    holds(theirs())
    const { taken, send } = taking()
    const { status, body } = await send({ ...asked, title: { ...asked.title, taxNumber: '91330106MACKX4QG42' } })
    const { faults } = JSON.parse(body ?? '').error
    expect([status, faults[0].path, faults[0].zh.length > 0, faults[0].en.length > 0]).toEqual([422, 'title.taxNumber', true, true])
    expect(taken).toEqual([])
  })

  test.each([
    ['a form of another site', asked, { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['what is no request', { key: 'form-0001' }, json, 400],
    ['more than a title needs', { ...asked, title: { ...asked.title, address: 'x'.repeat(20_000) } }, json, 400],
  ])('is not taken from %s', async (_, body, headers, status) => {
    holds(theirs())
    const { taken, send } = taking()
    expect((await send(body, headers)).status).toBe(status)
    expect(taken).toEqual([])
  })

  test("for somebody else's order is never recorded", async () => {
    holds(theirs(undefined, '1'))
    const { taken, send } = taking()
    expect([(await send(asked)).status, taken]).toEqual([404, []])
  })

  test('is not offered by a host that takes none', async () => {
    holds(theirs())
    expect((await taking().send(asked, json, testIntake())).status).toBe(404)
  })

  test('is read back as a look at its order', () => {
    const hint = { topic: 'buyer/request', store: SHOP, headers: {}, body: Buffer.from(JSON.stringify({ id: ORDER })) }
    expect(opened().session.read(hint)).toEqual({ is: 'orders', refs: [{ platform: 'shopify', store: SHOP, id: ORDER }] })
  })
})
