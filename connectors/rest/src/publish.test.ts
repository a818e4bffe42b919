import { createHmac } from 'node:crypto'
import { invoiceNewsSchema } from '@openfapiao/api'
import type { HttpAnswer, Publication } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { CALLBACK, till } from '../test/stage.ts'

const ref = { platform: 'rest', store: 'main', id: 'O-1' } as const
const blue = { colour: 'blue', number: '26332000000012345678', issuedAt: '2026-11-20T10:00:00+08:00', total: '113.00' } as const
const red = { ...blue, colour: 'red', number: '26332000000012345679', total: '-113.00' } as const
const link = 'https://fapiao.example/i/Zm9v'
const issued: Publication = { state: 'issued', link, documents: [blue] }
const reversed: Publication = { state: 'reversed', link, documents: [blue, red] }
const status = (code: number, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  is: 'answer',
  status: code,
  headers,
  body: new Uint8Array(),
})

describe('news of an invoice', () => {
  test('is signed over time and body, and names the order and its documents', async () => {
    const one = till({ callbacks: [CALLBACK] })
    await one.session.publish?.(ref, issued)
    const [call] = one.calls
    const body = String(call?.body)
    expect(invoiceNewsSchema.parse(JSON.parse(body))).toMatchObject({ order: ref, invoices: issued })
    const [, at, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(call?.headers?.['openfapiao-signature'] ?? '') ?? []
    expect(signature).toBe(createHmac('sha256', CALLBACK.secret).update(`${at}.${body}`).digest('hex'))
    expect(Number(at) * 1000).toBe(Date.parse('2026-11-23T09:00:00+08:00'))
  })

  test('is told once for the same documents, again for others, and an older picture is not told at all', async () => {
    const one = till({ callbacks: [CALLBACK] })
    for (const picture of [issued, issued, reversed, issued, reversed])
      expect(await one.session.publish?.(ref, picture)).toMatchObject({ is: 'sent' })
    expect(one.calls.map(c => JSON.parse(String(c.body)).invoices.state)).toEqual(['issued', 'reversed'])
  })

  test.each([
    [{ is: 'lost', why: 'time-out' } as const, { is: 'later' }],
    [{ is: 'unreached', why: 'refused' } as const, { is: 'later' }],
    [status(503, { 'retry-after': '120' }), { is: 'later', afterSeconds: 120 }],
    [status(429, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }), { is: 'later', afterSeconds: undefined }],
    [status(410), { is: 'refused' }],
    [status(302), { is: 'refused' }],
  ])('answered with %o is told again, or given up with the reason', async (answer, expected) => {
    const one = till({ callbacks: [CALLBACK] })
    one.answers.push(answer)
    expect(await one.session.publish?.(ref, issued)).toMatchObject(expected)
    expect(await one.session.publish?.(ref, issued)).toMatchObject({ is: 'sent' })
    expect(one.calls).toHaveLength(2)
  })

  test('without a callback is only kept', async () => {
    const one = till()
    expect(await one.session.publish?.(ref, issued)).toMatchObject({ is: 'sent' })
    expect(one.calls).toEqual([])
  })
})

describe('the check', () => {
  test('finds a callback address where nobody is, and leaves the others alone', async () => {
    const one = till({ callbacks: [CALLBACK] })
    one.answers.push({ is: 'unreached', why: 'ENOTFOUND' }, status(404))
    expect(await one.session.check()).toMatchObject([{ code: 'PLATFORM_UNREACHABLE', path: 'callbacks.0.url' }])
    expect(await one.session.check()).toEqual([])
    expect(one.calls.map(c => [c.method, c.body])).toEqual([
      ['GET', undefined],
      ['GET', undefined],
    ])
  })
})
