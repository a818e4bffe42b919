import { expect, test } from 'vitest'
import { signatureOf, signedText } from './sign.ts'

const STAMP = { senid: '0123456789abcdef0123456789abcdef', nonce: '12345678', timestamp: '1700000000' }
const BODY = '{"order":{"orderNo":"T1","buyerName":"测试"}}'

test('the signature vector of the reference', () => {
  const text = signedText('https://sdk.nuonuo.com/open/v1/services', 'DemoKey1', STAMP, BODY)
  expect(text.startsWith('a=services&l=v1&p=open&k=DemoKey1&i=')).toBe(true)
  expect(Buffer.byteLength(text)).toBe(142)
  expect(signatureOf('DemoSecret1', text)).toBe('2TBgBtIquFusT6E4cWy5iXApe4E=')
})
