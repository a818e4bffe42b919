import { generateKeyPairSync } from 'node:crypto'
import { inspect } from 'node:util'
import smCrypto from 'sm-crypto'
import { expect, test } from 'vitest'
import { bigintOf, ORDER, Point } from './curve.ts'
import { signatureFromDer, signatureToDer } from './der.ts'
import { DEFAULT_SIGNER_ID, messageDigest, signerDigest } from './digest.ts'
import { sm2Decrypt, sm2Encrypt } from './encrypt.ts'
import { newSm2Key, scalarOf, sm2PrivateKey, sm2PublicKey } from './key.ts'
import { nonce, nonceAside, portableNonce } from './nonce.ts'
import { sm2Signer } from './sign.ts'
import { sm2Verifier, sm2Verify } from './verify.ts'

/** GB/T 32918.5, examples of signature and encryption. */
const STANDARD = {
  d: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  publicKey: '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  signature: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  sealed:
    '04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df059983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd876621886ca989ca9c7d58087307ca93092d651efa',
}
const key = sm2PrivateKey(STANDARD.d)
const unhex = (text: string): Uint8Array => Buffer.from(text, 'hex')
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test("the public key of the standard's example belongs to its private key", () => {
  expect(key.publicKey).toBe(STANDARD.publicKey)
  expect(sm2PublicKey(Point.fromHex(STANDARD.publicKey).toHex(true))).toBe(STANDARD.publicKey)
})

test("the standard's signature verifies and every changed part of it does not", () => {
  const verify = sm2Verifier(STANDARD.publicKey)
  const signature = unhex(STANDARD.signature)
  expect(verify('message digest', signature)).toBe(true)
  expect(verify('message digesT', signature)).toBe(false)
  expect(sm2Verify(STANDARD.publicKey, 'message digest', signature, { signerId: 'ALICE123@YAHOO.COM' })).toBe(false)
  for (let i = 0; i < 64; i++)
    expect(
      verify(
        'message digest',
        signature.map((b, j) => (i === j ? b ^ 1 : b)),
      ),
    ).toBe(false)
})

test('signatures of another length, of zeros and beyond the order are refused', () => {
  const verify = sm2Verifier(STANDARD.publicKey)
  const [r, s] = [STANDARD.signature.slice(0, 64), STANDARD.signature.slice(64)]
  const zeros = '0'.repeat(64)
  const order = ORDER.toString(16)
  for (const wrong of [
    '',
    r,
    `${STANDARD.signature}00`,
    zeros + s,
    r + zeros,
    order + s,
    r + order,
    r + (ORDER - BigInt(`0x${r}`)).toString(16).padStart(64, '0'),
  ]) {
    expect(verify('message digest', unhex(wrong))).toBe(false)
  }
})

test('fifty signatures of ours verify with sm-crypto, and fifty of sm-crypto with ours', async () => {
  for (let i = 0; i < 50; i++) {
    const mine = newSm2Key()
    const message = `第 ${i} 张发票`
    const signer = sm2Signer(mine)
    const [aside, atOnce] = [await signer.sign(message), signer.signSync(message)]
    expect(smCrypto.sm2.doVerifySignature(message, hex(aside), mine.publicKey, { hash: true })).toBe(true)
    expect(smCrypto.sm2.doVerifySignature(message, hex(atOnce), mine.publicKey, { hash: true })).toBe(true)
    const theirs = smCrypto.sm2.doSignature(message, scalarOf(mine).toString(16).padStart(64, '0'), { hash: true, publicKey: mine.publicKey })
    expect(sm2Verify(mine.publicKey, message, unhex(theirs))).toBe(true)
  }
}, 60_000)

test('another signer id makes another signature domain', () => {
  const signature = sm2Signer(key, { signerId: 'ALICE123@YAHOO.COM' }).signSync('message digest')
  expect(sm2Verify(key.publicKey, 'message digest', signature, { signerId: 'ALICE123@YAHOO.COM' })).toBe(true)
  expect(sm2Verify(key.publicKey, 'message digest', signature)).toBe(false)
  expect(() => sm2Signer(key, { signerId: 'x'.repeat(8192) })).toThrow(RangeError)
})

test("the digest of signer and message is that of the standard's example", () => {
  const z = signerDigest(STANDARD.publicKey, DEFAULT_SIGNER_ID)
  expect(hex(z)).toBe('b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3')
  expect(messageDigest(z, 'message digest').toString(16)).toBe('f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640')
})

