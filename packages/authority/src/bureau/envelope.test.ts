import { exportSm2PublicKey, newSm2Key, sm2Signer } from '@openfapiao/gm'
import { describe, expect, test } from 'vitest'
import { type Change, hmacSha256, hmacSm3, openBody, openCounter, sealBody, sealField, signed } from '../../test/counter.ts'
import { MORNING } from '../../test/desk.ts'
import { SELLER } from '../../test/invoices.ts'
import { MERCHANT_CERTIFICATE, MERCHANT_KEY } from '../../test/merchant.ts'
import type { BureauAnswer } from './request.ts'

const PATH = '/api/v1/quota'
const BODY = Buffer.from(JSON.stringify({ nsrsbh: SELLER.taxNumber }))

const textOf = (answer: BureauAnswer): string => (answer.is === 'answer' ? Buffer.from(answer.body).toString('utf8') : answer.is)
/** The error code of an answer, else its returncode. */
const codeOf = (text: string): string => /"cwdm":"(\w+)"/.exec(text)?.[1] ?? /"returncode":"(\d\d)"/.exec(text)?.[1] ?? text

const counter = openCounter()
const said = async (change: Change, body: Uint8Array = BODY, at = MORNING): Promise<string> =>
  codeOf(textOf(await counter.send(signed(PATH, body, at, change))))

describe('the signature', () => {
  test.each([
    ['HMAC-SM3', '6F4DB9E6160D68989A5A7B3F7C400F4AB1F846AEAF276FF0FAC1D12889BC8434'],
    ['HMAC-SHA256', 'ADC25D13B2A39421FC459BEE086DE1A64B641C529901F99A43C67F82DA08AB6A'],
  ])('%s of the vector in gateways.md 3 is good: only its fields are none of ours', async (type, signature) => {
    const { send, wait } = openCounter()
    wait((1_700_000_000_000 - MORNING) / 1000)
    const headers = { appid: 'demo', timestamp: '1700000000000', nonce: '0123456789abcdef', 'sign-type': type, signature, 'encrypt-mode': 'none' }
    const body = Buffer.from('{"taxNo":"91110000DEMO00001X"}')
    expect(codeOf(textOf(await send({ path: '/api/v1/invoices', headers, body })))).toBe('V01')
    expect(codeOf(textOf(await send({ path: '/api/v1/invoices', headers: { ...headers, signature: signature.toLowerCase() }, body })))).toBe('A01')
  })

  test('HMAC-SM3 is meant where nothing is said', async () => {
    expect(await said({})).toBe('00')
    expect(await said({ headers: { 'sign-type': 'HMAC-SHA256' }, sign: hmacSha256 })).toBe('00')
    expect(await said({ headers: { 'sign-type': 'HMAC-SHA256' }, sign: hmacSm3 })).toBe('A01')
    expect(await said({ headers: { 'sign-type': 'MD5' } })).toBe('A01')
  })

  test('covers every byte of the body', async () => {
    for (let i = 0; i < BODY.length; i++) {
      const body = Uint8Array.from(BODY, (byte, place) => (place === i ? byte ^ 1 : byte))
      expect(await said({ body })).toBe('A01')
    }
    expect(await said({ body: Buffer.concat([BODY, Buffer.from(' ')]) })).toBe('A01')
  })

  test.each([
    ['timestamp', String(MORNING + 1), 'A01'],
    ['nonce', '0'.repeat(32), 'A01'],
    ['signature', 'F'.repeat(64), 'A01'],
    ['appid', 'nobody', 'A04'],
  ])('is for this %s alone, and needs it', async (header, other, code) => {
    const request = signed(PATH, BODY, MORNING)
    for (const value of [other, undefined]) {
      const answer = await counter.send({ ...request, headers: { ...request.headers, [header]: value } })
      expect(codeOf(textOf(answer))).toBe(code)
    }
  })

  test('is for this path alone', async () => {
    const request = signed('/api/v1/rates', BODY, MORNING)
    expect(codeOf(textOf(await counter.send({ ...request, path: PATH })))).toBe('A01')
  })

  test.each([
    ['hex point', MERCHANT_KEY.publicKey],
    ['SPKI', exportSm2PublicKey(MERCHANT_KEY.publicKey)],
    ['certificate', MERCHANT_CERTIFICATE],
  ])('SM2 verifies with the merchant as %s, and with nobody else', async (_, sm2PublicKey) => {
    const sm2 = openCounter({ signTypes: ['SM2'], secret: undefined, sm2PublicKey })
    const ask = async (key: typeof MERCHANT_KEY, type = 'SM2'): Promise<string> => {
      const sign = (text: string): string => Buffer.from(sm2Signer(key).signSync(text)).toString('base64')
      return codeOf(textOf(await sm2.send(signed(PATH, BODY, MORNING, { headers: { 'sign-type': type }, sign }))))
    }
    expect(await ask(MERCHANT_KEY)).toBe('00')
    expect(await ask(newSm2Key())).toBe('A01')
    expect(await ask(MERCHANT_KEY, 'HMAC-SM3')).toBe('A01')
  })
})

