import { expect, test } from 'vitest'
import { APP } from '../../test/kingdee.ts'
import { kingdee, kingdeeConfigSchema } from './index.ts'

const minimal = { environment: 'production', baseUrl: 'https://tenant.example.cn/t/', ...APP, issuedAtField: 'time' }
const paths = (input: object): string[] => kingdeeConfigSchema.safeParse(input).error?.issues.map(i => i.path.join('.')) ?? []

test('a minimal configuration gets its defaults, and its address loses the trailing slash', () => {
  const config = kingdeeConfigSchema.parse(minimal)
  expect(config).toMatchObject({ baseUrl: 'https://tenant.example.cn/t', encoding: { type: 'base64' }, fileHosts: ['piaozone.com'], codes: {} })
  expect(kingdee.traits(config)).toMatchObject({
    partialRed: 'never',
    dedupesBySerial: true,
    sandbox: false,
    absentGraceSeconds: 600,
    formats: ['pdf', 'ofd', 'xml'],
  })
})

test.each([
  ['baseUrl', { baseUrl: 'http://tenant.example.cn' }],
  ['absentGraceSeconds', { absentGraceSeconds: 0 }],
  ['issuedAtField', { issuedAtField: undefined }],
  ['codes.1', { codes: { 1: 'rejected' } }],
  ['encoding.password', { encoding: { type: 'aes-128-gcm' } }],
  ['unconfirmedFields.0', { unconfirmedFields: ['deduction'] }],
])('production wants %s as it should be', (path, change) => expect(paths({ ...minimal, ...change })).toEqual([path]))

test('a sandbox may be reached by http and shorten its grace', () => {
  const config = kingdeeConfigSchema.parse({ ...minimal, environment: 'sandbox', baseUrl: 'http://127.0.0.1/kingdee', absentGraceSeconds: 1 })
  expect(kingdee.traits(config)).toMatchObject({ sandbox: true, absentGraceSeconds: 1 })
})

test('a wrong secret is never shown', () => {
  const error = kingdeeConfigSchema.safeParse({ ...minimal, appSecret: 'abc' }).error
  expect(error?.issues[0]?.path).toEqual(['appSecret'])
  expect(error?.message).not.toContain('abc')
})
