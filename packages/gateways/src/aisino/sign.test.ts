import { randomBytes } from 'node:crypto'
import { hmacSha256 } from '@openfapiao/gm'
import { describe, expect, test } from 'vitest'
import { openDatagram, sealDatagram } from './datagram.ts'
import { keyOf, signatureOf, stampIn, stampOf, tokenOf } from './sign.ts'

const STAMP = '20261001120000'
const KEY = keyOf('AUTHCODE01', 'ORG001', STAMP)
const TOKEN = 'T1JHMDAxOTExMTAwMDBERU1PMDAwMDFYMjAyNjEwMDExMjAwMDA='
const TEXT = '{"fpqqlsh":"T1","nsrsbh":"91110000DEMO00001X"}'
const SM4_HEX = 'b9e1e48769cde68e5b81711d7ae4a2e1a7fc13d7229160cea02cc5cd2b30700136bb0ea55e0728f29807f5d05ff464d0'

describe('gateways.md 6', () => {
  test('the key of the reference', () => expect(KEY).toBe('ac9fe9e03aac173d'))

  test('the token of the reference', () => {
    expect(tokenOf('ORG001', '91110000DEMO00001X', STAMP)).toBe(TOKEN)
    expect(stampIn(TOKEN)).toBe(STAMP)
    expect(stampIn('')).toBeUndefined()
  })

  test('the datagram of the reference', () => {
    const datagram = sealDatagram(TEXT, KEY, '0')
    expect(Buffer.from(datagram, 'base64').toString()).toBe(SM4_HEX)
    expect(openDatagram(datagram, KEY, '0')).toBe(TEXT)
  })

  test('the signature of the reference', () => {
    const signed = {
      interfaceCode: 'ele.encrypt.queryResult',
      zipCode: '0',
      encryptCode: '1',
      access_token: TOKEN,
      datagram: sealDatagram(TEXT, KEY, '0'),
      signtype: 'HMacSHA256',
    }
    expect(signatureOf(signed, KEY)).toBe('E0740154F876F9C7E8364D86582398C26024232AD55DECF76A082CF3999C7016')
  })

  test('the HMAC check of the specification', () =>
    expect(Buffer.from(hmacSha256('12345678', '航天信息股份有限公司')).toString('hex').toUpperCase()).toBe(
      'BB2DBF98C94988269586CBDF83A5AABC8F65ABBCA9A931B11DAFFDC6A3D0F625',
    ))
})

describe('a datagram', () => {
  test.each(['0', '1', '2'] as const)('of zipCode %s opens again, and with no other key or way', zip => {
    const text = JSON.stringify({ 名称: '小麦'.repeat(5000) })
    const datagram = sealDatagram(text, KEY, zip)
    expect(openDatagram(datagram, KEY, zip)).toBe(text)
    expect(openDatagram(datagram, '0'.repeat(16), zip)).toBeUndefined()
    for (const other of (['0', '1', '2'] as const).filter(o => o !== zip && !(o === '0' && zip === '2')))
      expect(openDatagram(datagram, KEY, other)).toBeUndefined()
  })

  test('compressed is shorter', () => {
    const text = 'A'.repeat(20_000)
    expect(sealDatagram(text, KEY, '1').length).toBeLessThan(sealDatagram(text, KEY, '0').length)
    expect(sealDatagram(text, KEY, '2').length).toBeLessThan(sealDatagram(text, KEY, '1').length)
  })

  test('of raw bytes instead of hex text, or of noise, does not open', () => {
    expect(openDatagram(Buffer.from(SM4_HEX, 'hex').toString('base64'), KEY, '0')).toBeUndefined()
    for (const zip of ['0', '1', '2'] as const) expect(openDatagram(randomBytes(96).toString('base64'), KEY, zip)).toBeUndefined()
  })
})

test('a stamp is the time in Shanghai', () => expect(stampOf(Date.parse('2026-10-01T12:00:00+08:00'))).toBe(STAMP))
