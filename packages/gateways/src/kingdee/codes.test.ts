import { describe, expect, test } from 'vitest'
import { answered, no, ok, row, scripted } from '../../test/kingdee.ts'

const NOTHING = ok([])

describe('a submit that is answered with', () => {
  test.each([
    ['0', ok('F1'), { is: 'pending', why: 'accepted' }],
    ['0 and data that look encrypted', ok('b64=='), { is: 'pending' }],
    ['returnCode 0 and status instead', answered({ status: true, returnCode: '0', data: 'F1' }), { is: 'pending' }],
    ['success alone', answered({ success: true, data: 'F1' }), { is: 'pending' }],
    ['success and another code', answered({ success: true, errorCode: '9' }), { is: 'unknown' }],
    ['0 and no success', answered({ success: false, errorCode: '0' }), { is: 'unknown' }],
    ['neither', answered({ data: 'F1' }), { is: 'unknown' }],
    ['10127', no('10127', '流水号重复'), { is: 'unknown', why: expect.stringContaining('10127') }],
    ['a code that nobody lists', no('9999'), { is: 'unknown', why: expect.stringContaining('not listed') }],
    ['a lost login in words', no('9999', '未查询到可用的数电账号'), { is: 'blocked', need: 'login' }],
    ['a login that has ended, in words', no('', '账号登录已失效'), { is: 'blocked', need: 'login' }],
    ['a face check in words', no('1', '请进行扫脸认证'), { is: 'blocked', need: 'faceCheck' }],
    ['a credit line in words', no('1', '超过授信额度'), { is: 'blocked', need: 'quota' }],
    ['a listed need', no('SANDBOX-STRANGER'), { is: 'blocked', need: 'entitlement' }],
    ['HTTP 500', answered('', 500), { is: 'unknown', why: 'HTTP status 500' }],
    ['no JSON', answered('<html>'), { is: 'unknown', why: 'unreadable answer' }],
    ['silence', { is: 'lost', why: 'time-out' } as const, { is: 'unknown', why: 'time-out' }],
    ['no connection', { is: 'unreached', why: 'ECONNREFUSED' } as const, { is: 'unsent' }],
    ['a certificate that does not fit', { is: 'unreached', why: 'CERT_HAS_EXPIRED' } as const, { is: 'blocked', need: 'certificate' }],
  ])('%s', async (_, answer, outcome) => {
    const { submit, requests } = scripted([answer])
    expect(await submit()).toMatchObject(outcome)
    expect(requests()).toHaveLength(1)
  })
})

describe('a refusal on the provider’s word', () => {
  test('is believed once nobody knows the serial', async () =>
    expect(await scripted([no('SANDBOX-REFUSED', '第1行税率不合法'), NOTHING]).submit()).toMatchObject({
      is: 'rejected',
      faults: [{ code: 'REJECTED', path: '' }],
    }))

  test('is not, where an earlier call was taken: then that counts', async () => {
    expect(await scripted([no('SANDBOX-REFUSED'), ok([row()])]).submit()).toMatchObject({ is: 'issued' })
    expect(await scripted([no('SANDBOX-REFUSED'), ok([row({ invoiceStatus: '2' })])]).submit()).toMatchObject({ is: 'pending' })
  })

  test('stays open where the serial cannot be asked for', async () =>
    expect(await scripted([no('SANDBOX-REFUSED'), answered('', 502)]).submit()).toMatchObject({ is: 'unknown', why: expect.stringContaining('502') }))

  test.each(['流水号重复', '系统繁忙，请稍后再试', '当前发票正在开票中'])('proves nothing with the words %s', async message =>
    expect(await scripted([no('SANDBOX-REFUSED', message)]).submit()).toMatchObject({ is: 'unknown' }),
  )

  test.each([
    ['未登录', 'login'],
    ['授信额度不足', 'quota'],
  ])('with the words %s waits for a person', async (message, need) =>
    expect(await scripted([no('SANDBOX-REFUSED', message)]).submit()).toMatchObject({ is: 'blocked', need }),
  )
})

test('a person who is needed, or a connection that is down, stops the rest', async () => {
  const { session, requests } = scripted([no('1', '未登录')])
  const many = ['F1', 'F2', 'F3'].map(serial => ({ serial, colour: 'blue', body: '{}' }) as const)
  expect((await session.submit(many)).map(({ is }) => is)).toEqual(['blocked', 'blocked', 'blocked'])
  expect(requests()).toHaveLength(1)
})

test('codes are logged, and what the platform says of a buyer is not', async () => {
  const { submit, io } = scripted([no('9999', '演示购方 13800138000')])
  await submit()
  expect(io.seen.log.join()).toContain('9999')
  expect(io.seen.log.join()).not.toMatch(/13800138000|演示购方/)
})
