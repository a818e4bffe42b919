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
export async function listen({ parts, config }: Wired, runtime: Runtime, version: string): Promise<Listening> {
  const { host, port, proxyHops } = config.listen
  const { token } = config.metrics
  const app = createApp({
    ...{ runtime, parts, proxyHops, version, operators: config.operators },
    metricsAccess: token === undefined ? (config.environment === 'sandbox' ? 'open' : undefined) : { token },
  })
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, app.callback())
  await listening(server, port, host)
  return { address: addressOf(server.address(), host), stop: () => stopped(server) }
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

function stopped(server: Server): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => server.closeAllConnections(), STOP_MS)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
