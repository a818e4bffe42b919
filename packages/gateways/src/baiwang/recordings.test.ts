import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { HttpAnswer } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { APP, token } from '../../test/baiwang.ts'
import { SELLER } from '../../test/documents.ts'
import { scriptedFetch, testIo, testVault } from '../../test/io.ts'
import { baiwangConfigSchema } from './config.ts'
import { baiwang } from './index.ts'

const colour = z.enum(['blue', 'red', 'void'])
const call = z.object({ method: z.string(), version: z.string(), body: z.string(), answer: z.string() })
const common = { what: z.string(), calls: z.array(call).min(1), gives: z.array(z.unknown()) }
const recording = z.discriminatedUnion('do', [
  z.object({ do: z.literal('submit'), sealed: z.object({ serial: z.string(), colour, body: z.string() }), ...common }),
  z.object({ do: z.literal('find'), sought: z.object({ serial: z.string(), colour, blueNumber: z.string().optional() }), ...common }),
])

const folder = fileURLToPath(new URL('recordings', import.meta.url))
const RECORDINGS = globSync('*.json', { cwd: folder })
  .sort()
  .map(file => recording.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))))

const answered = (text: string): HttpAnswer => ({ is: 'answer', status: 200, headers: {}, body: Buffer.from(text, 'utf8') })

describe('calls that were recorded with the sandbox authority are asked and read as then', () => {
  test.each(RECORDINGS.map(it => [it.what, it] as const))('%s', async (_, it) => {
    const { fetch, requests } = scriptedFetch([token(), ...it.calls.map(({ answer }) => answer)].map(answered))
    const config = baiwangConfigSchema.parse({ environment: 'sandbox', ...APP })
    const session = baiwang.open(config, SELLER, testIo({ fetch }), testVault())
    const gives = it.do === 'submit' ? await session.submit([it.sealed]) : await session.find([it.sought])
    expect(JSON.parse(JSON.stringify(gives))).toEqual(it.gives)
    const asked = requests.slice(1).map(({ url, body }) => {
      const { searchParams } = new URL(url)
      return { method: searchParams.get('method'), version: searchParams.get('version'), body }
    })
    expect(asked).toEqual(it.calls.map(({ method, version, body }) => ({ method, version, body })))
  })

  test('there are some, and no token, key or person stands in them', () => {
    expect(RECORDINGS.length).toBeGreaterThan(5)
    const written = JSON.stringify(RECORDINGS)
    for (const secret of [...Object.values(APP), 'token', '演示购方', '13800138000', '6222']) expect(written).not.toContain(secret)
  })
})
