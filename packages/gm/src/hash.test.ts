import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { constantTimeEqual, hmacSha256, hmacSm3, isSm4Key, newSm4Key, secretKey, sm3, sm3Of, sm4Decrypt, sm4Encrypt, sm4Key } from './index.ts'

const BODY = '{"taxNo":"91110000DEMO00001X"}'
const toSign = `POST\n/api/v1/invoices\n1700000000000\n0123456789abcdef\n${sm3(BODY)}`
const upper = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

test('the signing vector of the tax interface comes out for both HMACs', () => {
  expect(sm3(BODY)).toBe('aa140a4eeeddb66ea4310919e1cb890f65105f7db7273b8876a9f9e585fbce2c')
  expect(upper(hmacSm3('DemoSecret1', toSign))).toBe('6F4DB9E6160D68989A5A7B3F7C400F4AB1F846AEAF276FF0FAC1D12889BC8434')
  expect(upper(hmacSha256('DemoSecret1', toSign))).toBe('ADC25D13B2A39421FC459BEE086DE1A64B641C529901F99A43C67F82DA08AB6A')
})

test('a key may be a text, bytes or a key object', () => {
  const asObject = upper(hmacSm3(secretKey('DemoSecret1'), toSign))
  expect(upper(hmacSm3(Buffer.from('DemoSecret1'), toSign))).toBe(asObject)
  expect(upper(hmacSm3('DemoSecret1', toSign))).toBe(asObject)
})

test('printing a secret key does not show it', () => {
  expect(inspect(secretKey('DemoSecret1'), { depth: 9 })).not.toContain('DemoSecret1')
})

test('a file is hashed as it streams by', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gm-'))
  const path = join(folder, 'invoice.pdf')
  const bytes = Buffer.alloc(300_000, 'openfapiao')
  await writeFile(path, bytes)
  expect(await sm3Of(createReadStream(path))).toBe(sm3(bytes))
  await rm(folder, { recursive: true })
})

test('an SM4 key is 32 hex digits and the complaint does not show it', () => {
  expect(isSm4Key(newSm4Key())).toBe(true)
  expect(() => sm4Key('0123456789abcdeffedcba987654321')).toThrow('an SM4 key is 32 hex digits (16 bytes)')
})

test('an IV of another length is refused', () => {
  const wrong = { mode: 'cbc', key: sm4Key(newSm4Key()), iv: new Uint8Array(12) } as const
  expect(() => sm4Encrypt(wrong, 'x')).toThrow(RangeError)
  expect(() => sm4Decrypt(wrong, new Uint8Array(16))).toThrow(RangeError)
})

test('constant-time comparison tells equal from different, whatever the length', () => {
  expect(constantTimeEqual('abc', Buffer.from('abc'))).toBe(true)
  expect(constantTimeEqual('abc', 'abd')).toBe(false)
  expect(constantTimeEqual('abc', 'abcd')).toBe(false)
  expect(constantTimeEqual('', '')).toBe(true)
})
