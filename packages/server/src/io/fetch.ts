import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import type { Fetch, HttpAnswer, HttpRequest } from '@openfapiao/core'

const TIMEOUT_SECONDS = 20
/** Sockets per host; the rest wait inside. */
const SOCKETS = 32
/** Larger answers than any invoice file; one that goes on for ever is cut off. */
const ANSWER_MAX = 32 * 1024 * 1024

interface Network {
  readonly fetch: Fetch
  close(): void
}

type Tls = NonNullable<HttpRequest['tls']>

/** HTTP over kept connections, one pool per client certificate. `close` ends them. */
export function networkFetch(): Network {
  const plain = new HttpAgent({ keepAlive: true, maxSockets: SOCKETS })
  const byCertificate = new Map<string, HttpsAgent>()

  function agentFor(tls: Tls | undefined): HttpsAgent {
    const key = tls ? `${tls.cert}\n${tls.ca ?? ''}` : ''
    const known = byCertificate.get(key)
    if (known) return known
    const agent = new HttpsAgent({ keepAlive: true, maxSockets: SOCKETS, ...tls })
    byCertificate.set(key, agent)
    return agent
  }

  async function fetch(request: HttpRequest): Promise<HttpAnswer> {
    if (!URL.canParse(request.url)) return { is: 'unreached', why: 'not an address' }
    const secure = new URL(request.url).protocol === 'https:'
    return secure ? call(httpsRequest, agentFor(request.tls), request) : call(httpRequest, plain, request)
  }

  return Object.freeze({
    fetch,
    close: () => {
      plain.destroy()
      for (const agent of byCertificate.values()) agent.destroy()
    },
  })
}

type Send = typeof httpRequest

/** Until a connection stands nothing has left the house; after that everything that goes wrong may have come too late. A kept connection stands already. */
function call(send: Send, agent: HttpAgent, { url, method, headers, body, timeoutSeconds = TIMEOUT_SECONDS }: HttpRequest): Promise<HttpAnswer> {
  return new Promise(resolve => {
    let connected = false
    const options: RequestOptions = { method, headers: { ...headers }, agent, signal: AbortSignal.timeout(timeoutSeconds * 1000) }
    const outgoing = send(url, options)
    const fail = (error: Error): void => resolve({ is: connected ? 'lost' : 'unreached', why: whyOf(error) })
    outgoing.on('socket', (socket: Socket) => {
      if (outgoing.reusedSocket) connected = true
      else socket.once(url.startsWith('https:') ? 'secureConnect' : 'connect', () => (connected = true))
    })
    outgoing.on('error', fail)
    outgoing.on('response', incoming => {
      read(incoming).then(resolve, fail)
    })
    outgoing.end(body)
  })
}

async function read(incoming: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of incoming) {
    const bytes: Uint8Array = Buffer.from(chunk)
    length += bytes.length
    if (length > ANSWER_MAX) throw new Error(`the answer is longer than ${ANSWER_MAX} bytes`)
    chunks.push(bytes)
  }
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')])
  return { is: 'answer', status: incoming.statusCode ?? 0, headers: Object.fromEntries(headers), body: Uint8Array.from(Buffer.concat(chunks)) }
}

/** Several addresses tried and refused come as one error that says nothing itself. */
function whyOf(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map(e => (e instanceof Error ? whyOf(e) : String(e))).join('; ')
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'time-out'
  return 'code' in error ? `${String(error.code)} ${error.message}` : error.message
}
