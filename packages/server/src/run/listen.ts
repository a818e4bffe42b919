import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Runtime } from '@openfapiao/runtime'
import { createApp } from '../http/index.ts'
import type { Wired } from '../wire/index.ts'

export interface Listening {
  readonly address: string
  stop(): Promise<void>
}

/** A request that has not come whole by then is cut off, so that slow ones cannot fill the house. */
const REQUEST_MS = 30_000
/** Open requests get so long to finish when the server stops. */
const STOP_MS = 10_000

/** Listens at the configured address. Rejects when it is taken or not ours. */
export async function listen({ parts, config, desk }: Wired, runtime: Runtime, version: string): Promise<Listening> {
  const { host, port, proxyHops } = config.listen
  const { token } = config.metrics
  const app = createApp({
    ...{ runtime, parts, desk, proxyHops, version, operators: config.operators },
    metricsAccess: token === undefined ? (config.environment === 'sandbox' ? 'open' : undefined) : { token },
  })
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, app.callback())
  const open = openRequests(server)
  await listening(server, port, host)
  return { address: addressOf(server.address(), host), stop: () => stopped(server, open) }
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function addressOf(bound: AddressInfo | string | null, host: string): string {
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Requests that have no answer yet. `none` resolves once there are none. */
function openRequests(server: Server): { none(): Promise<void> } {
  let count = 0
  let rest = (): void => undefined
  server.on('request', (_, response) => {
    count++
    response.once('close', () => {
      if (--count === 0) rest()
    })
  })
  return {
    none: () => (count === 0 ? Promise.resolve() : new Promise(resolve => (rest = resolve))),
  }
}

/** Open requests get their answers. Connections that ask for nothing (browsers open some ahead of need) are not waited for. */
async function stopped(server: Server, open: { none(): Promise<void> }): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  const timer = setTimeout(() => server.closeAllConnections(), STOP_MS)
  void open.none().then(() => server.closeAllConnections())
  await closed
  clearTimeout(timer)
}
