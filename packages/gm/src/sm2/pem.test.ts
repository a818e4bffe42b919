import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { signatureFromDer } from './der.ts'
import { newSm2Key } from './key.ts'
import { exportSm2PrivateKey, exportSm2PublicKey, importSm2PrivateKey, importSm2PublicKey } from './pem.ts'
import { sm2Signer } from './sign.ts'
import { sm2Verify } from './verify.ts'

/** Made by OpenSSL 3 for a key that was thrown away: certificate, public key, and a signature of `hello` with the usual signer id. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIB2zCCAYGgAwIBAgIUEghbsEWehJxbo9mI57Yl0TFMv6owCgYIKoEcz1UBg3Uw
QjELMAkGA1UEBhMCQ04xFjAUBgNVBAoMDURlbW8gTWVyY2hhbnQxGzAZBgNVBAMM
EjkxMTEwMDAwREVNTzAwMDAxWDAgFw0yNjExMjMwODU1MzhaGA8yMTI2MTAzMDA4
NTUzOFowQjELMAkGA1UEBhMCQ04xFjAUBgNVBAoMDURlbW8gTWVyY2hhbnQxGzAZ
BgNVBAMMEjkxMTEwMDAwREVNTzAwMDAxWDBZMBMGByqGSM49AgEGCCqBHM9VAYIt
A0IABBv/Vx3TUod18Sej6ozlRNxDVvuF4k7BV77RWQ/9gTa1mrS7SMyzPWVDvCkL
vOx/Bfd1q+WHLEgrYkAaV1iY3eujUzBRMB0GA1UdDgQWBBSRIrbjsnawRVUUDu5b
QmvXhT77+jAfBgNVHSMEGDAWgBSRIrbjsnawRVUUDu5bQmvXhT77+jAPBgNVHRMB
Af8EBTADAQH/MAoGCCqBHM9VAYN1A0gAMEUCIAQIqjnXPRR/QEANlWp2phKXDhkM
6eWvnSi8jypryCi7AiEAyzCSpdGFuAxjXgvXLEEB7k9Up4N2cQHEqRebl0VswCc=
-----END CERTIFICATE-----
`
const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEG/9XHdNSh3XxJ6PqjOVE3ENW+4Xi
TsFXvtFZD/2BNrWatLtIzLM9ZUO8KQu87H8F93Wr5YcsSCtiQBpXWJjd6w==
-----END PUBLIC KEY-----
`
const SIGNATURE =
  '3046022100f4af09ad96407e9f5f7fc155105445fde4810340bb81cd5372fc8a85dfd11e04022100a8184851f1bcd5be3c957395fdb3433dc6c52bae2358a301d49b97ebe0998ca4'

test("OpenSSL's certificate and public key hold the same key, and its signature verifies with it", () => {
  const publicKey = importSm2PublicKey(PUBLIC_KEY)
  expect(importSm2PublicKey(CERTIFICATE)).toBe(publicKey)
  expect(sm2Verify(publicKey, 'hello', signatureFromDer(Buffer.from(SIGNATURE, 'hex')))).toBe(true)
})

test('an exported public key is byte for byte what OpenSSL writes', () => {
  expect(exportSm2PublicKey(importSm2PublicKey(PUBLIC_KEY))).toBe(PUBLIC_KEY)
})

test('an exported private key comes back as the same key', () => {
  const key = newSm2Key()
  const back = importSm2PrivateKey(exportSm2PrivateKey(key))
  expect(back.publicKey).toBe(key.publicKey)
  expect(sm2Verify(key.publicKey, 'm', sm2Signer(back).signSync('m'))).toBe(true)
})

test.each(['pkcs8', 'sec1'] as const)('a private key that Node wrote as %s is read, with its own public key', type => {
  const pair = generateKeyPairSync('ec', {
    namedCurve: 'SM2',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type, format: 'pem' },
  })
  expect(importSm2PrivateKey(pair.privateKey).publicKey).toBe(importSm2PublicKey(pair.publicKey))
})

test('keys of other curves, other PEM texts and cut ones are refused without being shown', () => {
  const other = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  expect(() => importSm2PrivateKey(other.privateKey)).toThrow('not on the SM2 curve')
  expect(() => importSm2PublicKey(other.publicKey)).toThrow('not on the SM2 curve')
  expect(() => importSm2PrivateKey(PUBLIC_KEY)).toThrow('not a PEM text with PRIVATE KEY or EC PRIVATE KEY')
  expect(() => importSm2PublicKey('')).toThrow('not a PEM text with PUBLIC KEY')
  const pem = exportSm2PrivateKey(newSm2Key())
  expect(() => importSm2PrivateKey(pem.replace(/\n[^\n]+\n-----END/, '\n-----END'))).toThrow(RangeError)
})
