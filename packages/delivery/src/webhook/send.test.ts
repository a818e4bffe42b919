import type { HttpAnswer } from '@openfapiao/core'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { type Arrived, channelBattery, files, letter } from '../../test/battery.ts'
import { type HttpServer, httpServer, type Received, type Reply } from '../../test/http-server.ts'
import { testIo } from '../../test/io.ts'
import { classify } from './classify.ts'
import { type WebhookConfig, webhookConfigSchema } from './config.ts'
import { webhookChannel } from './send.ts'

const NEW = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const OLD = `whsec_${Buffer.alloc(24, 9).toString('base64')}`

const configOf = (url: string, change: Partial<WebhookConfig> = {}): WebhookConfig =>
  webhookConfigSchema.parse({ url, encryption: 'off', secrets: [NEW], tells: ['buyerName', 'link'], attaches: ['pdf', 'xml'], ...change })

/** As a receiver does it, with the published library. Throws where the signature is not right. */
const verified = ({ headers, body }: Received, secret = NEW) =>
  new Webhook(secret).verify(body.toString('utf8'), { ...headers }) as { type: string; data: Record<string, unknown> }

const isVerified = (request: Received, secret?: string): boolean => {
  try {
    verified(request, secret)
    return true
  } catch {
    return false
  }
}

channelBattery(
  'webhook',
  async () => {
    let status = 204
    const server = await httpServer(request => ({ status: isVerified(request) ? status : 401 }))
    return {
      channel: webhookChannel(configOf(`${server.url}/invoices`), testIo()),
      arrived: () => server.received.map(arrived),
      refuse: () => {
        status = 410
      },
      vanish: server.close,
      close: server.close,
    }
  },
  { to: '', impossible: [] },
)

function arrived(request: Received): Arrived {
  const { type, data } = verified(request)
  const sent = data.files as { name: string; base64: string }[]
  return {
    identity: request.headers['webhook-id'] ?? '',
    title: `${type} ${String(data.locale)}`,
    text: JSON.stringify(data),
    files: sent.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') })),
  }
}

describe('the webhook channel', () => {
  const open: HttpServer[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(s => s.close()))
  })
  const serve = async (reply: (request: Received) => Reply | undefined = () => ({ status: 200 })): Promise<HttpServer> => {
    const server = await httpServer(reply)
    open.push(server)
    return server
  }

  it('tells what was issued for which order, and nothing of the buyer unless it is told to', async () => {
    const server = await serve()
    await webhookChannel(configOf(server.url, { tells: [] }), testIo()).send({ ...letter, to: 'buyer@example.com' }, [])
    const { order, orderNumber, sellerName, number, issuedOn, total } = letter
    expect(verified(server.received[0]!)).toEqual({
      type: 'invoice.issued',
      data: { order: { ...order, number: orderNumber }, colour: 'blue', number, issuedOn, total, sellerName, locale: 'zh', files: [] },
    })
    const text = server.received[0]!.body.toString()
    for (const private_ of ['buyer', letter.buyerName, letter.link]) expect(text).not.toContain(private_)
  })

  it('sends the delivery id, the same body each time, and a time and signature of its own for each try', async () => {
    const server = await serve()
    let now = Date.now() - 60_000
    const channel = webhookChannel(configOf(server.url), testIo({ now: () => now }))
    await channel.send(letter, files)
    now += 60_000
    await channel.send(letter, files)
    const [first, again] = server.received
    expect(first!.headers['webhook-id']).toBe(letter.id)
    expect(again!.body.equals(first!.body)).toBe(true)
    for (const name of ['webhook-timestamp', 'webhook-signature']) expect(again!.headers[name]).not.toBe(first!.headers[name])
    expect([first, again].every(r => isVerified(r!))).toBe(true)
  })

  it('signs with every secret, so that a receiver may know the old one or the new one', async () => {
    const server = await serve()
    await webhookChannel(configOf(server.url, { secrets: [NEW, OLD] }), testIo()).send(letter, [])
    const [request] = server.received
    expect([NEW, OLD, `whsec_${Buffer.alloc(24, 1).toString('base64')}`].map(s => isVerified(request!, s))).toEqual([true, true, false])
  })

  it('has a signature that no changed byte of body, id, time or signature survives', async () => {
    const server = await serve()
    await webhookChannel(configOf(server.url), testIo()).send(letter, [])
    const request = server.received[0]!
    expect(isVerified(request)).toBe(true)
    for (let i = 0; i < request.body.length; i++) {
      const body = Buffer.from(request.body)
      body[i] = (body[i] ?? 0) ^ 1
      expect(isVerified({ ...request, body }), `byte ${i}`).toBe(false)
    }
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      const text = request.headers[name] ?? ''
      // The last base64 digit of 32 bytes is only half used, and "=" says nothing.
      for (let i = 0; i < text.replace(/.=$/, '').length; i++) {
        const changed = text.slice(0, i) + (text[i] === '1' ? '2' : '1') + text.slice(i + 1)
        expect(isVerified({ ...request, headers: { ...request.headers, [name]: changed } }), `${name} ${i}`).toBe(false)
      }
    }
  })

  it('answers later when the receiver hangs up without a word', async () => {
    const rude = await serve(() => undefined)
    expect(await webhookChannel(configOf(rude.url), testIo()).send(letter, [])).toMatchObject({ is: 'later' })
    expect(rude.received).toHaveLength(1)
  })

  it('does not follow a redirect, which might lead out of the house', async () => {
    const target = await serve()
    const server = await serve(() => ({ status: 302, headers: { location: target.url } }))
    expect(await webhookChannel(configOf(server.url), testIo()).send(letter, [])).toEqual({ is: 'later', why: 'HTTP 302', afterSeconds: 900 })
    expect(target.received).toEqual([])
  })

  it('says in the interaction log which invoice a call was about, and leaves the body to its hash', async () => {
    const server = await serve()
    const io = testIo()
    await webhookChannel(configOf(server.url), io).send(letter, [])
    expect(io.requests.map(r => r.about)).toEqual([{ operation: 'webhook', subjects: [letter.number] }])
  })
})