describe('time and nonce', () => {
  test.each([
    [-300_000, '00'],
    [300_000, '00'],
    [-300_001, 'A02'],
    [300_001, 'A02'],
  ])('%i ms from our clock: %s', async (off, code) => {
    expect(await said({}, BODY, MORNING + off)).toBe(code)
  })

  test('a timestamp in seconds is none', async () => {
    expect(await said({}, BODY, MORNING / 1000)).toBe('A02')
  })

  test("a ledger's clock that was put forward does not lock its callers out", async () => {
    const ahead = openCounter()
    ahead.ledger.advance(72 * 3600)
    expect(codeOf(textOf(await ahead.send(signed(PATH, BODY, MORNING))))).toBe('00')
  })

  test.each(['abc', 'ABCDEF0123456789', '0'.repeat(33), 'g'.repeat(16)])('%s is no nonce', async nonce => {
    expect(await said({ headers: { nonce } })).toBe('A03')
  })

  test('a nonce serves once in ten minutes, and a bad signature does not use it up', async () => {
    const { send, wait } = openCounter()
    const nonce = 'ab'.repeat(16)
    const ask = async (at: number, sign = hmacSm3): Promise<string> =>
      codeOf(textOf(await send(signed(PATH, BODY, at, { headers: { nonce }, sign }))))
    expect(await ask(MORNING, () => 'F'.repeat(64))).toBe('A01')
    expect(await ask(MORNING)).toBe('00')
    expect(await ask(MORNING)).toBe('A03')
    wait(600)
    expect(await ask(MORNING + 600_000)).toBe('00')
  })

  test('a request that was heard cannot be played again', async () => {
    const { send } = openCounter()
    const request = signed(PATH, BODY, MORNING)
    expect(codeOf(textOf(await send(request)))).toBe('00')
    expect(codeOf(textOf(await send(request)))).toBe('A03')
  })
})

describe('encryption', () => {
  const sealed = (nsrsbh: string): Buffer => Buffer.from(JSON.stringify({ nsrsbh }))
  const fields = { headers: { 'encrypt-mode': 'fields' } }
  const body = { headers: { 'encrypt-mode': 'body' } }

  test('of sensitive fields: the vector of gateways.md 3, and any fresh IV', async () => {
    const iv = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
    const vector = 'AAECAwQFBgcICQoLDA0OD2g2egIeQgX+OBvSJlsrhR+8JjE2qY4+YKjFUV4X7XhY'
    expect(sealField(SELLER.taxNumber, undefined, iv)).toBe(vector)
    expect(await said(fields, sealed(vector))).toBe('00')
    expect(await said(fields, sealed(sealField(SELLER.taxNumber)))).toBe('00')
    expect(await said({ headers: { 'encrypt-mode': undefined } }, sealed(vector))).toBe('00')
  })

  test('of sensitive fields with another key, or none, cannot be read', async () => {
    expect(await said(fields, BODY)).toBe('A05')
    expect(await said(fields, sealed(sealField(SELLER.taxNumber, Buffer.alloc(16, 7))))).toBe('A05')
    expect(await said(fields, sealed(sealField('x').slice(0, 20)))).toBe('A05')
    expect(await said({ headers: { 'encrypt-mode': 'all' } })).toBe('A05')
  })

  test('of the whole body: the answer comes back the same way, errors of what it says too', async () => {
    const vector = 'PqMQ7vtTY8XA02/XhKJpZ/v+n3jc4/5sDUYbMSmFdgg='
    expect(sealBody(BODY.toString())).toBe(vector)
    const answer = textOf(await counter.send(signed(PATH, Buffer.from(vector), MORNING, body)))
    expect(JSON.parse(openBody(answer))).toMatchObject({ returncode: '00', sq: '2026-03' })
    expect(codeOf(openBody(textOf(await counter.send(signed(PATH, Buffer.from(sealBody('{}')), MORNING, body)))))).toBe('V01')
    expect(codeOf(openBody(textOf(await counter.send(signed(PATH, Buffer.from(sealBody('{')), MORNING, body)))))).toBe('N01')
  })

  test('of the whole body with another key is refused in clear', async () => {
    expect(await said(body, Buffer.from(sealBody(BODY.toString(), Buffer.alloc(16, 7))))).toBe('A05')
    expect(await said(body, BODY)).toBe('A05')
  })

  test('needs a key that was agreed on', async () => {
    const without = openCounter({ sm4Key: undefined })
    const ask = async (change: Change, bytes: Uint8Array): Promise<string> => codeOf(textOf(await without.send(signed(PATH, bytes, MORNING, change))))
    expect(await ask(fields, sealed(sealField(SELLER.taxNumber)))).toBe('A05')
    expect(await ask(body, Buffer.from(sealBody(BODY.toString())))).toBe('A05')
    expect(await ask({}, BODY)).toBe('00')
  })
})

