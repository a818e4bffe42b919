import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { APP, answered, scripted } from '../../test/kingdee.ts'

const colour = z.enum(['blue', 'red'])
const call = z.object({ interfaceCode: z.string(), message: z.string(), answer: z.string() })
const common = { what: z.string(), calls: z.array(call).min(1), gives: z.array(z.unknown()) }
const recording = z.discriminatedUnion('do', [
  z.object({ do: z.literal('submit'), sealed: z.object({ serial: z.string(), colour, body: z.string() }), ...common }),
  z.object({ do: z.literal('find'), sought: z.object({ serial: z.string(), colour, blueNumber: z.string().optional() }), ...common }),
])

const folder = fileURLToPath(new URL('recordings', import.meta.url))
const RECORDINGS = globSync('*.json', { cwd: folder })
  .sort()
  .map(file => recording.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))))

const envelope = z.object({ interfaceCode: z.string(), data: z.string() })

describe('calls that were recorded with the sandbox authority are asked and read as then', () => {
  test.each(RECORDINGS.map(it => [it.what, it] as const))('%s', async (_, it) => {
    const { session, requests } = scripted(it.calls.map(({ answer }) => answered(answer)))
    const gives = it.do === 'submit' ? await session.submit([it.sealed]) : await session.find([it.sought])
    expect(JSON.parse(JSON.stringify(gives))).toEqual(it.gives)
    const asked = requests().map(({ body }) => {
      const { interfaceCode, data } = envelope.parse(JSON.parse(String(body)))
      return { interfaceCode, message: Buffer.from(data, 'base64').toString('utf8') }
    })
    expect(asked).toEqual(it.calls.map(({ interfaceCode, message }) => ({ interfaceCode, message })))
  })

  test('there are some, and no token, key or person stands in them', () => {
    expect(RECORDINGS.length).toBeGreaterThan(8)
    const written = JSON.stringify(RECORDINGS)
    for (const secret of [APP.appSecret, APP.user, 'access_token', '演示购方', '13800138000', '6222']) expect(written).not.toContain(secret)
  })
})
