import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HttpRequest, Interaction } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenIo, openIo } from './open-io.ts'

/** What must never be seen, wherever it was put. */
const SECRET = 'canary-app-secret-"4711"'
const BUYER = { mail: 'canary.buyer@example.com', mobile: '13912345678', identity: '110101199003074578', name: '金丝雀', street: '示例路99号' }
const CANARIES = [SECRET, JSON.stringify(SECRET).slice(1, -1), encodeURIComponent(SECRET), ...Object.values(BUYER), encodeURIComponent(BUYER.mail)]

let lines: string[] = []
let kept: Interaction[] = []
let io: OpenIo
let server: Server
let url: string
let answer = ''
beforeEach(async () => {
  lines = []
  kept = []
  io = openIo({ write: line => lines.push(line), secrets: [SECRET], record: async one => void kept.push(one) })
  server = createServer((_, response) => response.end(answer))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  await io.close()
  server.close()
})

const seen = (): string => [...lines, ...kept.map(k => JSON.stringify(k))].join('\n')
const call = (over: Partial<HttpRequest>) => io.fetch({ method: 'POST', url, about: { operation: 'issue', subjects: ['F1'] }, ...over })
const one = (): Interaction => {
  const [first] = kept
  if (!first || kept.length > 1) throw new Error(`${kept.length} interactions`)
  return first
}

const everything = JSON.stringify({
  fpqqlsh: 'FABC',
  appSecret: SECRET,
  code: SECRET,
  gmfmc: BUYER.name,
  gmfdz: BUYER.street,
  buyer: { email: BUYER.mail, name: BUYER.name },
  errors: [{ message: `${BUYER.mobile} ${BUYER.identity} ${BUYER.mail} is not allowed` }],
})
const xml = `<?xml version="1.0"?><a x="${BUYER.mail}"><fpqqlsh>FABC</fpqqlsh><gmfmc>${BUYER.name}</gmfmc><!-- ${BUYER.name} --><q>${SECRET}</q><b><![CDATA[${BUYER.street}]]></b></a>`
const form = new URLSearchParams({ code: 'E1', refresh_token: SECRET, name: BUYER.name, email: BUYER.mail }).toString()

describe('secrets and what buyers are reached by never appear', () => {
  test.each([
    ['JSON', everything],
    ['XML', xml],
    ['a form', form],
    ['text', `${BUYER.name} ${SECRET}`],
    ['broken JSON', `{"a": "${BUYER.mail}`],
    ['broken XML', `<a>${BUYER.name}<b ${BUYER.mail}`],
  ])('in the record of a call whose bodies are %s', async (_, body) => {
    answer = body
    await call({
      body,
      headers: { authorization: `Bearer ${SECRET}` },
      url: `${url}/v1?code=E1&sign=${encodeURIComponent(SECRET)}&mail=${BUYER.mail}`,
    })
    for (const canary of CANARIES) expect(seen()).not.toContain(canary)
    expect(one().request).toContain('/v1?code=E1&sign=•••')
  })

  test('in a log line, whatever the field is called', () => {
    const fields = {
      why: `${SECRET} ${BUYER.mobile}`,
      appSecret: 'abc',
      inner: { Authorization: 'xyz', email: BUYER.mail, list: [BUYER.identity] },
      error: new Error(BUYER.mail),
    }
    io.log.error(`no answer about ${BUYER.mail}`, fields)
    io.log.info('a page', { path: '/i/abcdefghijklmnopqrstuvwx', phone: '1', link: `http://x/i/abcdefghijklmnopqrstuvwx` })
    for (const canary of [...CANARIES, 'abc', 'xyz']) expect(seen()).not.toContain(canary)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', inner: { Authorization: '•••' } })
  })

  test('in what is logged when the record cannot be kept', async () => {
    await io.close()
    io = openIo({ write: line => lines.push(line), secrets: [SECRET], record: () => Promise.reject(new Error(`no room for ${SECRET}`)) })
    answer = 'fine'
    expect(await call({ body: everything })).toMatchObject({ is: 'answer', status: 200 })
    expect(lines.join()).toContain('was not recorded')
    for (const canary of CANARIES) expect(seen()).not.toContain(canary)
  })
})

describe('the record of a call', () => {
  test('says when, what about, how long, and what came of it', async () => {
    answer = '{"returncode":"00","jgList":[{"fpqqlsh":"FABC","fphm":"26310000000000000001","gmfmc":"某人"}]}'
    await call({ body: everything })
    expect(one()).toMatchObject({ operation: 'issue', subjects: ['F1'], status: 200 })
    expect(one().answer).toContain('{"returncode":"00","jgList":[{"fpqqlsh":"FABC","fphm":"26310000000000000001","gmfmc":"•••"}]}')
    expect(one().tookMs).toBeGreaterThanOrEqual(0)
  })

  test('proves the bytes by their SM3', async () => {
    await call({ body: everything })
    expect(one().request).toContain(`sm3 ${sm3(everything)}`)
  })

  test('keeps no file, only its length and hash', async () => {
    answer = 'x'.repeat(300_000)
    await call({ body: 'a' })
    expect(one().answer).toBe(`(300000 bytes, sm3 ${sm3(answer)})`)
  })

  test('of a call without an answer says why', async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    await call({ body: 'a' })
    expect(one()).toMatchObject({ status: 0, answer: expect.stringMatching(/^unreached: .*ECONNREFUSED/) })
  })

  test('is not kept for calls about nothing', async () => {
    await io.fetch({ method: 'GET', url })
    expect(kept).toEqual([])
  })
})