describe('an answer of the receiver', () => {
  const NOW = Date.UTC(2026, 10, 20, 8)
  const answer = (status: number, headers: Record<string, string> = {}): HttpAnswer => ({
    is: 'answer',
    status,
    headers,
    body: Buffer.from(`buyer@example.com ${status}`),
  })

  it.each([200, 201, 202, 204])('%i is sent', status => {
    expect(classify(answer(status), NOW)).toEqual({ is: 'sent', receipt: `HTTP ${status}` })
  })

  it.each([400, 402, 406, 410, 413, 415, 422, 451])('%i refuses this letter for good', status => {
    expect(classify(answer(status), NOW)).toEqual({ is: 'refused', why: `HTTP ${status}` })
  })

  it.each([301, 401, 403, 404, 405, 407])('%i is about the address or the secret, so no letter is lost by it', status => {
    expect(classify(answer(status), NOW)).toEqual({ is: 'later', why: `HTTP ${status}`, afterSeconds: 900 })
  })

  it.each([408, 409, 425, 429, 500, 502, 503, 504])('%i passes', status => {
    expect(classify(answer(status), NOW)).toEqual({ is: 'later', why: `HTTP ${status}` })
  })

  it.each([
    ['120', 120],
    ['Fri, 20 Nov 2026 08:05:00 GMT', 300],
    ['999999', 86_400],
    ['0', undefined],
    ['Fri, 20 Nov 2026 07:00:00 GMT', undefined],
    ['soon', undefined],
  ])('may ask by Retry-After %s for a wait', (text, afterSeconds) => {
    const later = { is: 'later', why: 'HTTP 503' }
    expect(classify(answer(503, { 'retry-after': text }), NOW)).toEqual(afterSeconds === undefined ? later : { ...later, afterSeconds })
  })
})

describe('the settings of the webhook channel', () => {
  const read = (change: object) => webhookConfigSchema.safeParse({ url: 'https://erp.shop.example/in', secrets: [NEW], ...change })

  it('tell nothing of the buyer and attach nothing unless told otherwise', () => {
    expect(read({}).data).toMatchObject({ tells: [], attaches: [], encryption: 'required', timeoutSeconds: 15 })
  })

  it('want https, unless encryption is switched off', () => {
    expect(read({ url: 'http://erp.internal/in' }).error?.issues.map(i => i.path)).toEqual([['url']])
    expect(read({ url: 'http://erp.internal/in', encryption: 'off' }).success).toBe(true)
    expect(read({ url: 'ftp://erp.internal/in', encryption: 'off' }).success).toBe(false)
  })

  const spelled = (length: number): string => `whsec_${Buffer.alloc(length).toString('base64')}`
  it.each(['', 'whsec_', spelled(23), spelled(65), 'whsec_not base64!', NEW.slice(6)])('refuse %j as a secret', secret => {
    expect(read({ secrets: [secret] }).success).toBe(false)
  })

  it('refuse to have no secret', () => {
    expect(read({ secrets: [] }).success).toBe(false)
  })
})
