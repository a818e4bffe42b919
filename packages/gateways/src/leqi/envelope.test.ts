import { createCipheriv } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { configOf, SM4_KEY } from '../../test/leqi.ts'
import { envelopeOf } from './envelope.ts'
import { figure, readJson, written } from './wire.ts'

const config = configOf('https://lqpt.example.cn:8443')
const envelope = envelopeOf(config)

/** SM4-ECB by node:crypto alone, written apart from the client. */
function sealed(text: string): string {
  const cipher = createCipheriv('sm4-ecb', Buffer.from(SM4_KEY, 'hex'), null)
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}
const outer = (response: object, httpStatusCode = '200'): Buffer =>
  Buffer.from(JSON.stringify({ httpStatusCode, body: JSON.stringify({ Response: { RequestId: '0123456789abcdef', ...response } }) }))

describe('the published vectors (gateways.md 1.1)', () => {
  test.each([
    ['{"nsrsbh":"91110000DEMO00001X"}', 'PqMQ7vtTY8XA02/XhKJpZ/v+n3jc4/5sDUYbMSmFdgg='],
    ['{}', 'YTY3o8tVQ6g96gvkwx7LGg=='],
  ])('%s', (text, body) => {
    expect(envelope.seal({ fwbm: 'CXSXED', subjects: [], text }).body).toBe(body)
  })
})

test('path and headers name ability, operation and both units', () => {
  const { url, headers, method } = envelopeOf(
    configOf('https://lqpt.example.cn:8443/', { usingPlatform: 'U0001', useCase: 'Y1', sandboxFlag: '1' }),
  ).seal({
    fwbm: 'QDFPSC',
    subjects: ['S'],
    text: '[]',
  })
  expect({ method, url }).toEqual({ method: 'POST', url: 'https://lqpt.example.cn:8443/access/v2/invoke/000001/QDFPSC' })
  expect(headers).toEqual({
    fwbm: 'QDFPSC',
    nlbm: '000001',
    jrdwptbh: 'P0001',
    sydwptbh: 'U0001',
    ylbm: 'Y1',
    access_signature: '',
    sxcsbz: '1',
  })
})

test('the two sandbox operations have no ability code in their path; an enterprise that connects itself is its own user', () => {
  const { url, headers } = envelope.seal({ fwbm: 'LQSX_SWZJ_GT4_CXXNQYXX', subjects: [], text: '{}', withoutAbility: true })
  expect(url).toBe('https://lqpt.example.cn:8443/access/v2/invoke/LQSX_SWZJ_GT4_CXXNQYXX')
  expect(headers?.sydwptbh).toBe('P0001')
})

describe('an answer', () => {
  const data = JSON.stringify({ returncode: '00', returnmsg: '成功', bysxed: '1' })

  test('is decrypted, also when it is compressed', () => {
    const bytes = outer({ Data: sealed(data) })
    for (const body of [bytes, gzipSync(bytes)]) expect(envelope.open(body)).toEqual({ is: 'message', message: JSON.parse(data) })
  })

  test('keeps every digit of its numbers', () => {
    const opened = envelope.open(outer({ Data: sealed('{"kysyed":9999999999999999.99,"yxzed":100.00}') }))
    expect(opened).toEqual({ is: 'message', message: { kysyed: '9999999999999999.99', yxzed: '100.00' } })
  })

  test('with an Error is that error, in clear', () => {
    expect(envelope.open(outer({ Error: { Code: '01', Message: '无权限' } }))).toEqual({ is: 'error', code: '01', text: '无权限' })
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a page of somebody else', Buffer.from('<html>')],
    ['another envelope', Buffer.from('{"code":0}')],
    ['another status inside', outer({ Data: sealed(data) }, '500')],
    ['data in clear', outer({ Data: data })],
    ['data under another key', outer({ Data: Buffer.alloc(32).toString('base64') })],
    ['neither data nor error', outer({})],
    ['a torn archive', gzipSync(Buffer.from('{}')).subarray(0, 8)],
  ])('is unreadable if it is %s', (_, body) => {
    expect(envelope.open(body)).toMatchObject({ is: 'unreadable' })
  })
})

test('Chinese is written literally, figures with exactly their digits', () => {
  expect(written([{ xmmc: '小麦 "大"', je: figure('100.00'), sl: figure('0.1'), fpmxList: [] }])).toBe(
    '[{"xmmc":"小麦 \\"大\\"","je":100.00,"sl":0.1,"fpmxList":[]}]',
  )
  expect(readJson('[100.00,1e2,"x"]')).toEqual(['100.00', '1e2', 'x'])
})
