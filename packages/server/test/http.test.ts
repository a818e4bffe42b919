import { request as httpRequest } from 'node:http'
import { documentsPageSchema, holdsSchema, lanesSchema, type OrderDetailOut, orderDetailSchema, ordersPageSchema } from '@openfapiao/api'
import { sm3 } from '@openfapiao/gm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Running, run } from '../src/run/index.ts'
import { type House, METRICS_KEY, OPERATOR_KEY, openHouse, PUSH_KEY, pushedOrder, until } from './house.ts'

let house: House
let running: Running
let base: string

beforeAll(async () => {
  house = await openHouse()
  running = await run(house.wired, { server: true, worker: true, version: '1.2.3' })
  base = running.address ?? ''
  // The whole path takes a moment; what only looks at issued invoices need not wait for each of its own.
  await Promise.all(['A-1', 'A-4', 'P-1', 'P-2', 'P-3', 'R-1', 'F-1', 'F-2'].map(id => push('/v1/orders', pushedOrder(id))))
  await Promise.all(['A-3', 'T-1'].map(id => push('/v1/orders', pushedOrder(id, { title: undefined }))))
})
afterAll(async () => {
  await running.stop()
  await house.close()
})

const json = { 'content-type': 'application/json' }
const push = (path: string, body: unknown, key = PUSH_KEY) =>
  fetch(`${base}/connectors/rest${path}`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${key}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const api = (path: string, key = OPERATOR_KEY) => fetch(`${base}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
const operate = (path: string, body: unknown) =>
  fetch(`${base}/api/v1${path}`, { method: 'POST', headers: { ...json, authorization: `Bearer ${OPERATOR_KEY}` }, body: JSON.stringify(body) })

async function orderNamed(id: string): Promise<OrderDetailOut | undefined> {
  const answer = await api(`/orders/rest/main/${id}`)
  return answer.status === 200 ? orderDetailSchema.parse(await answer.json()) : undefined
}

/** `fetch` sends `Cache-Control: no-cache` along with a condition, which asks for the whole. */
const statusOf = (address: string, headers: Record<string, string>) =>
  new Promise(resolve => httpRequest(address, { headers }, answer => resolve(answer.resume().statusCode)).end())

/** With its number, and every file stored. */
const issued = (id: string) =>
  until(async () => {
    const order = await orderNamed(id)
    const done =
      order?.documents.length && order.documents.every(d => d.state === 'issued' && d.files.length > 0 && d.files.every(f => f.state === 'stored'))
    return done ? order : undefined
  })

describe('an order that is pushed', () => {
  it('becomes an issued invoice that its buyer can see and download, byte for byte', async () => {
    const order = await issued('A-1')
    expect(order).toMatchObject({ paid: '222.00', covered: '222.00', seller: 'main', email: expect.stringContaining('***') })
    const page = await fetch(`${base}${order.page}`)
    const text = await page.text()
    expect(page.status).toBe(200)
    expect(text).toContain(order.documents[0]?.number)
    const [href] = /\/i\/[^"]+\/files\/pdf\/\d{20}/.exec(text) ?? []
    const file = await fetch(`${base}${href}`)
    const bytes = new Uint8Array(await file.arrayBuffer())
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${order.documents[0]?.number}.pdf"`)
    expect(sm3(bytes)).toBe(order.documents[0]?.files.find(f => f.format === 'pdf')?.sm3)
    expect(await statusOf(`${base}${href}`, { 'if-none-match': file.headers.get('etag') ?? '' })).toBe(304)
  })

  it('is one invoice however often it is pushed', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => push('/v1/orders', pushedOrder('A-2'))))
    expect(answers.map(a => a.status).sort()).toEqual([200, 200, 201])
    expect((await issued('A-2')).documents).toHaveLength(1)
  })

  it('without a title is held, and issued when an operator asks on behalf of the buyer', async () => {
    const held = await until(async () => ((await orderNamed('A-3'))?.hold ? orderNamed('A-3') : undefined))
    const holds = holdsSchema.parse(await (await api('/holds')).json())
    expect(holds.rows).toContainEqual(expect.objectContaining({ kind: 'order', id: 'rest/main/A-3', hold: held?.hold }))
    const asked = { key: 'counter-0001', order: held?.ref, title: { kind: 'person', name: '个人' }, kind: 'ordinary' }
    expect(await (await operate('/requests', asked)).json()).toEqual({ outcome: 'made', order: held?.ref })
    expect(await (await operate('/requests', asked)).json()).toMatchObject({ outcome: 'known' })
    expect((await operate('/requests', { ...asked, title: { kind: 'person', name: '李四' } })).status).toBe(409)
    expect((await issued('A-3')).documents.map(d => d.buyerName)).toEqual(['个人'])
  })

  it('leaves no trace of its buyer in the log or the metrics', async () => {
    const { page } = await issued('A-4')
    await fetch(`${base}${page}`)
    const metrics = await (await fetch(`${base}/metrics`, { headers: { authorization: `Bearer ${METRICS_KEY}` } })).text()
    const seen = house.lines.join('\n') + metrics
    expect(seen).toContain('/i/:link')
    for (const secret of ['lin.buyer', '13800001234', '购方示例', page.slice(3), OPERATOR_KEY, PUSH_KEY, 'DemoSecret1'])
      expect(seen, secret).not.toContain(secret)
  })
})

