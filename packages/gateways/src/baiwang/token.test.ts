import { afterEach, describe, expect, test } from 'vitest'
import { APP, type BaiwangDesk, issued, no, ok, openBaiwangDesk, token } from '../../test/baiwang.ts'
import { SELLER } from '../../test/documents.ts'
import { scriptedFetch, testIo, testVault } from '../../test/io.ts'
import { baiwang } from './index.ts'

let desk: BaiwangDesk
afterEach(() => desk.close())

const operations = (): string[] => desk.io.seen.operations.map(({ operation }) => operation)
const grants = (): (string | null)[] =>
  desk.sent().flatMap(({ method, query }) => (method === 'baiwang.oauth.token' ? [query.get('grant_type')] : []))

describe('one token', () => {
  test('serves every call and every worker until it ends', async () => {
    desk = await openBaiwangDesk({}, { warm: false })
    desk.say(token(), ok([]), ok([]), ok([]), ok([]))
    const other = baiwang.open(desk.config, SELLER, desk.io, desk.vault)
    await Promise.all([desk.session.check(), other.check(), desk.session.check(), other.check()])
    expect(operations()).toEqual(['token', 'check', 'check', 'check', 'check'])
    expect(
      desk
        .sent()
        .slice(1)
        .map(({ query }) => query.get('token')),
    ).toEqual(['tok-1', 'tok-1', 'tok-1', 'tok-1'])
  })

  test('is renewed by the refresh token before it ends', async () => {
    let now = Date.parse('2026-03-02T09:00:00+08:00')
    desk = await openBaiwangDesk({}, { warm: false, io: testIo({ now: () => now }) })
    desk.say(token('tok-1', '7200'), ok([]))
    await desk.session.check()
    now += (7200 - 61) * 1000
    desk.say(ok([]))
    await desk.session.check()
    now += 2000
    desk.say(token('tok-2'), ok([]))
    await desk.session.check()
    expect(grants()).toEqual(['password', 'refresh_token'])
    expect(desk.sent()[3]?.body).toEqual({ refresh_token: 'refresh-of-tok-1', client_secret: APP.appSecret })
    expect(desk.sent().at(-1)?.query.get('token')).toBe('tok-2')
  })

  test('stands in the vault under a name that tells nobody who logs in', async () => {
    desk = await openBaiwangDesk()
    const keys = await desk.vault.keys('')
    expect(keys).toEqual([expect.stringMatching(/^baiwang\/token\/[0-9a-f]{32}$/)])
  })
})

describe.each(['100001', '100002'])('a token that is refused with %s', code => {
  test('is renewed once, and the same body goes again under a new envelope', async () => {
    desk = await openBaiwangDesk()
    const one = desk.blue('B1')
    desk.say(no(code), token('tok-2'), issued('B1'))
    expect(await desk.submit(one)).toMatchObject({ is: 'issued' })
    const [first, , second] = desk.sent()
    expect([first?.query.get('token'), second?.query.get('token')]).toEqual(['tok-1', 'tok-2'])
    expect(desk.front.received.filter(({ body }) => body === one.body)).toHaveLength(2)
    expect(second?.query.get('requestId')).not.toBe(first?.query.get('requestId'))
  })

  test('and refused again needs a person: it is not tried a third time', async () => {
    desk = await openBaiwangDesk()
    desk.say(no(code), token('tok-2'), no(code))
    expect(await desk.submit(desk.blue('B1'))).toMatchObject({ is: 'blocked', need: 'credential' })
    expect(desk.front.received).toHaveLength(3)
  })
})

test('workers whose token is refused at the same time renew it once', async () => {
  desk = await openBaiwangDesk()
  const other = baiwang.open(desk.config, SELLER, desk.io, desk.vault)
  desk.say(no('100002'), no('100002'), token('tok-2'), ok([]), ok([]))
  expect(await Promise.all([desk.session.check(), other.check()])).toEqual([[], []])
  expect(grants()).toEqual(['refresh_token'])
})

test('a refresh token that is not taken is followed by a login', async () => {
  desk = await openBaiwangDesk()
  desk.say(no('100001'), no('55555', 'refresh_token无效'), token('tok-2'), issued('B1'))
  expect(await desk.submit(desk.blue('B1'))).toMatchObject({ is: 'issued' })
  expect(grants()).toEqual(['refresh_token', 'password'])
})

describe('without a token the document has not left the house', () => {
  test.each([
    ['a busy provider', no('416', '系统繁忙')],
    ['a broken connection', 'hangUp' as const],
    ['an HTTP error', 502],
    ['a page of a proxy', '<html>time-out</html>'],
    ['an answer without a token', ok({ expires_in: 7200 })],
  ])('%s: unsent, asking: unknown', async (_, answer) => {
    desk = await openBaiwangDesk({}, { warm: false })
    desk.say(answer, answer)
    expect(await desk.submit(desk.blue('B1'))).toMatchObject({ is: 'unsent', why: expect.stringContaining('no token') })
    expect(await desk.find({ serial: 'B1', colour: 'blue' })).toMatchObject({ is: 'unknown' })
    expect(operations()).toEqual(['token', 'token'])
  })

  test.each([
    ['101', 'entitlement'],
    ['100007', 'credential'],
    ['70170', 'credential'],
    ['77777', 'credential'],
  ])('a login that is refused with %s needs a person: %s', async (code, need) => {
    desk = await openBaiwangDesk({}, { warm: false })
    desk.say(no(code))
    expect(await desk.submit(desk.blue('B1'))).toMatchObject({ is: 'blocked', need })
    expect(operations()).toEqual(['token'])
  })

  test('a certificate that does not fit needs a person', async () => {
    desk = await openBaiwangDesk()
    const { fetch } = scriptedFetch([{ is: 'unreached', why: 'CERT_HAS_EXPIRED certificate has expired' }])
    const session = baiwang.open(desk.config, SELLER, testIo({ fetch }), testVault())
    expect(await session.submit([desk.blue('B1')])).toMatchObject([{ is: 'blocked', need: 'certificate' }])
  })
})

test('something else in the vault is no token', async () => {
  desk = await openBaiwangDesk()
  const [key = ''] = await desk.vault.keys('baiwang/token/')
  for (const text of ['not json', '{"token":1}']) {
    await desk.vault.set(key, text)
    desk.say(token('tok-9'), ok([]))
    expect(await desk.session.check()).toEqual([])
  }
  expect(grants()).toEqual(['password', 'password'])
})
