import { exportSm2PrivateKey, newSm2Key } from '@openfapiao/gm'
import { expect, test } from 'vitest'
import { addressOf, bureauConfigSchema } from './config.ts'

const SM4_KEY = '0123456789abcdeffedcba9876543210'
const valid = {
  environment: 'sandbox',
  baseUrl: { sandbox: 'http://127.0.0.1:8099/', production: 'https://tax.example.cn/front' },
  appId: 'demo',
  signing: { type: 'HMAC-SM3', secret: 'DemoSecret1' },
  encryption: { mode: 'fields', sm4Key: SM4_KEY },
}
const faultsOf = (change: object): string[] =>
  bureauConfigSchema.safeParse({ ...valid, ...change }).error?.issues.map(i => `${i.path.join('.')}: ${i.message}`) ?? []

test('a minimal configuration gets its defaults, and its address loses the trailing slash', () => {
  const config = bureauConfigSchema.parse(valid)
  expect(config).toMatchObject({ format: 'json', carrier: 'digital', formats: ['pdf', 'xml'], timeoutSeconds: 20 })
  expect(addressOf(config)).toBe('http://127.0.0.1:8099')
  expect(addressOf({ ...config, environment: 'production' })).toBe('https://tax.example.cn/front')
})

test('SM2 takes a real SM2 key only', () => {
  expect(faultsOf({ signing: { type: 'SM2', privateKey: exportSm2PrivateKey(newSm2Key()) } })).toEqual([])
  const wrong = '-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5\n-----END PRIVATE KEY-----'
  expect(faultsOf({ signing: { type: 'SM2', privateKey: wrong } })).toEqual([
    'signing.privateKey: a PEM text with an SM2 private key (PKCS#8 or SEC 1, not encrypted)',
  ])
})

test('production wants https, its own address and the full grace', () => {
  expect(faultsOf({ environment: 'production', baseUrl: { production: 'http://tax.example.cn' } })).toEqual([
    'baseUrl.production: production is reached through https only',
  ])
  expect(faultsOf({ environment: 'production', baseUrl: { sandbox: 'http://127.0.0.1' } })).toContain(
    'baseUrl: the address of the chosen environment is missing',
  )
  expect(faultsOf({ environment: 'production', absentGraceSeconds: 1 })).toEqual(['absentGraceSeconds: the grace can be shortened in a sandbox only'])
})

test('a wrong key is named by its place and never shown', () => {
  const faults = faultsOf({ encryption: { mode: 'body', sm4Key: 'my secret key' } })
  expect(faults).toEqual(['encryption.sm4Key: an SM4 key is 32 hex digits (16 bytes)'])
  expect(faultsOf({ surprise: true })).toHaveLength(1)
})
