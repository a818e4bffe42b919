import { describe, expect, test } from 'vitest'
import { SELLER } from '../../test/documents.ts'
import { accessToken, answered, appToken, no, ok, openKingdee, row, scripted } from '../../test/kingdee.ts'
import { kingdee } from './index.ts'

const HOUR = 3_600_000
const EXPIRED = no('SANDBOX-TOKEN')
const paths = (requests: readonly { readonly url: string }[]): string[] => requests.map(({ url }) => new URL(url).pathname.replace(/^\/t/, ''))
const CHAIN = ['/api/getAppToken.do', '/api/login.do']
const BUSINESS = '/kapi/app/sim/openApi'

describe('the login', () => {
  test('is a token of the application, then one of the user, as the reference writes them', async () => {
    const { find, all } = scripted([ok([row()])], { change: { tenantId: 'T1', userType: 'Mobile' } })
    await find()
    expect(paths(all())).toEqual([...CHAIN, BUSINESS])
    const [first, second] = all().map(({ body }) => JSON.parse(String(body)))
    expect(first).toEqual({ appId: 'demo', appSecret: 'DemoSecret3', accountId: '1000001', tenantid: 'T1' })
    expect(second).toEqual({ user: '13900000000', apptoken: 'app-1', accountId: '1000001', usertype: 'Mobile' })
  })

  test.each([
    ['no connection', { is: 'unreached', why: 'ECONNREFUSED' } as const, { is: 'unsent' }],
    ['silence', { is: 'lost', why: 'time-out' } as const, { is: 'unsent' }],
    ['HTTP 500', answered('', 500), { is: 'unsent' }],
    ['no JSON', answered('<html>'), { is: 'unsent' }],
    ['no token', appToken({ app_token: undefined }), { is: 'unsent' }],
    ['a refusal', appToken({ success: false, error_code: '5', error_desc: 'appSecret' }), { is: 'blocked', need: 'credential' }],
    ['a refusal at the head', answered({ status: false, errorCode: '9', message: 'no' }), { is: 'blocked', need: 'credential' }],
    ['a stranger’s certificate', { is: 'unreached', why: 'SELF_SIGNED_CERT_IN_CHAIN' } as const, { is: 'blocked', need: 'certificate' }],
  ])('with %s leaves the document in the house', async (_, answer, outcome) => {
    for (const answers of [[answer], [appToken(), answer]]) {
      const { submit, all } = scripted(answers, { cold: true })
      expect(await submit()).toMatchObject(outcome)
      expect(paths(all())).not.toContain(BUSINESS)
    }
  })
})

describe('a token', () => {
  test('is kept, and shared by every session of the application', async () => {
    const house = await openKingdee()
    const other = kingdee.open(house.config, SELLER, house.io, house.vault)
    await Promise.all([house.session.check(), other.check(), house.session.check(), other.check()])
    expect([house.calls('appToken'), house.calls('token'), house.calls('check')]).toEqual([1, 1, 4])
    const keys = await house.vault.keys('kingdee/')
    expect(keys).toHaveLength(1)
    expect(keys.join()).not.toMatch(/demo|13900000000/)
    await house.authority.close()
  })

  test('is renewed before its two hours are over, on the clock of the front, and not sooner', async () => {
    let at = Date.parse('2026-03-02T09:00:00+08:00')
    const house = await openKingdee({ now: () => at })
    const logins = async (): Promise<number> => {
      expect(await house.session.check()).toEqual([])
      return house.calls('token')
    }
    expect(await logins()).toBe(1)
    at += 1.9 * HOUR
    expect(await logins()).toBe(1)
    at += 0.05 * HOUR
    expect(await logins()).toBe(2)
    at += 24 * HOUR
    expect(await logins()).toBe(3)
    await house.authority.close()
  })

  test.each([
    ['an instant', 1_772_413_200_000 + HOUR, HOUR - 5 * 60_000],
    ['a length', HOUR, HOUR - 5 * 60_000],
    ['a day, which is not believed', 24 * HOUR, 2 * HOUR - 5 * 60_000],
    ['nothing', undefined, 2 * HOUR - 5 * 60_000],
    ['ten seconds', 10_000, 9_000],
  ])('lives by expire_time as %s', async (_, expire, life) => {
    const { find, vault } = scripted([appToken(), accessToken('tok-1', expire), ok([])], { cold: true })
    await find()
    const [key = ''] = await vault.keys('kingdee/')
    expect(JSON.parse((await vault.get(key)) ?? '')).toEqual({ token: 'tok-1', until: 1_772_413_200_000 + life })
  })

  test.each([
    ['a code', EXPIRED],
    ['HTTP 401', answered('', 401)],
  ])('that is refused with %s is renewed once, and the same message sent again', async (_, refused) => {
    const { submit, all, requests } = scripted([refused, appToken(), accessToken('tok-2'), ok('F1')])
    expect(await submit('{"a":"b"}')).toMatchObject({ is: 'pending' })
    expect(paths(all())).toEqual([...CHAIN, BUSINESS, ...CHAIN, BUSINESS])
    const sent = requests().map(({ headers, body }) => [headers?.access_token, JSON.parse(String(body)).data])
    expect(sent).toEqual([
      ['tok-1', Buffer.from('{"a":"b"}').toString('base64')],
      ['tok-2', Buffer.from('{"a":"b"}').toString('base64')],
    ])
  })

  test('that is refused though new blocks the lane', async () =>
    expect(await scripted([EXPIRED, appToken(), accessToken('tok-2'), EXPIRED]).submit()).toMatchObject({ is: 'blocked', need: 'credential' }))

  test('that is refused with a code that nobody listed is not renewed: the answer stays open', async () => {
    const { submit, all } = scripted([EXPIRED], { change: { codes: {} } })
    expect(await submit()).toMatchObject({ is: 'unknown' })
    expect(all()).toHaveLength(3)
  })

  test('that somebody else has renewed meanwhile is taken over', async () => {
    const house = await openKingdee()
    const other = kingdee.open(house.config, SELLER, house.io, house.vault)
    await house.session.check()
    house.authority.faults.add({ kind: 'tokenExpired', count: 2 })
    expect(await Promise.all([house.session.check(), other.check()])).toEqual([[], []])
    expect(house.calls('token')).toBe(2)
    await house.authority.close()
  })

  test('that cannot be read is replaced', async () => {
    const { find, vault, session } = scripted([appToken(), accessToken(), ok([]), appToken(), accessToken(), ok([])], { cold: true })
    await find()
    const [key = ''] = await vault.keys('kingdee/')
    await vault.set(key, 'rubbish')
    expect(await session.check()).toEqual([])
  })
})

test('the check names what is wrong', async () => {
  expect(await scripted([no('SANDBOX-CIPHER')]).session.check()).toMatchObject([{ code: 'BLOCKED' }])
  expect(await scripted([answered('', 502)]).session.check()).toMatchObject([{ code: 'GATEWAY_FAILS', path: 'baseUrl' }])
  expect(await scripted([ok([])]).session.check()).toEqual([])
})
