import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { HttpAnswer } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { APP } from '../../test/aisino.ts'
import { SELLER } from '../../test/documents.ts'
import { scriptedFetch, testIo, testVault } from '../../test/io.ts'
import { openDatagram } from './datagram.ts'
import { aisino } from './index.ts'
import { keyOf } from './sign.ts'

const colour = z.enum(['blue', 'red'])
/** `answer` is what travelled; `message` is what the datagram of the question held. */
const call = z.object({ interfaceCode: z.string(), message: z.unknown(), answer: z.unknown() })
const common = { what: z.string(), at: z.string(), calls: z.array(call).min(1), gives: z.array(z.unknown()) }
const recording = z.discriminatedUnion('do', [
  z.object({ do: z.literal('submit'), sealed: z.object({ serial: z.string(), colour, body: z.string() }), ...common }),
  z.object({ do: z.literal('find'), sought: z.object({ serial: z.string(), colour, blueNumber: z.string().optional() }), ...common }),
])

const folder = fileURLToPath(new URL('recordings', import.meta.url))
const RECORDINGS = globSync('*.json', { cwd: folder })
  .sort()
  .map(file => recording.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))))

const answered = (said: unknown): HttpAnswer => ({ is: 'answer', status: 200, headers: {}, body: Buffer.from(JSON.stringify(said), 'utf8') })

const envelope = z.object({ interfaceCode: z.string(), zipCode: z.literal('0'), access_token: z.string(), datagram: z.string() })

/** Opened with the key of its own instant. */
function messageIn(body: unknown, at: string): unknown {
  const { datagram } = envelope.parse(JSON.parse(String(body)))
  return JSON.parse(openDatagram(datagram, keyOf(APP.authCode, APP.orgCode, at), '0') ?? 'null')
}

describe('calls that were recorded with the sandbox authority are asked and read as then', () => {
  test.each(RECORDINGS.map(it => [it.what, it] as const))('%s', async (_, it) => {
    const { fetch, requests } = scriptedFetch(it.calls.map(({ answer }) => answered(answer)))
    const config = aisino.configSchema.parse({
      environment: 'sandbox',
      answerSignature: 'strict',
      ...APP,
      resultFields: { amount: 'hjje', tax: 'hjse', total: 'jshj' },
      codes: { 'SANDBOX-ABSENT': 'absent' },
    })
    const now = Date.parse(it.at.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6+08:00'))
    const session = aisino.open(config, SELLER, testIo({ fetch, now: () => now }), testVault())
    const gives = it.do === 'submit' ? await session.submit([it.sealed]) : await session.find([it.sought])
    expect(JSON.parse(JSON.stringify(gives))).toEqual(it.gives)
    expect(requests.map(({ url, body }) => ({ interfaceCode: url.split('/').at(-1), message: messageIn(body, it.at) }))).toEqual(
      it.calls.map(({ interfaceCode, message }) => ({ interfaceCode, message })),
    )
  })

  test('there are some, and no key or person stands in them', () => {
    expect(RECORDINGS.length).toBeGreaterThan(5)
    const written = JSON.stringify(RECORDINGS)
    for (const secret of [APP.authCode, '13800138000', '6222', '演示购方']) expect(written).not.toContain(secret)
  })
})
