import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { HttpAnswer, Io, RawRequest, Vault } from '@openfapiao/core'
import type { Stage } from '../../../core/test/connector-battery.ts'
import { medusaConfigSchema } from '../src/config.ts'
import type { ChangedRow } from '../src/host.ts'
import { medusa } from '../src/index.ts'
import { REMOTE } from '../src/outside/remote.ts'
import { HEADERS, signatureOf } from '../src/outside/sign.ts'
import { READING, sample } from './samples.ts'

const SECRET = 'a signing secret of this test'
const KEY = 'sk_of_this_test'
const ID = 'order_01M82WDK5BSD8KNHTA730SGDPN'

/** The plugin's admin routes with one recorded order, over real HTTP. */
async function openHost() {
  let at = Date.now() - 60_000
  const server = createServer((request, response) => answer(request, response, { order: ID, at: new Date(at).toISOString() }))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    touch: () => {
      at += 1_000
    },
    close: () => new Promise<void>(resolve => server.close(() => resolve())).finally(() => server.closeAllConnections()),
  }
}

function answer(request: IncomingMessage, response: ServerResponse, row: ChangedRow): void {
  const url = new URL(request.url ?? '', 'http://x')
  const known = request.headers.authorization === `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`
  const json = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (!known) return void json(401, {})
  if (url.pathname === REMOTE.order + ID) return void json(200, { order: sample('o1-query-graph-order') })
  if (url.pathname !== REMOTE.changed) return void json(404, {})
  const seen = row.at >= (url.searchParams.get('from') ?? '') && url.searchParams.get('source') === 'orders' && url.searchParams.get('skip') === '0'
  json(200, { rows: seen ? [row] : [] })
}

function hint(body: unknown, delivery: string, secret = SECRET): RawRequest {
  const bytes = Buffer.from(JSON.stringify(body))
  const signed = { store: 'cn', delivery, at: String(Date.now()), body: bytes }
  const headers = {
    [HEADERS.store]: signed.store,
    [HEADERS.delivery]: delivery,
    [HEADERS.at]: signed.at,
    [HEADERS.signature]: signatureOf(signed, secret),
  }
  return { method: 'POST', path: '/', query: {}, headers, body: bytes }
}

/** The connector of a server before a Medusa with the plugin, as its battery wants it. */
export async function stage(): Promise<Stage> {
  const host = await openHost()
  const log: string[] = []
  const config = { stores: [{ ...READING, url: host.url, apiKey: KEY, secrets: [SECRET], firstSweepDays: 1 }] }
  let turn = 0
  return {
    connector: medusa,
    config,
    session: medusa.open(medusaConfigSchema.parse(config), testIo(log), noVault),
    ref: { platform: 'medusa', store: 'cn', id: ID },
    missing: { platform: 'medusa', store: 'cn', id: 'order_01NONE' },
    async event() {
      host.touch()
      return hint({ event: 'payment.captured', order: ID }, `d${++turn}`)
    },
    forged: request => [
      { ...request, headers: { ...request.headers, [HEADERS.signature]: '' } },
      { ...request, headers: { ...request.headers, [HEADERS.store]: 'us' } },
      { ...request, headers: { ...request.headers, [HEADERS.delivery]: 'another' } },
      { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) },
      hint({ event: 'payment.captured', order: ID }, 'd1', 'a secret of a stranger'),
    ],
    unreadable: async () => hint({ event: 'payment.captured' }, `u${++turn}`),
    log,
    secrets: [SECRET, KEY, 'buyer@example.com'],
    close: () => host.close(),
  }
}

export const noVault: Vault = { get: async () => undefined, set: async () => undefined, keys: async () => [], withLock: (_, work) => work() }

export function testIo(log: string[]): Io {
  const note = (message: string, fields: object = {}): void => void log.push(`${message} ${JSON.stringify(fields)}`)
  return {
    now: () => Date.now(),
    random: length => crypto.getRandomValues(new Uint8Array(length)),
    log: { info: note, warn: note, error: note },
    async fetch({ url, method, headers }): Promise<HttpAnswer> {
      const response = await fetch(url, { method, headers })
      const body = new Uint8Array(await response.arrayBuffer())
      return { is: 'answer', status: response.status, headers: Object.fromEntries(response.headers), body }
    },
  }
}
