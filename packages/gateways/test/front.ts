import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
/** What to say; a number is a bare HTTP status, `hangUp` closes the connection without a word. */
export type Said = string | number | 'hangUp'

/** A real HTTP server that says what the test wrote from WIRE.md. */
export interface Front {
  readonly url: string
  readonly received: Received[]
  say(...answers: Said[]): void
  close(): Promise<void>
}

export async function openFront(): Promise<Front> {
  const received: Received[] = []
  const waiting: Said[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      const said = waiting.shift() ?? 500
      if (said === 'hangUp') request.socket.destroy()
      else if (typeof said === 'number') response.writeHead(said).end()
      else response.writeHead(200).end(said)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${portOf(server)}`, received, say: (...answers) => waiting.push(...answers), close: () => closed(server) }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port')
  return address.port
}

/** Closing twice is harmless. */
const closed = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    if (!server.listening) return resolve()
    server.closeAllConnections()
    server.close(error => (error ? reject(error) : resolve()))
  })