test('every source of nonces gives a point that belongs to its number, never the same twice', async () => {
  const nonces = [nonce(), nonce(), await nonceAside(), await nonceAside(), portableNonce(), portableNonce()]
  for (const { k, x } of nonces) expect(Point.BASE.multiply(k).x).toBe(x)
  expect(new Set(nonces.map(n => n.k)).size).toBe(nonces.length)
})

test("the standard's ciphertext decrypts although its x coordinate starts with 04 too", () => {
  const plain = sm2Decrypt(key, unhex(`04${STANDARD.sealed}`))
  expect(Buffer.from(plain ?? []).toString()).toBe('encryption standard')
})

test('what is encrypted decrypts in both orders, and with sm-crypto', () => {
  const plain = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
  for (const order of ['C1C3C2', 'C1C2C3'] as const) {
    const sealed = sm2Encrypt(key.publicKey, plain, order)
    expect(sm2Decrypt(key, sealed, order)).toEqual(new Uint8Array(plain))
    const theirs: unknown = smCrypto.sm2.doDecrypt(hex(sealed).slice(2), STANDARD.d, order === 'C1C3C2' ? 1 : 0, { output: 'array' })
    expect(theirs).toEqual([...plain])
  }
})

test('a changed, cut, foreign or bare ciphertext does not decrypt, and nothing is not encrypted', () => {
  const sealed = sm2Encrypt(key.publicKey, 'secret')
  for (const at of [1, 40, 70, sealed.length - 1])
    expect(
      sm2Decrypt(
        key,
        sealed.map((b, i) => (i === at ? b ^ 1 : b)),
      ),
    ).toBeUndefined()
  expect(sm2Decrypt(key, sealed.subarray(0, 97))).toBeUndefined()
  expect(sm2Decrypt(newSm2Key(), sealed)).toBeUndefined()
  expect(sm2Decrypt(key, Uint8Array.from([2, ...sealed.subarray(1)]))).toBeUndefined()
  expect(() => sm2Encrypt(key.publicKey, '')).toThrow(RangeError)
})

test('raw and DER signatures turn into each other, leading zeros and high bits included', () => {
  for (const [r, s] of [
    ['01'.padStart(64, '0'), '80'.padStart(64, '0')],
    ['f'.repeat(7).padEnd(64, '1'), '7f'.padEnd(64, '2')],
  ]) {
    const raw = unhex(`${r}${s}`)
    expect(hex(signatureFromDer(signatureToDer(raw)))).toBe(hex(raw))
  }
  expect(hex(signatureToDer(unhex(STANDARD.signature))).startsWith('3046022100f5a03b06')).toBe(true)
  const theirs = smCrypto.sm2.doSignature('m', STANDARD.d, { hash: true, der: true })
  expect(sm2Verify(key.publicKey, 'm', signatureFromDer(unhex(theirs)))).toBe(true)
})

test('malformed DER signatures are refused', () => {
  const der = signatureToDer(unhex(STANDARD.signature))
  expect(() => signatureFromDer(der.subarray(0, -1))).toThrow(RangeError)
  expect(() => signatureFromDer(Buffer.concat([der, Buffer.from([0])]))).toThrow(RangeError)
  expect(() => signatureFromDer(unhex('3006020100020101'))).toThrow(RangeError)
  expect(() => signatureToDer(new Uint8Array(63))).toThrow(RangeError)
})

test('keys outside the order and points off the curve are refused, and a printed key hides its number', () => {
  for (const wrong of ['', '00'.repeat(32), ORDER.toString(16), (ORDER - 1n).toString(16), 'zz'.repeat(32)])
    expect(() => sm2PrivateKey(wrong)).toThrow(RangeError)
  expect(() => sm2PublicKey(`${STANDARD.publicKey.slice(0, -2)}00`)).toThrow(RangeError)
  expect(() => sm2PublicKey('00')).toThrow(RangeError)
  expect(inspect(key, { depth: 9 })).not.toContain(STANDARD.d)
})

test("Node's own generated key is a key of ours", () => {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'SM2',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'sec1', format: 'der' },
  })
  expect(bigintOf(privateKey.subarray(7, 39))).toBe(scalarOf(sm2PrivateKey(hex(privateKey.subarray(7, 39)))))
})