describe('formats', () => {
  const xml = { headers: { 'content-type': 'application/xml; charset=utf-8' } }
  const ask = async (path: string, text: string): Promise<string> => textOf(await counter.send(signed(path, Buffer.from(text), MORNING, xml)))

  test('XML is read and answered as JSON is', async () => {
    const answer = await ask(PATH, `<?xml version="1.0" encoding="UTF-8"?>\n<Request>\n  <nsrsbh>${SELLER.taxNumber}</nsrsbh>\n</Request>`)
    expect(answer).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?><Response><returncode>00<\/returncode><returnmsg>成功<\/returnmsg><sq>2026-03<\/sq>/,
    )
  })

  test('a list has its members by name, also a single one; an empty element is an absent one', async () => {
    const query = (inside: string): string => `<Request><nsrsbh>${SELLER.taxNumber}</nsrsbh><fpqqlshList>${inside}</fpqqlshList></Request>`
    expect(await ask('/api/v1/invoices/query', query('<fpqqlsh>A</fpqqlsh>'))).toContain(
      '<jgList><jg><fpqqlsh>A</fpqqlsh><status>04</status></jg></jgList>',
    )
    expect(await ask('/api/v1/invoices/query', query('<fpqqlsh>A</fpqqlsh><fpqqlsh>B &amp; &#67;</fpqqlsh>'))).toContain(
      '<jg><fpqqlsh>B &amp; C</fpqqlsh>',
    )
    expect(await ask('/api/v1/invoices/query', query(''))).toContain('<cwdm>V01</cwdm><cwlj>fpqqlshList</cwlj>')
    expect(await ask(PATH, '<Request><nsrsbh/></Request>')).toContain('<cw><cwdm>V01</cwdm><cwlj>nsrsbh</cwlj>')
  })

  test.each(['', 'x', '<Request>', '<Other/>', '<!DOCTYPE r [<!ENTITY a "b">]><Request><nsrsbh>&a;</nsrsbh></Request>'])(
    '%j is no message',
    async text => {
      expect(await ask(PATH, text)).toContain('<cwdm>N01</cwdm>')
    },
  )

  test.each(['', '[', '1', 'null', '"x"'])('nor is %j in JSON', async text => {
    expect(await said({}, Buffer.from(text))).toBe('N01')
  })

  test('bytes that are no UTF-8 are no message', async () => {
    expect(await said({}, Buffer.from([0x7b, 0xff, 0x7d]))).toBe('N01')
  })
})

test('another path or method is none of this interface', async () => {
  const status = async (change: object): Promise<unknown> => {
    const answer = await counter.send({ ...signed(PATH, BODY, MORNING), ...change })
    return answer.is === 'answer' && answer.status
  }
  expect(await status({ path: '/api/v1/nothing' })).toBe(404)
  expect(await status({ method: 'GET' })).toBe(405)
})
