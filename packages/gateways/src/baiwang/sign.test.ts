import { afterEach, expect, test } from 'vitest'
import { APP, type BaiwangDesk, issued, ok, openBaiwangDesk, token } from '../../test/baiwang.ts'
import { passwordOf, signatureOf } from './sign.ts'

let desk: BaiwangDesk | undefined
afterEach(() => desk?.close())

const VECTOR = {
  appKey: '10001',
  format: 'json',
  method: 'baiwang.output.invoice.issue',
  requestId: '11111111-2222-3333-4444-555555555555',
  timestamp: '1700000000000',
  token: 'tok-1',
  type: 'sync',
  version: '6.0',
}
const BODY = '{"taxNo":"91110000DEMO00001X","data":{"serialNo":"T1"}}'

test('the signature vector of the reference', () => {
  expect(signatureOf(VECTOR, BODY, 'DemoSecret2')).toBe('110CA4F2C5F8A9FCA4D109C9EC7E6D6C')
})

test('the password vector of version 7.0', () => {
  expect(passwordOf('pwd1', 'salt1')).toBe('6b033903252f0e08efbcf996d341522e1f2a0e67ac4fe4b33155e55c22ae7bb9')
})

test('the order in which parameters are given, empty ones and an earlier signature change nothing', () => {
  const backwards = Object.fromEntries(Object.entries(VECTOR).reverse())
  expect(signatureOf({ ...backwards, sign: 'X', orgCode: '' }, BODY, 'DemoSecret2')).toBe(signatureOf(VECTOR, BODY, 'DemoSecret2'))
})

test.each(Object.keys(VECTOR))('another %s gives another signature', name => {
  expect(signatureOf({ ...VECTOR, [name]: 'other' }, BODY, 'DemoSecret2')).not.toBe(signatureOf(VECTOR, BODY, 'DemoSecret2'))
})

test('what is signed is what travels: the parameters of the address and the bytes of the body', async () => {
  desk = await openBaiwangDesk()
  const one = desk.blue('B1')
  desk.say(issued('B1'))
  await desk.submit(one)
  const [received] = desk.front.received
  const query = Object.fromEntries(new URL(received?.path ?? '', 'http://front').searchParams)
  expect(received?.body).toBe(one.body)
  expect(query.sign).toBe(signatureOf(query, one.body, APP.appSecret))
  expect(Object.keys(query).sort()).toEqual(['appKey', 'format', 'method', 'requestId', 'sign', 'timestamp', 'token', 'type', 'version'])
  expect(query).toMatchObject({ appKey: APP.appKey, format: 'json', type: 'sync', version: '6.0', token: 'tok-1' })
  expect(query.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(query.timestamp).toMatch(/^\d{13}$/)
})

test('version 7.0 says besides how it is signed and that nothing is encrypted', async () => {
  desk = await openBaiwangDesk()
  desk.say(ok([{ redConfirmUuid: 'u1', redConfirmNo: '2', confirmState: '01' }]))
  await desk.submit(desk.red('R1'))
  expect(Object.fromEntries(desk.sent()[0]?.query ?? [])).toMatchObject({
    method: 'baiwang.output.redinvoice.add',
    version: '7.0',
    signType: 'MD5',
    encryptType: 'NONE',
    encryptScope: '00',
  })
})

test('a login is not signed; its secrets stand in the body, the password as a digest', async () => {
  desk = await openBaiwangDesk({ orgAuthCode: 'ORG1' }, { warm: false })
  desk.say(token(), ok([]))
  await desk.session.check()
  const [login] = desk.sent()
  expect(Object.keys(Object.fromEntries(login?.query ?? [])).sort()).toEqual(
    ['client_id', 'encryptScope', 'encryptType', 'grant_type', 'method', 'timestamp', 'version'].sort(),
  )
  expect(login?.query.get('grant_type')).toBe('password')
  expect(login?.body).toEqual({
    username: APP.username,
    password: passwordOf(APP.password, APP.passwordSalt),
    client_secret: APP.appSecret,
    orgAuthCode: 'ORG1',
  })
})
