import { createCipheriv, createSecretKey, getCiphers, getHashes, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { native } from './native.ts'
import { portable } from './portable.ts'
import { choose } from './primitives.ts'

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')
const key = createSecretKey('0123456789abcdeffedcba9876543210', 'hex')
const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
const iv = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')

describe.each([
  ['node:crypto', native],
  ['sm-crypto', portable],
])('on %s', (_, primitives) => {
  test('SM3 gives the two examples of GB/T 32905', () => {
    expect(primitives.sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(primitives.sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })

  test('SM3 of chunks is SM3 of the whole, whatever becomes of the chunk afterwards', () => {
    const chunk = Buffer.from('abcd')
    const stream = primitives.sm3Stream()
    for (let i = 0; i < 16; i++) stream.update(chunk)
    chunk.fill(0)
    expect(stream.hex()).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })

  test('SM4 turns the example block of GB/T 32907 into its ciphertext', () => {
    const sealed = primitives.sm4Encrypt({ mode: 'ecb', key }, block)
    expect(hex(sealed.subarray(0, 16))).toBe('681edf34d206965e86b3e94f536e4246')
    expect(hex(primitives.sm4Decrypt({ mode: 'ecb', key }, sealed))).toBe(hex(block))
  })

  test('SM4-CBC and SM4-ECB give the field vector of the tax interface', () => {
    const cbc = primitives.sm4Encrypt({ mode: 'cbc', key, iv }, '91110000DEMO00001X')
    expect(Buffer.concat([iv, cbc]).toString('base64')).toBe('AAECAwQFBgcICQoLDA0OD2g2egIeQgX+OBvSJlsrhR+8JjE2qY4+YKjFUV4X7XhY')
    const ecb = primitives.sm4Encrypt({ mode: 'ecb', key }, '91110000DEMO00001X')
    expect(Buffer.from(ecb).toString('base64')).toBe('I/N4CpQa+2NivYIcFQVjNqSqK4BXBLx+AWtACZ02Ou8=')
  })

  test('SM4-ECB gives the whole-body vectors of 乐企', () => {
    const sealed = (text: string): string => Buffer.from(primitives.sm4Encrypt({ mode: 'ecb', key }, text)).toString('base64')
    expect(sealed('{"nsrsbh":"91110000DEMO00001X"}')).toBe('PqMQ7vtTY8XA02/XhKJpZ/v+n3jc4/5sDUYbMSmFdgg=')
    expect(sealed('{}')).toBe('YTY3o8tVQ6g96gvkwx7LGg==')
  })

  test('a wrong key, a cut text and an empty text do not decrypt', () => {
    const sealed = primitives.sm4Encrypt({ mode: 'cbc', key, iv }, 'a field')
    const other = createSecretKey('ffffffffffffffffffffffffffffffff', 'hex')
    expect(primitives.sm4Decrypt({ mode: 'cbc', key: other, iv }, sealed)).toBeUndefined()
    expect(primitives.sm4Decrypt({ mode: 'cbc', key, iv }, sealed.subarray(0, 15))).toBeUndefined()
    expect(primitives.sm4Decrypt({ mode: 'ecb', key }, new Uint8Array())).toBeUndefined()
  })
})

test("a million rounds of the runtime's SM4 give the second example of GB/T 32907", () => {
  const cipher = createCipheriv('sm4-ecb', key, null)
  let text: Uint8Array = block
  for (let i = 0; i < 1_000_000; i++) text = cipher.update(text)
  expect(hex(text)).toBe('595298c7c6fd271f0402f804c33d3f66')
})

test('both implementations agree on random input of every length up to a few blocks', () => {
  for (let length = 0; length < 100; length++) {
    const input = randomBytes(length)
    const random = { key: createSecretKey(randomBytes(16)), iv: randomBytes(16) }
    expect(portable.sm3(input)).toBe(native.sm3(input))
    expect(hex(portable.hmacSm3(createSecretKey(randomBytes(length + 1).fill(7)), input))).toBe(
      hex(native.hmacSm3(createSecretKey(Buffer.alloc(length + 1, 7)), input)),
    )
    for (const mode of ['ecb', 'cbc', 'ctr'] as const) {
      const sealed = native.sm4Encrypt({ mode, ...random }, input)
      expect(hex(portable.sm4Encrypt({ mode, ...random }, input))).toBe(hex(sealed))
      expect(hex(portable.sm4Decrypt({ mode, ...random }, sealed))).toBe(hex(input))
      expect(hex(native.sm4Decrypt({ mode, ...random }, sealed))).toBe(hex(input))
    }
  }
})

test('the counter of SM4-CTR carries over all its bytes', () => {
  const last = Buffer.alloc(16, 0xff)
  const input = Buffer.alloc(64)
  expect(hex(portable.sm4Encrypt({ mode: 'ctr', key, iv: last }, input))).toBe(hex(native.sm4Encrypt({ mode: 'ctr', key, iv: last }, input)))
})

test('a runtime without SM3 or without one of the SM4 modes falls back to sm-crypto', () => {
  expect(choose(getHashes(), getCiphers())).toBe(native)
  expect(choose([], getCiphers())).toBe(portable)
  expect(
    choose(
      getHashes(),
      getCiphers().filter(c => c !== 'sm4-ctr'),
    ),
  ).toBe(portable)
})
