import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import type { HttpRequest } from '@openfapiao/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Network, networkFetch } from './fetch.ts'

let network: Network
beforeEach(() => {
  network = networkFetch({ answerMax: 10_000 })
})
const open = new Set<{ close(): void }>()
afterEach(async () => {
  for (const one of open) one.close()
  open.clear()
  await network.close()
})

async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  open.add({
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const http = (answer: RequestListener) => listening(createHttpServer(answer))
const tcp = (talk: (socket: Socket) => void) => listening(createTcpServer(socket => talk(socket.on('error', () => undefined))))
const ask = (url: string, over: Partial<HttpRequest> = {}) => network.fetch({ method: 'POST', url, body: 'hello', timeoutSeconds: 1, ...over })

describe('an answer', () => {
  test('comes with status, headers and bytes, also when the status is an error', async () => {
    const url = await http((request, response) => {
      response.writeHead(503, { 'x-name': ['a', 'b'] }).end(`${request.method} ${request.headers['content-type']}`)
    })
    const answer = await ask(url, { headers: { 'content-type': 'text/plain' } })
    expect(answer).toMatchObject({ is: 'answer', status: 503, headers: { 'x-name': 'a, b' } })
    expect(new TextDecoder().decode(answer.is === 'answer' ? answer.body : undefined)).toBe('POST text/plain')
  })

  test('that points elsewhere is an answer and not followed', async () => {
    let asked = 0
    const url = await http((_, response) => {
      asked++
      response.writeHead(302, { location: '/other' }).end()
    })
    expect(await ask(url)).toMatchObject({ is: 'answer', status: 302 })
    expect(asked).toBe(1)
  })

  test('comes over a kept connection', async () => {
    const ports = new Set<number | undefined>()
    const url = await http((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('ok')
    })
    for (let i = 0; i < 8; i++) await ask(url)
    expect(ports.size).toBeLessThan(3)
  })
})

describe('nothing has left the house', () => {
  test('when the connection is refused', async () => {
    const url = await http(() => undefined)
    for (const one of open) one.close()
    expect(await ask(url)).toMatchObject({ is: 'unreached', why: expect.stringContaining('ECONNREFUSED') })
  })

  test('when the name does not exist', async () => {
    expect(await ask('http://nowhere.invalid/')).toMatchObject({ is: 'unreached' })
  })

  test('when there is no address', async () => {
    expect(await ask('somewhere')).toMatchObject({ is: 'unreached' })
    expect(await ask('file:///etc/hosts')).toMatchObject({ is: 'unreached' })
  })

  test('when the other side speaks no TLS', async () => {
    const url = await tcp(socket => socket.end('no'))
    expect(await ask(url.replace('http:', 'https:'))).toMatchObject({ is: 'unreached' })
  })

  test('when the handshake hangs until the time is over', async () => {
    const url = await tcp(() => undefined)
    expect(await ask(url.replace('http:', 'https:'))).toEqual({ is: 'unreached', why: 'time-out' })
  })
})

describe('it may have arrived', () => {
  test('when the server hangs', async () => {
    const url = await http(() => undefined)
    expect(await ask(url)).toEqual({ is: 'lost', why: 'time-out' })
  })

  test('when the answer begins and never ends', async () => {
    const url = await http((_, response) => {
      response.write('begin')
    })
    expect(await ask(url)).toEqual({ is: 'lost', why: 'time-out' })
  })

  test('when the answer drips so slowly that each byte comes in time', async () => {
    const url = await http((_, response) => {
      const drip = setInterval(() => response.write('.'), 50)
      response.on('close', () => clearInterval(drip))
    })
    expect(await ask(url)).toEqual({ is: 'lost', why: 'time-out' })
  })

  test('when the connection is reset after the request', async () => {
    const url = await tcp(socket => socket.once('data', () => socket.resetAndDestroy()))
    expect(await ask(url)).toMatchObject({ is: 'lost' })
  })

  test('when a kept connection was reset under the next request', async () => {
    let answered = 0
    const url = await tcp(socket =>
      socket.on('data', () => {
        if (answered++ === 0) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
        else socket.resetAndDestroy()
      }),
    )
    expect(await ask(url)).toMatchObject({ is: 'answer' })
    expect(await ask(url)).toMatchObject({ is: 'lost' })
  })

  test('when the answer is no HTTP', async () => {
    const url = await tcp(socket => socket.once('data', () => socket.end('what?\r\n\r\n')))
    expect(await ask(url)).toMatchObject({ is: 'lost' })
  })

  test('when the answer is larger than anything we asked for: it is cut off', async () => {
    let written = 0
    const url = await http((_, response) => {
      const chunk = Buffer.alloc(65_536)
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length
        if (!response.destroyed) response.once('drain', pour)
      }
      pour()
    })
    expect(await ask(url, { timeoutSeconds: 20 })).toMatchObject({ is: 'lost', why: 'the answer is longer than 10000 bytes' })
    expect(written).toBeLessThan(20_000_000)
  })
})
