import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Interaction } from '@openfapiao/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maskOf } from './mask.ts'
import { openIo } from './open-io.ts'

const lines: string[] = []
const kept: Interaction[] = []
const SECRET = 'canary-secret-0001'
const io = openIo({
  write: line => lines.push(line),
  secrets: [SECRET],
  record: async interaction => {
    if (interaction.operation === 'unkept') throw new Error('disk full')
    kept.push(interaction)
  },
})
const server = createServer((request, response) => {
  if (request.url === '/hang') return
  if (request.url === '/cut') return void request.socket.destroy()
  request.pipe(response.setHeader('X-Two', ['a', 'b']))
})
let base = ''
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound: AddressInfo | string | null = server.address()
  base = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`
})
afterAll(() => {
  io.close()
  server.closeAllConnections()
  server.close()
})

describe('the network', () => {
  it('gives back the bytes and headers of an answer', async () => {
    const answer = await io.fetch({ method: 'POST', url: `${base}/echo`, body: '发票' })
    expect(answer).toMatchObject({ is: 'answer', status: 200, headers: { 'x-two': 'a, b' } })
    expect(answer.is === 'answer' ? new TextDecoder().decode(answer.body) : '').toBe('发票')
  })

  it('knows that nothing left the house when nobody listens, or the name is unknown', async () => {
    expect(await io.fetch({ method: 'GET', url: 'http://127.0.0.1:9/' })).toMatchObject({
      is: 'unreached',
      why: expect.stringContaining('ECONNREFUSED'),
    })
    expect(await io.fetch({ method: 'GET', url: 'http://nobody.invalid/' })).toMatchObject({ is: 'unreached' })
    expect(await io.fetch({ method: 'GET', url: 'not an address' })).toMatchObject({ is: 'unreached' })
  })

  it('calls it lost when the connection stood: a time-out, a cut', async () => {
    expect(await io.fetch({ method: 'GET', url: `${base}/hang`, timeoutSeconds: 0.2 })).toEqual({ is: 'lost', why: 'time-out' })
    expect(await io.fetch({ method: 'GET', url: `${base}/cut` })).toMatchObject({ is: 'lost' })
  })
})

describe('the interaction log', () => {
  it('keeps a call that says what it is about, without secrets and addresses', async () => {
    const about = { operation: 'issue', subjects: ['S1'] }
    await io.fetch({ method: 'POST', url: `${base}/echo?token=${SECRET}`, body: `{"mail":"lin@mail.example","key":"${SECRET}"}`, about })
    expect(kept).toMatchObject([{ operation: 'issue', subjects: ['S1'], status: 200, answer: '{"mail":"l•••@mail.example","key":"•••"}' }])
    expect(JSON.stringify(kept)).not.toContain(SECRET)
  })

  it('keeps the error of a call without an answer, and lets a call stand that could not be kept', async () => {
    await io.fetch({ method: 'GET', url: 'http://127.0.0.1:9/', about: { operation: 'find', subjects: [] } })
    expect(kept.at(-1)).toMatchObject({ operation: 'find', status: 0, answer: expect.stringContaining('unreached') })
    const answer = await io.fetch({ method: 'POST', url: `${base}/echo`, about: { operation: 'unkept', subjects: [] } })
    expect(answer.is).toBe('answer')
    expect(lines.at(-1)).toContain('an interaction was not recorded')
  })
})

describe('the log', () => {
  it('is one JSON text a line, with time and level', () => {
    io.log.warn('something', { n: 1, secret: SECRET })
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      level: 'warn',
      message: 'something',
      n: 1,
      secret: '•••',
      at: expect.stringMatching(/Z$/),
    })
  })
})

describe('a mask', () => {
  const mask = maskOf(['päss"word-1', 'x'])
  it.each([
    ['mail to lin.buyer@mail.example now', 'mail to l•••@mail.example now'],
    ['call 13800001234.', 'call 138••••1234.'],
    ['invoice 26952000000000013800 stays', 'invoice 26952000000000013800 stays'],
    ['Authorization: Bearer abcdef123456', 'Authorization: Bearer •••'],
    ['GET /i/AbCdEfGhIjKlMnOpQrSt', 'GET /i/•••'],
    ['päss"word-1', '•••'],
    [JSON.stringify('päss"word-1'), '"•••"'],
    [encodeURIComponent('päss"word-1'), '•••'],
    ['xylophone', 'xylophone'],
  ])('%s', (text, masked) => {
    expect(mask(text)).toBe(masked)
  })
})
