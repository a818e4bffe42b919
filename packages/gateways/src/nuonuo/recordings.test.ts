import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { HttpAnswer } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { BUYER, SELLER } from '../../test/documents.ts'
import { scriptedFetch, testIo, testVault } from '../../test/io.ts'
import { APP_SECRET } from '../../test/nuonuo.ts'
import { nuonuoConfigSchema } from './config.ts'
import { nuonuo } from './index.ts'

const colour = z.enum(['blue', 'red', 'void'])
const common = {
  what: z.string(),
  calls: z.array(z.object({ method: z.string(), body: z.string(), answer: z.string() })).min(1),
  gives: z.array(z.unknown()),
}
const recordingSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('submit'), sealed: z.object({ serial: z.string(), colour, body: z.string() }), ...common }),
  z.object({ do: z.literal('find'), sought: z.object({ serial: z.string(), colour, blueNumber: z.string().optional() }), ...common }),
])

const folder = fileURLToPath(new URL('recordings', import.meta.url))
const RECORDINGS = globSync('*.json', { cwd: folder })
  .sort()
  .map(file => recordingSchema.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))))

const config = nuonuoConfigSchema.parse({ environment: 'sandbox', appKey: 'DemoKey1', appSecret: APP_SECRET, readySeconds: 0 })
const answered = (text: string): HttpAnswer => ({ is: 'answer', status: 200, headers: {}, body: Buffer.from(text, 'utf8') })
const TOKEN = '{"access_token":"T1","expires_in":86400}'

describe('calls recorded with the sandbox authority are asked and read as then', () => {
  test.each(RECORDINGS.map(it => [it.what, it] as const))('%s', async (_, it) => {
    const { fetch, requests } = scriptedFetch([TOKEN, ...it.calls.map(({ answer }) => answer)].map(answered))
    const session = nuonuo.open(config, SELLER, testIo({ fetch }), testVault())
    const gives = it.do === 'submit' ? await session.submit([it.sealed]) : await session.find([it.sought])
    expect(JSON.parse(JSON.stringify(gives))).toEqual(it.gives)
    expect(requests.slice(1).map(({ headers, body }) => ({ method: headers?.method, body }))).toEqual(
      it.calls.map(({ method, body }) => ({ method, body })),
    )
  })

  test('there are some, and no token, key or person stands in them', () => {
    expect(RECORDINGS.length).toBeGreaterThan(8)
    const written = JSON.stringify(RECORDINGS)
    for (const secret of [APP_SECRET, 'accessToken', 'access_token', BUYER.name, BUYER.phone, BUYER.account, SELLER.account, SELLER.phone])
      expect(written).not.toContain(secret)
  })
})
