import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A request as it came over the wire. */
export interface Received {
  readonly method: string
  /** Path with query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** undefined: hangs up without a word. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The other end of a channel over real HTTP, on a port of its own. */
export interface HttpServer {
  readonly url: string
  readonly received: readonly Received[]
  close(): Promise<void>
}

export async function httpServer(reply: (request: Received) => Reply | undefined): Promise<HttpServer> {
  const received: Received[] = []
  const server = createServer((incoming, outgoing) => {
    read(incoming)
      .then(request => {
        received.push(request)
        const answer = reply(request)
        if (!answer) return outgoing.destroy()
        const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {})
        return outgoing.writeHead(answer.status, answer.headers).end(body)
      })
      // A client that hangs up is part of several tests; a request that the other end cannot read fails the test by its outcome.
      .catch(() => outgoing.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, received, close }
}

async function read(incoming: IncomingMessage): Promise<Received> {
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
  return { method: incoming.method ?? '', path: incoming.url ?? '', headers, body: await buffer(incoming) }
}
