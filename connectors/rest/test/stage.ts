import { randomBytes } from 'node:crypto'
import { pushExamples } from '@openfapiao/api'
import type {
  ConnectorSession,
  HttpAnswer,
  HttpRequest,
  Intake,
  Io,
  NewHint,
  OrderAnswer,
  RawAnswer,
  RawRequest,
  Request,
  Vault,
} from '@openfapiao/core'
import type { Stage } from '../../../core/test/connector-battery.ts'
import { type RestConfig, rest } from '../src/index.ts'

export const KEY = 'made-up-key-of-the-store-main-0001'
export const CALLBACK = { store: 'main', url: 'https://erp.example/fapiao', secret: 'made-up-secret-of-the-callback-01' } as const
const NOW = Date.parse('2026-11-23T09:00:00+08:00')

/** A vault as the engine's: locks shared by everybody who has it. */
export function memoryVault(): Vault & { readonly held: ReadonlyMap<string, string> } {
  const held = new Map<string, string>()
  const tails = new Map<string, Promise<unknown>>()
  return {
    held,
    get: async key => held.get(key),
    set: async (key, value) => {
      if (value === undefined) held.delete(key)
      else held.set(key, value)
    },
    keys: async prefix => [...held.keys()].filter(key => key.startsWith(prefix)).sort(),
    withLock(key, work) {
      const before = tails.get(key) ?? Promise.resolve()
      const mine = before.then(work, work)
      tails.set(
        key,
        mine.catch(() => undefined),
      )
      return mine
    },
  }
}

/** An intake as the engine's: duplicates by (store, dedupeKey), requests by key and input. */
export function memoryIntake(): Intake & { readonly hints: NewHint[]; readonly requests: Map<string, Request> } {
  const hints: NewHint[] = []
  const requests = new Map<string, Request>()
  const inputOf = ({ at: _, ...input }: Request): string => JSON.stringify(input)
  const accept = async (hint: NewHint) => {
    const duplicate = hints.some(h => h.store === hint.store && h.dedupeKey === hint.dedupeKey)
    if (!duplicate) hints.push(hint)
    return { id: String(hints.length), duplicate }
  }
  return {
    hints,
    requests,
    accept,
    async request(request, hint) {
      const known = requests.get(request.key)
      if (known) return inputOf(known) === inputOf(request) ? 'known' : 'conflict'
      requests.set(request.key, request)
      await accept(hint)
      return 'made'
    },
  }
}

/** One open connector, its memory, and whoever pushes. */
export interface Till {
  readonly session: ConnectorSession
  readonly vault: ReturnType<typeof memoryVault>
  readonly intake: ReturnType<typeof memoryIntake>
  readonly log: string[]
  /** What went to callback addresses; they answer with `answers`, 200 where these have run out. */
  readonly calls: HttpRequest[]
  readonly answers: HttpAnswer[]
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Said>
  order(id: string, store?: string): Promise<OrderAnswer>
}
export interface Said extends RawAnswer {
  /** The body read as JSON. */
  readonly json: Readonly<Record<string, unknown>>
  readonly codes: readonly string[]
}

export function till(config: Partial<RestConfig> = {}, io: Partial<Io> = {}): Till {
  const log: string[] = []
  const calls: HttpRequest[] = []
  const answers: HttpAnswer[] = []
  const note = (message: string, fields: object = {}) => void log.push(`${message} ${JSON.stringify(fields)}`)
  const fetch = async (request: HttpRequest): Promise<HttpAnswer> => {
    calls.push(request)
    return answers.shift() ?? { is: 'answer', status: 200, headers: {}, body: new Uint8Array() }
  }
  const doors: Io = { now: () => NOW, random: randomBytes, fetch, log: { info: note, warn: note, error: note }, ...io }
  const vault = memoryVault()
  const intake = memoryIntake()
  const session = rest.open(rest.configSchema.parse({ keys: [{ store: 'main', key: KEY }], ...config }), doors, vault)
  return {
    ...{ session, vault, intake, log, calls, answers },
    send: async (method, path, body, headers) => said(await session.http(requestOf(method, path, body, headers), intake)),
    order: (id, store = 'main') => session.order({ platform: 'rest', store, id }),
  }
}

export function requestOf(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): RawRequest {
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body))
  return { method, path, query: {}, headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers }, body: bytes }
}

function said(answer: RawAnswer): Said {
  const json = JSON.parse(answer.body ?? '{}')
  const faults: readonly { code: string }[] = json.error?.faults ?? []
  return { ...answer, json, codes: faults.map(f => f.code) }
}

const MINUTE = 60_000

/** The till as the battery's platform: an order with a refund, pushed again and again. */
export async function stage(): Promise<Stage> {
  const config = { keys: [{ store: 'main', key: KEY }], callbacks: [CALLBACK] }
  const one = till(config)
  const { order, refund } = pushExamples
  await one.send('POST', '/v1/orders', order)
  await one.send('POST', `/v1/orders/${order.id}/refunds`, refund)
  let minutes = 0
  const event = async () => {
    const updatedAt = new Date(Date.parse(order.updatedAt) + ++minutes * MINUTE).toISOString()
    return requestOf('PUT', `/v1/orders/${order.id}`, { ...order, updatedAt })
  }
  return {
    connector: rest,
    config,
    session: one.session,
    ref: { platform: 'rest', store: 'main', id: order.id },
    missing: { platform: 'rest', store: 'main', id: 'nobody-pushed-this' },
    event,
    forged: request =>
      [undefined, '', 'Bearer ', KEY, `Bearer ${KEY}x`, `Bearer ${KEY.slice(1)}`, `Basic ${KEY}`].map(authorization => {
        const { authorization: _, ...headers } = request.headers
        return { ...request, headers: authorization === undefined ? headers : { ...headers, authorization } }
      }),
    unreadable: async () => requestOf('POST', '/v1/orders', new TextEncoder().encode('{"id": "1",')),
    published: () => one.calls.filter(call => call.method === 'POST'),
    log: one.log,
    secrets: [KEY, CALLBACK.secret, 'buyer@example.com'],
    close: async () => undefined,
  }
}
