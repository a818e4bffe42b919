import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AuthorityConfig } from '../config.ts'

interface Listening {
  readonly url: string
  close(): Promise<void>
}

/** Rejects with what the system says when the address cannot be had. */
export function listen({ host, port, tls }: AuthorityConfig, listener: RequestListener): Promise<Listening> {
  const server = tls ? secure(tls, listener) : createServer(listener)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve({ url: urlOf(server, host, tls !== undefined), close: () => closed(server) }))
  })
}

function secure({ cert, key, clientCa }: NonNullable<AuthorityConfig['tls']>, listener: RequestListener): Server {
  const asked = clientCa !== undefined
  return createTlsServer({ cert, key, ca: clientCa, requestCert: asked, rejectUnauthorized: asked }, listener)
}

function urlOf(server: Server, host: string, isSecure: boolean): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port')
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `${isSecure ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${address.port}`
}

/** Closing twice is harmless. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!server.listening) return resolve()
    server.close(fault => (fault ? reject(fault) : resolve()))
    server.closeAllConnections()
  })
}
