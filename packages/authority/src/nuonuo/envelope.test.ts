import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { MORNING } from '../../test/desk.ts'
import { SELLER } from '../../test/invoices.ts'
import { CLIENT, type NuonuoDesk, ORIGIN, openNuonuo, orderMessage, queryMessage, signedCall } from '../../test/nuonuo.ts'
import { isSigned, queryOf } from './signature.ts'

let desk: NuonuoDesk
beforeEach(() => {
  desk = openNuonuo()
})

const REDIRECT = 'http://127.0.0.1/authorised'
const ISV = {
  type: 'isv' as const,
  appKey: 'IsvKey1',
  appSecret: 'IsvSecret1',
  authorisations: [{ code: 'A1', taxNumber: SELLER.taxNumber, redirectUri: REDIRECT }],
}

test('the signature vector of the reference is a good signature, and any change to what it covers is not', () => {
  const body = Buffer.from('{"order":{"orderNo":"T1","buyerName":"测试"}}', 'utf8')
  const query = { senid: '0123456789abcdef0123456789abcdef', nonce: '12345678', timestamp: '1700000000', appkey: 'DemoKey1' }
  const request = {
    method: 'POST',
    path: '/open/v1/services',
    query: '',
    origin: ORIGIN,
    headers: { 'x-nuonuo-sign': '2TBgBtIquFusT6E4cWy5iXApe4E=' },
    body,
  }
  expect(isSigned(request, query, 'DemoSecret1')).toBe(true)
  expect(isSigned(request, query, 'DemoSecret2')).toBe(false)
  expect(isSigned({ ...request, path: '/open/v2/services' }, query, 'DemoSecret1')).toBe(false)
  expect(isSigned({ ...request, body: Buffer.from('{"order": {"orderNo":"T1","buyerName":"测试"}}') }, query, 'DemoSecret1')).toBe(false)
  for (const [name, value] of Object.entries(query)) expect(isSigned(request, { ...query, [name]: `${value}0` }, 'DemoSecret1')).toBe(false)
})

test.each(['senid', 'nonce', 'timestamp', 'appkey'])('a query without %s is no query', name => {
  const query = { senid: '0123456789abcdef0123456789abcdef', nonce: '12345678', timestamp: '1700000000', appkey: 'DemoKey1' }
  expect(queryOf(new URLSearchParams(query).toString())).toEqual(query)
  expect(queryOf(new URLSearchParams({ ...query, [name]: '' }).toString())).toBeUndefined()
})

describe('a call', () => {
  test.each([
    ['another appkey', { query: { appkey: 'DemoKey2' } }, '070101'],
    ['a nonce of 7 digits', { query: { nonce: '1234567' } }, 'E4000'],
    ['a timestamp in milliseconds', { query: { timestamp: String(MORNING) } }, 'E4000'],
    ['a senid of 31 characters', { query: { senid: '0'.repeat(31) } }, 'E4000'],
    ['another secret', { secret: 'DemoSecret2' }, 'SANDBOX-SIGNATURE'],
    ['a body changed after signing', { body: '{"orderNos":["S2"]}' }, 'SANDBOX-SIGNATURE'],
    ['no signature', { headers: { 'x-nuonuo-sign': undefined } }, 'SANDBOX-SIGNATURE'],
    ['a token of nobody', { headers: { accesstoken: '0'.repeat(32) } }, 'SANDBOX-TOKEN'],
    ['no token', { headers: { accesstoken: undefined } }, 'SANDBOX-TOKEN'],
    ['another enterprise', { headers: { usertax: '91110000DEMO00009X' } }, 'E9302'],
    ['a method that does not exist', { headers: { method: 'nuonuo.OpeMplatform.nothing' } }, 'SANDBOX-METHOD'],
  ] as const)('with %s is refused', async (_, change, code) => {
    expect((await desk.ask('queryInvoiceResult', queryMessage(), change)).code).toBe(code)
  })

  test('of a merchant application needs no userTax', async () => {
    expect((await desk.ask('queryInvoiceResult', queryMessage(), { headers: { usertax: undefined } })).code).toBe('E9500')
  })

  test('by GET is 405, a file that does not exist 404', async () => {
    expect(await desk.send({ method: 'GET' })).toMatchObject({ status: 405 })
    expect(await desk.send({ method: 'GET', path: `/nuonuo/files/${'0'.repeat(32)}/26110000000000000001.pdf` })).toMatchObject({ status: 404 })
  })

  test('for an enterprise whose issuing is not opened is E9338', async () => {
    desk = openNuonuo({ apps: [{ type: 'merchant', appKey: 'DemoKey1', appSecret: 'DemoSecret1', taxNumbers: [SELLER.taxNumber], opened: false }] })
    expect((await desk.ask('queryInvoiceResult', queryMessage())).code).toBe('E9338')
  })

  test('for an enterprise that is not registered is E9301, for an abnormal one E9338', async () => {
    desk = openNuonuo({ apps: [{ type: 'merchant', appKey: 'DemoKey1', appSecret: 'DemoSecret1', taxNumbers: ['91110000DEMO00009X'] }] })
    const order = { order: { ...(orderMessage().order as object), salerTaxNum: '91110000DEMO00009X' } }
    expect((await desk.ask('requestBillingNew', order, { headers: { usertax: '91110000DEMO00009X' } })).code).toBe('E9301')
    desk = openNuonuo()
    desk.ledger.changeSeller(SELLER.taxNumber, { abnormal: true })
    expect((await desk.ask('requestBillingNew', orderMessage())).code).toBe('E9338')
  })
})

