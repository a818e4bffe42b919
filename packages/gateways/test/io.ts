import { randomBytes } from 'node:crypto'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Fetch, HttpAnswer, HttpRequest, Io, Vault } from '@openfapiao/core'

/** Everything that would have been recorded or logged: for the tests that look for secrets in it. */
export interface Seen {
  readonly log: string[]
  readonly operations: { readonly operation: string; readonly subjects: readonly string[] }[]
}

export interface TestIo extends Io {
  readonly seen: Seen
}

/** A small door to the real network, for tests only; the production one belongs to the runtime. `change` may replace single doors. */
export function testIo(change: Partial<Io> = {}): TestIo {
  const seen: Seen = { log: [], operations: [] }
  const note =
    (level: string) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      seen.log.push(`${level} ${message} ${JSON.stringify(fields)}`)
    }
  const door: Fetch = async request => {
    if (request.about) seen.operations.push(request.about)
    return (change.fetch ?? fetchOverHttp)(request)
  }
  return {
    now: Date.now,
    random: length => randomBytes(length),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    ...change,
    fetch: door,
    seen,
  }
}

/** A vault nobody else sees, with locks that hold. */
export function testVault(): Vault {
  const held = new Map<string, string>()
  const locks = new Map<string, Promise<unknown>>()
  return {
    get: async key => held.get(key),
    set: async (key, value) => {
      if (value === undefined) held.delete(key)
      else held.set(key, value)
    },
    keys: async prefix => [...held.keys()].filter(key => key.startsWith(prefix)),
    withLock: (key, work) => {
      const mine = (locks.get(key) ?? Promise.resolve()).then(work)
      locks.set(
        key,
        mine.catch(() => undefined),
      )
      return mine
    },
  }
}

/** Until the connection stands nothing has left the house; after that everything that goes wrong may have come too late. */
export const fetchOverHttp: Fetch = request =>
  new Promise<HttpAnswer>(resolve => {
    const send = new URL(request.url).protocol === 'https:' ? requestHttps : requestHttp
    const outgoing = send(request.url, { method: request.method, headers: request.headers, agent: false, ...request.tls })
    let connected = false
    outgoing.on('socket', socket => socket.once(request.url.startsWith('https:') ? 'secureConnect' : 'connect', () => (connected = true)))
    const fail = (error: Error): void => resolve({ is: connected ? 'lost' : 'unreached', why: whyOf(error) })
    outgoing.on('error', fail)
    outgoing.on('response', incoming => read(incoming).then(resolve, fail))
    outgoing.setTimeout((request.timeoutSeconds ?? 20) * 1000, () => outgoing.destroy(new Error('time-out')))
    outgoing.end(request.body)
  })

const whyOf = (error: Error): string => ('code' in error ? `${String(error.code)} ${error.message}` : error.message)

async function read(incoming: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  return { is: 'answer', status: incoming.statusCode ?? 0, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) }
}

/** The requests as they were given to the network, and answers by hand: for what no server can be made to say. */
export function scriptedFetch(answers: readonly HttpAnswer[]): { readonly fetch: Fetch; readonly requests: HttpRequest[] } {
  const requests: HttpRequest[] = []
  const rest = [...answers]
  return {
    requests,
    fetch: async request => {
      requests.push(request)
      const answer = rest.shift()
      if (!answer) throw new Error('one request more than answers')
      return answer
    },
  }
}
