import { createServer, type ServerOptions } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type OpenIo, openIo } from '@openfapiao/runtime/io'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Identity, newAuthority } from '../../packages/gateways/test/certificates.ts'

const ours = newAuthority('the authority of the test')
const strangers = newAuthority('another authority')

let io: OpenIo
const closing: (() => void)[] = []
beforeEach(() => {
  io = openIo({ write: () => undefined, secrets: [] })
})
afterEach(async () => {
  await io.close()
  for (const close of closing.splice(0)) close()
})

/** A server that answers with the name on the client's certificate. */
async function secure(options: ServerOptions = {}, heard: (name: string) => void = () => undefined): Promise<string> {
  const server = createServer({ ...ours.issue('front'), ca: ours.cert, ...options }, (request, response) => {
    const { socket } = request
    const peer = 'getPeerCertificate' in socket && typeof socket.getPeerCertificate === 'function' ? socket.getPeerCertificate() : {}
    const name = peer?.subject?.CN ?? 'nobody'
    heard(name)
    response.end(name)
  })
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
const demanding = { requestCert: true, rejectUnauthorized: true }
const ask = async (url: string, tls?: Identity & { ca?: string }) => {
  const answer = await io.fetch({ method: 'POST', url, body: 'x', timeoutSeconds: 5, ...(tls ? { tls } : {}) })
  return answer.is === 'answer' ? new TextDecoder().decode(answer.body) : answer.is
}

test('a client certificate is shown, each caller its own', async () => {
  const url = await secure(demanding)
  expect(await ask(url, { ...ours.issue('one'), ca: ours.cert })).toBe('one')
  expect(await ask(url, { ...ours.issue('two'), ca: ours.cert })).toBe('two')
})

test('a server whose certificate nobody vouches for is told nothing', async () => {
  expect(await ask(await secure(), { ...ours.issue('one'), ca: strangers.cert })).toBe('unreached')
  expect(await ask(await secure())).toBe('unreached')
})

test("a stranger's certificate is answered by nobody", async () => {
  expect(['lost', 'unreached']).toContain(await ask(await secure(demanding), { ...strangers.issue('one'), ca: ours.cert }))
})

test('what was given up while the connection was being made does not leave later', async () => {
  const answered: string[] = []
  const url = new URL(await secure(undefined, name => answered.push(name)))
  const port = Number(url.port)
  const slow = createTcpServer(socket => {
    socket.on('error', () => undefined)
    setTimeout(() => socket.pipe(connect(port, '127.0.0.1').on('error', () => socket.destroy())).pipe(socket), 1_500)
  })
  closing.push(() => slow.close())
  await new Promise<void>(resolve => slow.listen(0, '127.0.0.1', resolve))
  url.port = String((slow.address() as AddressInfo).port)
  const tls = { ...ours.issue('one'), ca: ours.cert }
  expect(await io.fetch({ method: 'POST', url: url.href, body: 'x', timeoutSeconds: 1, tls })).toEqual({ is: 'unreached', why: 'time-out' })
  await sleep(1_000)
  expect(answered).toEqual([])
  expect(await ask(url.href, tls)).toBe('nobody')
  expect(answered).toHaveLength(1)
})
