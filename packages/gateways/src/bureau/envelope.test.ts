import { exportSm2PrivateKey, newSm2Key, sm2Verify, sm3, sm4Decrypt, sm4Encrypt, sm4Key } from '@openfapiao/gm'
import { expect, test } from 'vitest'
import { type BureauConfig, bureauConfigSchema } from './config.ts'
import { envelopeOf } from './envelope.ts'
import { FORMATS } from './wire.ts'

const SM4_KEY = '0123456789abcdeffedcba9876543210'
const key = sm4Key(SM4_KEY)
const config = (change: object = {}): BureauConfig =>
  bureauConfigSchema.parse({
    environment: 'sandbox',
    baseUrl: { sandbox: 'http://127.0.0.1:8099' },
    appId: 'demo',
    signing: { type: 'HMAC-SM3', secret: 'DemoSecret1' },
    encryption: { mode: 'none' },
    ...change,
  })
/** The clock and the nonce of the vector in gateways.md 3. */
const vector = { now: () => 1_700_000_000_000, random: () => Buffer.from('0123456789abcdef', 'hex') }
const call = (body = {}) => ({ path: '/api/v1/invoices', operation: 'issue', subjects: ['A1'], body })

test.each([
  ['HMAC-SM3', '6F4DB9E6160D68989A5A7B3F7C400F4AB1F846AEAF276FF0FAC1D12889BC8434'],
  ['HMAC-SHA256', 'ADC25D13B2A39421FC459BEE086DE1A64B641C529901F99A43C67F82DA08AB6A'],
])('the vector of the tax interface comes out with %s', async (type, signature) => {
  const request = await envelopeOf(config({ signing: { type, secret: 'DemoSecret1' } }), vector).seal(call({ taxNo: '91110000DEMO00001X' }))
  expect(request).toEqual({
    method: 'POST',
    url: 'http://127.0.0.1:8099/api/v1/invoices',
    headers: {
      'Content-Type': 'application/json',
      AppId: 'demo',
      Timestamp: '1700000000000',
      Nonce: '0123456789abcdef',
      'Sign-Type': type,
      Signature: signature,
      'Encrypt-Mode': 'none',
    },
    body: '{"taxNo":"91110000DEMO00001X"}',
    timeoutSeconds: 20,
    about: { operation: 'issue', subjects: ['A1'] },
  })
})

test('an SM2 signature verifies over method, path, time, nonce and the bytes as sent', async () => {
  const mine = newSm2Key()
  const envelope = envelopeOf(
    config({ signing: { type: 'SM2', privateKey: exportSm2PrivateKey(mine) }, baseUrl: { sandbox: 'http://127.0.0.1/front' } }),
    vector,
  )
  const { headers, body } = await envelope.seal(call({ a: 'b' }))
  const text = `POST\n/front/api/v1/invoices\n1700000000000\n0123456789abcdef\n${sm3(String(body))}`
  expect(sm2Verify(mine.publicKey, text, Buffer.from(headers?.Signature ?? '', 'base64'))).toBe(true)
})

test('mode "fields" encrypts the sensitive texts, each with a fresh IV, and nothing else, however deep', async () => {
  let n = 0
  const random = (length: number) => Buffer.alloc(length, n++)
  const envelope = envelopeOf(config({ encryption: { mode: 'fields', sm4Key: SM4_KEY } }), { now: vector.now, random })
  const plain = {
    nsrsbh: '91110000DEMO00001X',
    fpList: [{ gmfmc: '演示', gmfdh: '13800138000', gmfzh: '', fpqqlshList: ['A1'] }],
    fpqqlshList: ['A1'],
  }
  const sent = JSON.parse(String((await envelope.seal(call(plain))).body))
  const open = (text: string) => {
    const bytes = Buffer.from(text, 'base64')
    return { iv: bytes[0], text: Buffer.from(sm4Decrypt({ mode: 'cbc', key, iv: bytes.subarray(0, 16) }, bytes.subarray(16)) ?? []).toString() }
  }
  expect(open(sent.nsrsbh)).toEqual({ iv: 0, text: '91110000DEMO00001X' })
  expect(open(sent.fpList[0].gmfdh)).toEqual({ iv: 1, text: '13800138000' })
  expect(sent.fpList[0]).toMatchObject({ gmfmc: '演示', gmfzh: '', fpqqlshList: ['A1'] })
  expect(sent.fpqqlshList).toEqual(['A1'])
})

test('an encrypted field is the vector of gateways.md 3', async () => {
  const iv = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
  const envelope = envelopeOf(config({ encryption: { mode: 'fields', sm4Key: SM4_KEY } }), { now: vector.now, random: () => iv })
  expect((await envelope.seal(call({ nsrsbh: '91110000DEMO00001X' }))).body).toBe(
    '{"nsrsbh":"AAECAwQFBgcICQoLDA0OD2g2egIeQgX+OBvSJlsrhR+8JjE2qY4+YKjFUV4X7XhY"}',
  )
})

test.each(['json', 'xml'] as const)('mode "body" covers all of a message in %s, and the answer comes back the same way', async format => {
  const envelope = envelopeOf(config({ format, encryption: { mode: 'body', sm4Key: SM4_KEY } }), vector)
  const { body, headers } = await envelope.seal(call({ nsrsbh: '91110000DEMO00001X' }))
  expect(Buffer.from(sm4Decrypt({ mode: 'ecb', key }, Buffer.from(String(body), 'base64')) ?? []).toString()).toBe(
    FORMATS[format].write({ nsrsbh: '91110000DEMO00001X' }),
  )
  expect(headers?.['Content-Type']).toBe(`application/${format}`)
  const answer = format === 'json' ? '{"returncode":"00"}' : '<Response><returncode>00</returncode></Response>'
  const sealed = Buffer.from(sm4Encrypt({ mode: 'ecb', key }, answer)).toString('base64')
  expect(envelope.open(Buffer.from(sealed))).toEqual({ message: { returncode: '00' }, clear: false })
  expect(envelope.open(Buffer.from(answer))).toEqual({ message: { returncode: '00' }, clear: true })
  expect(envelope.open(Buffer.from(`${sealed.slice(0, -4)}AAA=`))).toBeUndefined()
  expect(envelope.open(Buffer.from('rubbish'))).toBeUndefined()
})

test('every attempt makes a new envelope around the same body', async () => {
  let [now, n] = [1, 0]
  const envelope = envelopeOf(config(), { now: () => now++, random: length => Buffer.alloc(length, n++) })
  const [first, second] = [await envelope.seal(call({ a: 'b' })), await envelope.seal(call({ a: 'b' }))]
  expect(second.body).toBe(first.body)
  for (const name of ['Timestamp', 'Nonce', 'Signature']) expect(second.headers?.[name]).not.toBe(first.headers?.[name])
  expect(first.headers?.Nonce).toMatch(/^[0-9a-f]{32}$/)
})

test('the client certificate goes with each request', async () => {
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
  const { tls } = await envelopeOf(config({ clientCertificate: { cert: pem, key: pem } }), vector).seal(call())
  expect(tls).toEqual({ cert: pem, key: pem })
})
