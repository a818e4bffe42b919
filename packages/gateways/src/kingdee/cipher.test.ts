import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { PASSWORD } from '../../test/kingdee.ts'
import { decoded, encoded, keyOf } from './cipher.ts'

/** gateways.md 7.1: public vector, reproduced. */
const TEXT = '{"amount":0.10,"name":"测试"}'
const KEY = 'QRV4pRsmj5Vcn3z+fM22Qg=='
const SEALED = 'AAECAwQFBgcICQoLGuEesMoFwoz9IFDkmSlYGGeiA1vuby/hOAw8dtO2rM5e+94T5SmL/UCVK3JkYOo='
const GCM = { type: 'aes-128-gcm', password: PASSWORD } as const
const io = { random: (length: number) => Uint8Array.from({ length }, (_, i) => i) }

test('the key of the reference comes of a double SHA-1, not of a single one', () => {
  expect(keyOf(PASSWORD).toString('base64')).toBe(KEY)
  expect(createHash('sha1').update(PASSWORD).digest().subarray(0, 16).toString('base64')).not.toBe(KEY)
})

test('the sealed text of the reference comes out', () => expect(encoded(TEXT, GCM, io)).toBe(SEALED))

test('the sealed text of the reference opens', () => expect(decoded(SEALED, GCM)).toBe(TEXT))

test('what is damaged, too short, or sealed with another password does not open', () => {
  const damaged = Buffer.from(SEALED, 'base64')
  damaged[20] = (damaged[20] ?? 0) ^ 1
  expect(decoded(damaged.toString('base64'), GCM)).toBeUndefined()
  expect(decoded(SEALED.slice(0, 36), GCM)).toBeUndefined()
  expect(decoded('', GCM)).toBeUndefined()
  expect(decoded(SEALED, { ...GCM, password: 'another' })).toBeUndefined()
})

test('an initial value serves once', () => {
  let n = 0
  const next = { random: (length: number) => new Uint8Array(length).fill(n++) }
  expect(encoded(TEXT, GCM, next)).not.toBe(encoded(TEXT, GCM, next))
})

test('Base64 is the text as it is', () => {
  const text = encoded(TEXT, { type: 'base64' }, io)
  expect(Buffer.from(text, 'base64').toString('utf8')).toBe(TEXT)
  expect(decoded(text, { type: 'base64' })).toBe(TEXT)
})