describe('bad input to a connector', () => {
  it('a missing or wrong key is 401', async () => {
    expect((await push('/v1/orders', pushedOrder('B-1'), 'wrong-key')).status).toBe(401)
    expect((await fetch(`${base}/connectors/rest/v1/orders`, { method: 'POST', body: '{}' })).status).toBe(401)
  })

  it('an unreadable body is 400', async () => {
    expect((await push('/v1/orders', '{"id":')).status).toBe(400)
  })

  it('a body over 5 MB is 413, told before it was read whole, and the server lives on', async () => {
    expect((await push('/v1/orders', 'x'.repeat(5 * 1024 * 1024 + 1))).status).toBe(413)
    expect((await fetch(`${base}/healthz`)).status).toBe(200)
  })

  it('a body that pretends to be shorter than it is does no harm', async () => {
    const status = await new Promise(resolve => {
      const call = httpRequest(`${base}/connectors/rest/v1/orders`, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } }, answer =>
        resolve(answer.statusCode),
      )
      call.on('error', () => resolve('cut'))
      for (let i = 0; i < 6; i++) call.write(Buffer.alloc(1024 * 1024, 120))
      call.end()
    })
    expect([413, 'cut']).toContain(status)
  })

  it('a connector that is not configured is 404', async () => {
    const answer = await fetch(`${base}/connectors/nobody/x`, { method: 'POST', body: '' })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ error: { code: 'NOT_FOUND', requestId: answer.headers.get('x-request-id') } })
  })
})

describe('the operators’ API', () => {
  it('answers nobody without a key, and slows down who guesses', async () => {
    const answers: number[] = []
    for (let i = 0; i < 25; i++) answers.push((await api('/orders', `guess-${i}`)).status)
    expect(answers[0]).toBe(401)
    expect(answers.at(-1)).toBe(429)
    expect((await api('/orders')).status).toBe(200)
  })

  it('pages through orders and documents by cursor', async () => {
    await Promise.all(['P-1', 'P-2', 'P-3'].map(issued))
    const first = ordersPageSchema.parse(await (await api('/orders?limit=2')).json())
    const second = ordersPageSchema.parse(await (await api(`/orders?limit=2&cursor=${encodeURIComponent(first.cursor ?? '')}`)).json())
    const ids = [...first.rows, ...second.rows].map(r => r.ref.id)
    expect(new Set(ids).size).toBe(4)
    const documents = documentsPageSchema.parse(await (await api('/documents?state=issued&colour=blue&limit=1')).json())
    expect(documents.rows).toHaveLength(1)
    expect((await api(`/documents/${documents.rows[0]?.id}`)).status).toBe(200)
  })

  it('names the parameter that is wrong', async () => {
    const answer = await api('/documents?state=paid')
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { code: 'BAD_REQUEST', path: 'state' } })
    expect((await api('/orders?cursor=made-up')).status).toBe(400)
    expect(await (await operate('/retry', { kind: 'order', order: { platform: 'rest' } })).json()).toMatchObject({ error: { path: 'order.store' } })
  })

  it('retries what may be retried and says why not', async () => {
    const { documents, ref } = await issued('R-1')
    expect((await operate('/retry', { kind: 'document', id: documents[0]?.id })).status).toBe(409)
    expect((await operate('/retry', { kind: 'document', id: 'nothing' })).status).toBe(404)
    expect(await (await operate('/retry', { kind: 'order', order: ref })).json()).toEqual({ retried: 1 })
    const events = await house.wired.store.events('main', 0, 1000)
    expect(events.map(e => JSON.parse(e.bytes))).toContainEqual(
      expect.objectContaining({ type: 'order.retried', actor: 'anna', subject: 'rest/main/R-1' }),
    )
  })

  it('shows a lane that was shut, and opens it', async () => {
    await house.wired.store.setLane(
      { lane: 'main/bureau', need: 'credential', detail: 'key expired', since: Date.now(), failures: 0 },
      [],
      Date.now(),
    )
    const shut = lanesSchema.parse(await (await api('/lanes')).json())
    expect(shut.rows).toMatchObject([{ lane: 'main/bureau', open: false, need: 'credential' }])
    expect(await (await operate('/retry', { kind: 'lane', lane: 'main/bureau' })).json()).toEqual({ retried: 1 })
    expect(lanesSchema.parse(await (await api('/lanes')).json()).rows).toMatchObject([{ open: true }])
  })

  it('is described where everybody may read it', async () => {
    const contract = (await (await fetch(`${base}/openapi.json`)).json()) as { info: { version: string }; paths: object }
    expect(contract.info.version).toBe('1.2.3')
    expect(Object.keys(contract.paths)).toContain('/api/v1/retry')
  })
})

