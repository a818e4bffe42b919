import { afterEach, describe, expect, test } from 'vitest'
import { type AisinoHouse, APP, BUREAU_LOGIN, openAisino, type Setting } from '../../test/aisino.ts'
import { blueContent, SELLER } from '../../test/documents.ts'

let house: AisinoHouse
afterEach(() => house.authority.close())

async function lost(setting: Setting = {}) {
  house = await openAisino(setting)
  house.authority.faults.add({ kind: 'sessionLost' })
  const one = house.seal(blueContent())
  expect(await house.submit(one)).toMatchObject({ is: 'blocked', need: 'login', detail: expect.stringContaining('1101') })
  return { login: house.session.login, one }
}

describe('a lost login', () => {
  test('comes back by SMS, and the same body is taken', async () => {
    const { login, one } = await lost()
    expect(await login.begin()).toEqual({ is: 'next', steps: ['send_sms', 'create_qrcode'] })
    expect(await login.next({ step: 'send_sms' })).toEqual({ is: 'next', steps: ['sms_login'] })
    expect(await login.next({ step: 'sms_login', smsCode: '000000' })).toEqual({ is: 'failed', why: 'the bureau refused the login' })
    expect(await login.next({ step: 'sms_login', smsCode: '246810' })).toEqual({ is: 'next', steps: ['query_auto_login_res'], askAfterSeconds: 5 })
    expect(await login.next({ step: 'query_auto_login_res' })).toEqual({ is: 'loggedIn' })
    expect(await house.submit(one)).toMatchObject({ is: 'pending' })
  })

  test('comes back by a QR code once the clerk has scanned it', async () => {
    const { login, one } = await lost()
    const shown = await login.next({ step: 'create_qrcode' })
    if (shown.is !== 'next' || !shown.qr) throw new Error(JSON.stringify(shown))
    expect(shown).toMatchObject({
      steps: ['verify_qrcode'],
      askAfterSeconds: 5,
      qr: { code: expect.stringContaining(shown.qr.id), expiresInSeconds: expect.any(Number) },
    })
    expect(await login.next({ step: 'verify_qrcode', qrcodeId: shown.qr.id })).toMatchObject({ steps: ['verify_qrcode'] })
    await fetch(`${house.authority.url}/admin/login`, { method: 'POST' })
    expect(await login.next({ step: 'verify_qrcode', qrcodeId: 'other' })).toMatchObject({ is: 'failed' })
    expect(await login.next({ step: 'verify_qrcode', qrcodeId: shown.qr.id })).toEqual({ is: 'loggedIn' })
    expect(await house.submit(one)).toMatchObject({ is: 'pending' })
  })

  test('of a clerk with several identities begins with one of them', async () => {
    const login = { ...BUREAU_LOGIN, smsCode: '1', identities: ['法定代表人', '开票员'] }
    const { login: session } = await lost({ front: { apps: [{ ...APP, taxNumbers: [SELLER.taxNumber], login }] } })
    expect(await session.begin()).toEqual({ is: 'next', steps: ['select_zrrlx'], identities: ['法定代表人', '开票员'] })
    expect(await session.next({ step: 'select_zrrlx', zrrlx: '别人' })).toMatchObject({ is: 'failed' })
    expect(await session.next({ step: 'select_zrrlx', zrrlx: '开票员' })).toEqual({ is: 'next', steps: ['send_sms', 'create_qrcode'] })
  })
})

test('who is logged in stays so, unless the login is forced', async () => {
  house = await openAisino()
  expect(await house.session.login.begin()).toEqual({ is: 'loggedIn' })
  expect(await house.session.login.begin({ force: true })).toMatchObject({ is: 'next' })
})

test('a wrong password is refused, and without bureauLogin nothing is asked', async () => {
  house = await openAisino({ client: { bureauLogin: { ...BUREAU_LOGIN, password: 'other' } } })
  expect(await house.session.login.begin()).toEqual({ is: 'failed', why: 'the bureau refused the login' })
  await house.authority.close()
  house = await openAisino({ client: { bureauLogin: undefined } })
  expect(await house.session.login.begin()).toMatchObject({ is: 'failed', why: expect.stringContaining('bureauLogin') })
  expect(house.io.seen.operations).toEqual([])
})
