import { createCipheriv, createDecipheriv } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { HttpAnswer, HttpRequest } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { BUYER, SELLER } from '../../test/documents.ts'
import { scriptedFetch, testIo } from '../../test/io.ts'
import { configOf, lockingVault, SM4_KEY } from '../../test/leqi.ts'
import { type LeqiSession, leqiSession } from './index.ts'

const colour = z.enum(['blue', 'red'])
const common = {
  what: z.string(),
  /** When it was, and what the vault held then. */
  at: z.iso.datetime(),
  kept: z.record(z.string(), z.string()),
  /** Requests and answers without their encryption. */
  calls: z.array(z.object({ fwbm: z.string(), text: z.string(), data: z.string() })).min(1),
  gives: z.array(z.unknown()),
}
const recordingSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('submit'), sealed: z.object({ serial: z.string(), colour, body: z.string() }), ...common }),
  z.object({ do: z.literal('find'), sought: z.object({ serial: z.string(), colour, blueNumber: z.string().optional() }), ...common }),
  z.object({ do: z.literal('reserve'), ids: z.array(z.string()), ...common }),
])
type Recording = z.infer<typeof recordingSchema>

const folder = fileURLToPath(new URL('recordings', import.meta.url))
const RECORDINGS = globSync('*.json', { cwd: folder })
  .sort()
  .map(file => recordingSchema.parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))))

const KEY = Buffer.from(SM4_KEY, 'hex')
function answered(data: string): HttpAnswer {
  const cipher = createCipheriv('sm4-ecb', KEY, null)
  const Data = Buffer.concat([cipher.update(data, 'utf8'), cipher.final()]).toString('base64')
  const body = JSON.stringify({ httpStatusCode: '200', body: JSON.stringify({ Response: { RequestId: '0'.repeat(16), Data } }) })
  return { is: 'answer', status: 200, headers: {}, body: Buffer.from(body) }
}
function asked({ headers, body }: HttpRequest): { fwbm: unknown; text: string } {
  const decipher = createDecipheriv('sm4-ecb', KEY, null)
  return { fwbm: headers?.fwbm, text: Buffer.concat([decipher.update(String(body), 'base64'), decipher.final()]).toString('utf8') }
}

function play(it: Recording, session: LeqiSession): Promise<unknown[]> {
  switch (it.do) {
    case 'submit':
      return session.submit([it.sealed])
    case 'find':
      return session.find([it.sought])
    case 'reserve':
      return session.reserve(it.ids)
  }
}

describe('calls recorded with the sandbox authority are asked and read as then', () => {
  test.each(RECORDINGS.map(it => [it.what, it] as const))('%s', async (_, it) => {
    const { fetch, requests } = scriptedFetch(it.calls.map(({ data }) => answered(data)))
    const vault = lockingVault()
    for (const [key, value] of Object.entries(it.kept)) vault.entries.set(key, value)
    let times = 7
    const io = testIo({ fetch, now: () => Date.parse(it.at), random: length => new Uint8Array(length).fill(times++) })
    const session = leqiSession(configOf('http://127.0.0.1:1'), { taxNumber: SELLER.taxNumber }, io, vault)
    expect(JSON.parse(JSON.stringify(await play(it, session)))).toEqual(it.gives)
    expect(requests.map(asked)).toEqual(it.calls.map(({ fwbm, text }) => ({ fwbm, text })))
  })

  test('there are some, and no key or person stands in them', () => {
    expect(RECORDINGS.length).toBeGreaterThan(10)
    const written = JSON.stringify(RECORDINGS)
    for (const secret of [SM4_KEY, BUYER.name, BUYER.phone, BUYER.account, SELLER.account, SELLER.phone]) expect(written).not.toContain(secret)
  })
})