describe('the buyer’s pages', () => {
  it('carry a policy that lets nothing foreign in, and are kept by nobody', async () => {
    const answer = await fetch(`${base}/i/${'x'.repeat(32)}`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-powered-by')).toBeNull()
  })

  it('take a title request once, from our own pages only', async () => {
    const order = await until(async () => ((await orderNamed('T-1'))?.hold ? orderNamed('T-1') : undefined))
    const path = `${base}${order?.page}/request`
    const [, key = ''] = /name="key" value="([0-9a-f]+)"/.exec(await (await fetch(path)).text()) ?? []
    const fields = { key, titleKind: 'organisation', name: '购方示例科技有限公司', taxNumber: '91000000000000000K', kind: 'ordinary', email: '' }
    const send = (headers: Record<string, string>, over: object = {}) =>
      fetch(path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams({ ...fields, ...over }) })
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await send({})).status).toBe(403)
    const own = { 'sec-fetch-site': 'same-origin' }
    expect((await send(own, { taxNumber: 'x' })).status).toBe(422)
    expect((await send(own)).status).toBe(303)
    expect((await send(own)).status).toBe(303)
    expect((await issued('T-1')).documents.map(d => d.buyerName)).toEqual(['购方示例科技有限公司'])
  })

  it('give no file of another order', async () => {
    const [one, two] = await Promise.all([issued('F-1'), issued('F-2')])
    expect((await fetch(`${base}${one.page}/files/pdf/${two.documents[0]?.number}`)).status).toBe(404)
    expect((await fetch(`${base}${one.page}/files/exe/${one.documents[0]?.number}`)).status).toBe(404)
    expect((await fetch(`${base}${one.page}/files/pdf/..%2F..%2Fetc`)).status).toBe(404)
  })
})

describe('probes and metrics', () => {
  it('tell that it lives and is ready', async () => {
    expect(await (await fetch(`${base}/healthz`)).json()).toEqual({ status: 'ok' })
    expect(await (await fetch(`${base}/readyz`)).json()).toMatchObject({ status: 'ready' })
  })

  it('metrics want their key, and count by route', async () => {
    expect((await fetch(`${base}/metrics`)).status).toBe(401)
    const answer = await fetch(`${base}/metrics`, { headers: { authorization: `Bearer ${METRICS_KEY}` } })
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(await answer.text()).toMatch(/fapiao_http_requests_total\{method="GET",route="\/healthz",status="200"\} \d+/)
  })

  it('an unknown address is a page for people and a code for programs', async () => {
    expect((await fetch(`${base}/nothing`, { headers: { accept: 'text/html' } })).headers.get('content-type')).toContain('text/html')
    expect(await (await fetch(`${base}/api/v1/nothing`)).json()).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })
})
