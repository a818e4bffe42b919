import { expect, test } from 'vitest'
import { cipherOf } from './cipher.ts'

const first = { id: '2025', secret: 'the secret of the first year' }
const second = { id: '2026', secret: 'the secret of the second year' }
const indexSecret = 'the secret of the index'
const cipher = cipherOf({ keys: [first], indexSecret })
const EMAIL = 'buyer@example.com'

test('what was sealed opens again, and the text shows nothing of it', () => {
  for (const text of [EMAIL, '', '张三 13800138000', 'x'.repeat(5000)]) {
    const sealed = cipher.seal(text)
    expect(cipher.open(sealed)).toBe(text)
    expect(sealed).toMatch(/^g1\.2025\.[A-Za-z0-9_-]+$/)
  }
  expect(cipher.seal(EMAIL)).not.toBe(cipher.seal(EMAIL))
})

test('a new key seals from now on and the old one still opens', () => {
  const old = cipher.seal(EMAIL)
  const rotated = cipherOf({ keys: [second, first], indexSecret })
  expect(rotated.open(old)).toBe(EMAIL)
  expect(rotated.seal(EMAIL).startsWith('g1.2026.')).toBe(true)
  expect(() => cipher.open(rotated.seal(EMAIL))).toThrow('sealed with key "2026", which is not configured')
})

test('every changed byte of a sealed text is found', () => {
  const sealed = cipher.seal(EMAIL)
  const [version, id, text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes)
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(() => cipher.open(`${version}.${id}.${changed.toString('base64url')}`)).toThrow('changed or cut')
  }
})

test('another spelling of the same bytes is no sealed text', () => {
  const sealed = cipher.seal(EMAIL)
  const last = sealed.at(-1) ?? ''
  const twin = String.fromCharCode(last.charCodeAt(0) + 1)
  const bytesOf = (text: string) => Buffer.from(text.split('.')[2] ?? '', 'base64url')
  expect(bytesOf(sealed.slice(0, -1) + twin).equals(bytesOf(sealed))).toBe(true)
  for (const spelling of [sealed.slice(0, -1) + twin, `${sealed}=`, `${sealed} `, `${sealed}.`])
    expect(() => cipher.open(spelling)).toThrow('changed or cut')
})

test('a cut text, an unknown version and a text moved to another key id are refused', () => {
  const both = cipherOf({ keys: [first, { ...second, secret: first.secret }], indexSecret })
  expect(() => both.open(both.seal(EMAIL).replace('.2025.', '.2026.'))).toThrow('changed or cut')
  expect(() => cipher.open(cipher.seal(EMAIL).slice(0, -4))).toThrow('changed or cut')
  expect(() => cipher.open('g1.2025.')).toThrow('changed or cut')
  expect(() => cipher.open('plain text')).toThrow('not a sealed text')
})

test('the blind index is the same for every generation of the key, and another for another secret', () => {
  const rotated = cipherOf({ keys: [second, first], indexSecret })
  expect(rotated.index(EMAIL)).toBe(cipher.index(EMAIL))
  expect(cipher.index(EMAIL)).toMatch(/^[0-9a-f]{64}$/)
  expect(cipherOf({ keys: [first], indexSecret: 'a different index secret' }).index(EMAIL)).not.toBe(cipher.index(EMAIL))
})

test('keys that could not protect anything are refused without being shown', () => {
  expect(() => cipherOf({ keys: [], indexSecret })).toThrow('at least one key')
  expect(() => cipherOf({ keys: [first, first], indexSecret })).toThrow('each id once')
  expect(() => cipherOf({ keys: [{ id: 'a.b', secret: first.secret }], indexSecret })).toThrow('a key id is')
  expect(() => cipherOf({ keys: [{ id: 'a', secret: 'short' }], indexSecret })).toThrow('a secret has at least 16 bytes')
})
