import { beforeEach, describe, expect, test } from 'vitest'
import {
  type AisinoDesk,
  APP,
  blueMessage,
  ISSUE,
  keyAt,
  openAisinoDesk,
  openedText,
  QUERY,
  queryMessage,
  STAMP,
  sealed,
  signed,
} from '../../test/aisino.ts'
import { BUYER, SELLER } from '../../test/invoices.ts'

let desk: AisinoDesk
beforeEach(() => {
  desk = openAisinoDesk()
})

/** What an enclosing call is answered with: nobody has S1 yet. */
const GOOD = 'SANDBOX-ABSENT'
const raw = Buffer.from(sealed(JSON.stringify(queryMessage()), keyAt(STAMP), '0'), 'base64').toString()

describe('an envelope', () => {
  test.each(['0', '1', '2'])('of zipCode %s is opened, answered in the same way and signed by the rule', async zipCode => {
    expect((await desk.ask(QUERY, queryMessage(), { zipCode })).code).toBe(GOOD)
    const answer = await desk.ask(ISSUE, blueMessage(), { zipCode })
    expect(answer).toMatchObject({ code: '1000', zipCode, interfaceCode: ISSUE, signtype: 'HMacSHA256' })
    expect(openedText(answer.datagram, keyAt(STAMP), zipCode)).toBe('{}')
    expect(answer.signature).toBe(signed(answer, keyAt(STAMP)))
  })

  test.each([
    ['another auth code', { authCode: 'AUTHCODE02' }, '9996'],
    ['a signature of lower case', { after: { signature: 'a'.repeat(64) } }, '9996'],
    ['no signature', { after: { signature: '' } }, '9996'],
    ['a datagram changed after signing', { after: { datagram: sealed('{}', keyAt(STAMP), '0') } }, '9996'],
    ['a zipCode changed after signing', { after: { zipCode: '1' } }, '9996'],
    ['another encryptCode', { change: { encryptCode: '0' } }, '9995'],
    ['another signtype', { change: { signtype: 'HMacSM3' } }, '9995'],
    ['an unknown zipCode', { change: { zipCode: '3' } }, '9995'],
    ['one field more', { change: { nonce: '1' } }, '9995'],
    ['another interface than the address', { change: { interfaceCode: ISSUE } }, '9996'],
    ['a token that is none', { change: { access_token: 'x' } }, '9996'],
    ['a token of another organisation', { change: { access_token: Buffer.from(`ORG002${SELLER.taxNumber}${STAMP}`).toString('base64') } }, '9996'],
    ['a time that does not exist', { stamp: '20261301120000' }, '9996'],
    ['a taxpayer of nobody', { taxNumber: '91110000DEMO00009X' }, '9999'],
    ['raw bytes instead of hex text', { change: { datagram: Buffer.from(raw, 'hex').toString('base64') } }, '1001'],
    ['hex in capitals', { change: { datagram: Buffer.from(raw.toUpperCase()).toString('base64') } }, '1001'],
    ['a datagram of another key', { change: { datagram: sealed('{}', '0'.repeat(16), '0') } }, '1001'],
    ['an empty datagram', { change: { datagram: '' } }, '1001'],
    ['a datagram that is not compressed as it says', { change: { zipCode: '1' } }, '1001'],
  ] as const)('with %s is refused', async (_, how, code) => {
    const answer = await desk.ask(QUERY, queryMessage(), how)
    expect(answer).toMatchObject({ code, datagram: '' })
  })

  test('without one of its fields is 9995, and what is no JSON too', async () => {
    for (const name of ['interfaceCode', 'zipCode', 'encryptCode', 'access_token', 'datagram', 'signtype', 'signature'])
      expect(await desk.send(QUERY, JSON.stringify({ ...(await desk.ask(QUERY, queryMessage())), [name]: undefined }))).toMatchObject({
        code: '9995',
      })
    expect(await desk.send(QUERY, 'no json')).toMatchObject({ code: '9995', signature: '' })
  })

  test('with a message that is no JSON is 1001; to no interface has a code of the sandbox; by GET is 405', async () => {
    expect((await desk.ask(QUERY, 'no json')).code).toBe('1001')
    expect((await desk.ask('ele.nothing', {})).code).toBe('SANDBOX-INTERFACE')
    expect(await desk.send(QUERY, '', 'GET')).toBe(405)
  })

  test('for another taxpayer than the token’s is 9999', async () => {
    expect((await desk.ask(QUERY, { ...queryMessage(), nsrsbh: BUYER.taxNumber })).code).toBe('9999')
    desk = openAisinoDesk({ apps: [{ ...APP, taxNumbers: ['91110000DEMO00009X'] }] })
    expect((await desk.ask(ISSUE, { ...blueMessage(), nsrsbh: '91110000DEMO00009X' }, { taxNumber: '91110000DEMO00009X' })).code).toBe('9999')
  })
})

test('answers can be signed otherwise, as the provider’s test environment does', async () => {
  desk = openAisinoDesk({ answerSignature: 'otherwise' })
  const answer = await desk.ask(ISSUE, blueMessage())
  expect(answer.code).toBe('1000')
  expect(answer.signature).not.toBe(signed(answer, keyAt(STAMP)))
})

test('the vectors of the reference, computed here apart', () => {
  const key = keyAt('20261001120000')
  const datagram = sealed('{"fpqqlsh":"T1","nsrsbh":"91110000DEMO00001X"}', key, '0')
  expect(key).toBe('ac9fe9e03aac173d')
  const access_token = 'T1JHMDAxOTExMTAwMDBERU1PMDAwMDFYMjAyNjEwMDExMjAwMDA='
  expect(signed({ interfaceCode: QUERY, zipCode: '0', encryptCode: '1', access_token, datagram, signtype: 'HMacSHA256' }, key)).toBe(
    'E0740154F876F9C7E8364D86582398C26024232AD55DECF76A082CF3999C7016',
  )
})
