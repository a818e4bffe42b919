import { createServer, type IncomingMessage } from 'node:http'
import type { ConnectorSession, NewHint } from '@openfapiao/core'

/** A server's address of the connector: what is accepted there is kept. */
export async function openSink(session: ConnectorSession) {
  const hints: NewHint[] = []
  const accept = async (hint: NewHint) => ({ id: String(hints.push(hint)), duplicate: false })
  const server = createServer((incoming, response) => {
    void raw(incoming)
      .then(request => session.http(request, { accept }))
      .then(({ status }) => response.writeHead(status).end())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/connectors/medusa`,
    /** The orders that the accepted hints name. */
    orders: () =>
      hints.flatMap(({ topic, store, body = new Uint8Array() }) => {
        const read = session.read({ topic, store, body, headers: {} })
        return read.is === 'orders' ? read.refs.map(r => r.id) : []
      }),
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function raw(incoming: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
  return { method: incoming.method ?? '', path: '/', query: {}, headers, body: Buffer.concat(chunks) }
}
