import { describe, expect, it } from 'vitest'
import { apiClient } from './client.ts'

interface Asked {
  readonly url: string
  readonly method?: string
  readonly headers?: unknown
  readonly body?: unknown
}

/** A client whose server answers with what is given, and what it was asked. */
function clientOf(status: number, body: string) {
  const asked: Asked[] = []
  const send: typeof fetch = async (url, init = {}) => {
    asked.push({ url: String(url), method: init.method, headers: init.headers, body: init.body })
    return new Response(body, { status })
  }
  return { asked, client: apiClient({ url: 'https://fapiao.example', key: 'operator-key', fetch: send }) }
}

const refusal = { error: { code: 'NOT_FOUND', zh: '没有。', en: 'None.', requestId: 'r1' } }

describe('the client', () => {
  it('asks with the key, escapes what stands in an address, and leaves out what was not given', async () => {
    const { client, asked } = clientOf(200, '{"rows":[]}')
    expect(await client.orders({ store: 'a b&c', held: 'true', cursor: undefined })).toEqual({ is: 'answer', value: { rows: [] } })
    await client.documents({ since: '2026-11-20T10:00:00+08:00' })
    await client.order({ platform: 'rest', store: 'main/1', id: '#1001?' })
    expect(asked.map(a => a.url)).toEqual([
      'https://fapiao.example/api/v1/orders?store=a+b%26c&held=true',
      'https://fapiao.example/api/v1/documents?since=2026-11-20T10%3A00%3A00%2B08%3A00',
      'https://fapiao.example/api/v1/orders/rest/main%2F1/%231001%3F',
    ])
    expect(asked[0]).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer operator-key' } })
  })

  it('posts JSON', async () => {
    const { client, asked } = clientOf(200, '{"retried":1}')
    expect(await client.retry({ kind: 'hint', id: 'h1' })).toEqual({ is: 'answer', value: { retried: 1 } })
    expect(asked[0]).toMatchObject({ url: 'https://fapiao.example/api/v1/retry', method: 'POST', body: '{"kind":"hint","id":"h1"}' })
  })

  it("hands on the server's reason", async () => {
    expect(await clientOf(404, JSON.stringify(refusal)).client.document('d1')).toEqual({ is: 'refused', status: 404, error: refusal.error })
  })

  it.each([
    [502, '<html>bad gateway</html>'],
    [200, '{"rows":[{"surplus":true}]}'],
    [204, ''],
    [500, '{"error":"other"}'],
  ])('takes %i %s for no answer at all', async (status, body) => {
    const send: typeof fetch = async () => new Response(status === 204 ? null : body, { status })
    expect(await apiClient({ url: '', key: 'k', fetch: send }).orders()).toEqual({
      is: 'lost',
      why: `an answer of another kind, with status ${status}`,
    })
  })

  it('is told of a network that fails as a value', async () => {
    const send: typeof fetch = () => Promise.reject(new TypeError('fetch failed'))
    expect(await apiClient({ url: '', key: 'k', fetch: send }).holds()).toEqual({ is: 'lost', why: 'fetch failed' })
  })
})