describe('tokens', () => {
  test('are good for a day of the ledger, then refused', async () => {
    expect(await desk.token()).toMatchObject({ access_token: expect.stringMatching(/^[0-9a-f]{32}$/), expires_in: 86_400 })
    expect((await desk.ask('queryInvoiceResult', queryMessage())).code).toBe('E9500')
    desk.ledger.advance(86_400)
    expect((await desk.ask('queryInvoiceResult', queryMessage())).code).toBe('SANDBOX-TOKEN')
  })

  test('can be set to last for ever', async () => {
    desk = openNuonuo({ apps: [{ type: 'merchant', appKey: 'DemoKey1', appSecret: 'DemoSecret1', taxNumbers: [SELLER.taxNumber], tokenSeconds: 0 }] })
    await desk.ask('queryInvoiceResult', queryMessage())
    desk.ledger.advance(100 * 86_400)
    expect((await desk.ask('queryInvoiceResult', queryMessage())).code).toBe('E9500')
  })

  test('50 in 30 days and no more; 30 days after the first one there is another', async () => {
    for (let i = 0; i < 50; i++) expect(await desk.token()).toHaveProperty('access_token')
    expect(await desk.token()).toMatchObject({ error: '070306' })
    desk.ledger.advance(30 * 86_400 - 1)
    expect(await desk.token()).toMatchObject({ error: '070306' })
    desk.ledger.advance(2)
    expect(await desk.token()).toHaveProperty('access_token')
  })

  test.each([
    [{ ...CLIENT, client_id: 'DemoKey2' }, '070101'],
    [{ ...CLIENT, client_secret: 'wrong' }, '070304'],
    [{ ...CLIENT, grant_type: 'password' }, '070304'],
    [{ ...CLIENT, grant_type: 'authorization_code' }, '070307'],
    [{ ...CLIENT, grant_type: 'refresh_token' }, '070307'],
  ])('%j is refused', async (form, error) => {
    expect(await desk.token(form)).toMatchObject({ error, error_description: expect.any(String) })
  })

  test('of an ISV come from an authorisation once, then from what renews them, and speak for its enterprise alone', async () => {
    desk = openNuonuo({ apps: [ISV] })
    const grant = {
      client_id: ISV.appKey,
      client_secret: ISV.appSecret,
      grant_type: 'authorization_code',
      code: 'A1',
      taxNum: SELLER.taxNumber,
      redirect_uri: REDIRECT,
    }
    expect(await desk.token({ ...grant, taxNum: '91110000DEMO00009X' })).toMatchObject({ error: '070304' })
    expect(await desk.token({ ...grant, redirect_uri: 'http://127.0.0.1/other' })).toMatchObject({ error: '070304' })
    const first = await desk.token(grant)
    expect(first).toMatchObject({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      userId: expect.any(String),
      oauthUser: expect.any(String),
    })
    expect(await desk.token(grant)).toMatchObject({ error: '070304' })
    const renewal = {
      client_id: String(first.userId),
      client_secret: ISV.appSecret,
      grant_type: 'refresh_token',
      refresh_token: String(first.refresh_token),
    }
    expect(await desk.token({ ...renewal, client_id: 'someone' })).toMatchObject({ error: '070101' })
    const { access_token: token } = await desk.token(renewal)
    const ask = async (usertax: string | undefined) => {
      const call = signedCall('queryInvoiceResult', JSON.stringify(queryMessage()), String(token), MORNING, {
        query: { appkey: ISV.appKey },
        secret: ISV.appSecret,
        headers: { usertax },
      })
      const answer = await desk.send(call)
      return answer === 'dropped' ? 'dropped' : JSON.parse(answer.body).code
    }
    expect(await ask(SELLER.taxNumber)).toBe('E9500')
    expect(await ask(undefined)).toBe('E4000')
    expect(await ask('91110000DEMO00009X')).toBe('E9302')
    expect(await desk.token({ ...grant, grant_type: 'client_credentials' })).toMatchObject({ error: '070307' })
  })
})

test('the signature is HMAC-SHA1 over the reference text, computed here apart', () => {
  const text =
    'a=services&l=v1&p=open&k=DemoKey1&i=0123456789abcdef0123456789abcdef&n=12345678&t=1700000000&f={"order":{"orderNo":"T1","buyerName":"测试"}}'
  expect(Buffer.byteLength(text)).toBe(142)
  expect(createHmac('sha1', 'DemoSecret1').update(text).digest('base64')).toBe('2TBgBtIquFusT6E4cWy5iXApe4E=')
})
