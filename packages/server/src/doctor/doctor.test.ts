import { createServer, type Server } from 'node:net'
import type { HttpAnswer } from '@openfapiao/core'
import { afterEach, describe, expect, it } from 'vitest'
import { clockWatch } from './clock.ts'
import { mailFinding } from './mail.ts'
import { nodeFinding } from './node.ts'

const codes = (faults: readonly { code: string }[] = []): string[] => faults.map(f => f.code)

describe('doctor', () => {
  it.each([
    ['22.20.0', []],
    ['22.19.9', ['NODE_TOO_OLD']],
    ['20.99.0', ['NODE_TOO_OLD']],
    ['24.0.0', []],
    ['100.1.0', []],
  ])('takes Node.js %s as it is', (version, expected) => {
    expect(codes(nodeFinding(version).faults)).toEqual(expected)
  })

  it('sees a clock that is minutes away by the date of any answer, and none where nobody tells the time', async () => {
    const now = Date.parse('2026-11-24T10:00:00Z')
    const at = (date?: string) => {
      const answer: HttpAnswer = { is: 'answer', status: 200, headers: date ? { date } : {}, body: new Uint8Array() }
      return clockWatch(
        async () => answer,
        () => now,
      )
    }
    const ask = { method: 'GET', url: 'https://gateway.example/x' } as const
    const near = at('Tue, 24 Nov 2026 10:00:30 GMT')
    await near.fetch(ask)
    expect(near.seen()).toEqual({ address: 'gateway.example', faults: [] })
    const far = at('Tue, 24 Nov 2026 09:55:00 GMT')
    await far.fetch(ask)
    expect(far.seen()?.faults).toMatchObject([{ code: 'CLOCK_DRIFT', en: expect.stringContaining('300 seconds') }])
    const silent = at()
    await silent.fetch(ask)
    expect(silent.seen()).toBeUndefined()
  })
})

describe('a mail server', () => {
  let server: Server | undefined
  afterEach(() => {
    server?.close()
  })
  const greeting = (text: string): Promise<string> =>
    new Promise(resolve => {
      server = createServer(socket => socket.on('error', () => undefined).write(text)).listen(0, '127.0.0.1', () => {
        const bound = server?.address()
        resolve(`smtp://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`)
      })
    })

  it('that greets is there', async () => {
    expect((await mailFinding(await greeting('220 mail.example ESMTP\r\n'))).faults).toEqual([])
  })

  it('that turns us away, or does not listen, is not', async () => {
    expect(await mailFinding(await greeting('554 go away\r\n'))).toMatchObject({
      faults: [{ code: 'MAIL_UNREACHABLE', en: expect.stringContaining('554 go away') }],
    })
    expect(codes((await mailFinding('smtp://127.0.0.1:9')).faults)).toEqual(['MAIL_UNREACHABLE'])
  })
})
