import { orderStateSchema, orderTakenSchema, pushErrorSchema, pushExamples, refundTakenSchema, requestTakenSchema } from '@openfapiao/api'
import type { OrderAnswer } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { KEY, requestOf, till } from '../test/stage.ts'

const { order, refund, request } = pushExamples
const at = `/v1/orders/${order.id}`
const later = (minutes: number): string => new Date(Date.parse(order.updatedAt) + minutes * 60_000).toISOString()
const totalOf = (answer: OrderAnswer): number | string => (answer.is === 'order' ? answer.order.totalFen : answer.is)
/** The example at another price, as of another minute. */
const dearer = (yuan: number, minutes: number, over: object = {}) => ({
  ...order,
  updatedAt: later(minutes),
  lines: [...order.lines, { id: 'more', title: '礼盒', amount: `${yuan}.00` }],
  total: `${392 + yuan}.00`,
  discounts: [{ amount: '7.10', lines: ['1'] }],
  ...over,
})

describe('who asks', () => {
  test('needs the key of a store; each of several keys opens', async () => {
    const second = 'made-up-key-of-the-store-main-0002'
    const one = till({
      keys: [
        { store: 'main', key: KEY },
        { store: 'main', key: second },
      ],
    })
    expect((await one.send('POST', '/v1/orders', order, { authorization: `Bearer ${second}` })).status).toBe(201)
    const answer = await one.send('POST', '/v1/orders', order, { authorization: 'Bearer nobody' })
    expect([answer.status, answer.headers?.['www-authenticate'], answer.codes]).toEqual([401, 'Bearer', ['KEY_UNKNOWN']])
  })
  test('sees and writes the orders of their own store alone', async () => {
    const other = 'made-up-key-of-the-store-branch-01'
    const one = till({
      keys: [
        { store: 'main', key: KEY },
        { store: 'branch', key: other },
      ],
    })
    await one.send('POST', '/v1/orders', order)
    expect((await one.send('GET', at, undefined, { authorization: `Bearer ${other}` })).status).toBe(404)
    expect(await one.send('POST', '/v1/orders', { ...order, store: 'main' }, { authorization: `Bearer ${other}` })).toMatchObject({
      status: 403,
      codes: ['KEY_OF_ANOTHER_STORE'],
    })
    expect((await one.send('POST', '/v1/orders', order, { authorization: `Bearer ${other}` })).status).toBe(201)
    expect([totalOf(await one.order(order.id)), totalOf(await one.order(order.id, 'branch'))]).toEqual([39_200, 39_200])
  })
  test('may do what their key has the right to', async () => {
    const one = till({ keys: [{ store: 'main', key: KEY, rights: ['orders'] }] })
    expect((await one.send('POST', '/v1/orders', order)).status).toBe(201)
    for (const [method, path, right] of [
      ['GET', at, 'read'],
      ['POST', `${at}/refunds`, 'refunds'],
      ['POST', `${at}/requests`, 'requests'],
      ['DELETE', `${at}/contact`, 'erase'],
    ] as const) {
      const { status, json } = await one.send(method, path, {})
      expect([status, JSON.stringify(json)]).toEqual([403, expect.stringContaining(right)])
    }
  })
})

describe('what cannot be taken', () => {
  const refused = async (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => {
    const one = till()
    const answer = await one.send(method, path, body, headers)
    const { error } = pushErrorSchema.parse(answer.json)
    expect(one.intake.hints).toEqual([])
    expect(one.vault.held.size).toBe(0)
    expect(one.log.join()).toContain(error.requestId)
    return [answer.status, error.code, error.faults?.[0]?.code]
  }
  test('is another address: 404', async () => {
    for (const path of ['/', '/v1', '/v1/orders/', '/v1/orders/%E0%A4%A', '/v1/orders/1/refunds/2'])
      expect(await refused('POST', path, order)).toEqual([404, 'NOT_FOUND', 'ADDRESS_UNKNOWN'])
  })
  test('is another method: 405, with those that are', async () => {
    expect((await till().send('DELETE', at)).headers).toMatchObject({ allow: 'PUT, GET' })
    expect(await refused('constructor', '/v1/orders', order)).toEqual([405, 'METHOD_NOT_ALLOWED', 'METHOD_UNKNOWN'])
  })
  test('is another type or a compressed body: 415', async () => {
    for (const type of ['text/plain', 'application/json; charset=gbk', 'application/jsonp', ''])
      expect(await refused('POST', '/v1/orders', order, { 'content-type': type })).toEqual([415, 'UNSUPPORTED_TYPE', 'HEADER_INVALID'])
    expect(await refused('POST', '/v1/orders', order, { 'content-encoding': 'gzip' })).toEqual([415, 'UNSUPPORTED_TYPE', 'HEADER_INVALID'])
    expect((await till().send('POST', '/v1/orders', order, { 'content-type': 'application/json; charset="UTF-8"' })).status).toBe(201)
  })
  test('is more than 5 MB: 413', async () => {
    expect(await refused('POST', '/v1/orders', new Uint8Array(5 * 1024 * 1024 + 1))).toEqual([413, 'TOO_LARGE', 'BODY_TOO_LARGE'])
  })
  test('is no JSON, or no UTF-8: 400, and nothing of it is quoted', async () => {
    const { body } = await till().send('POST', '/v1/orders', new TextEncoder().encode('{"email": buyer@example.com'))
    expect(body).not.toContain('buyer')
    expect(await refused('POST', '/v1/orders', new TextEncoder().encode('{'))).toEqual([400, 'BAD_REQUEST', 'BODY_UNREADABLE'])
    expect(await refused('POST', '/v1/orders', Uint8Array.of(0x22, 0xb0, 0xa1, 0x22))).toEqual([400, 'BAD_REQUEST', 'BODY_UNREADABLE'])
  })
  test('is a list of faults, each with its path: 422', async () => {
    const { status, json } = await till().send('POST', '/v1/orders', { ...order, total: 392, lines: [{ id: '1', title: '', surplus: true }] })
    const { error } = pushErrorSchema.parse(json)
    expect([status, error.faults?.map(f => f.path)]).toEqual([422, ['total', 'lines.0.title', 'lines.0']])
    expect(error.faults?.[2]?.en).toContain('surplus')
  })
  test('is another id than the address says: 422', async () => {
    expect(await refused('PUT', '/v1/orders/another', order)).toEqual([422, 'FAULTY', 'IDS_DIFFER'])
  })
})

describe('an order', () => {
  test('is new (201), changed (200) or known (200), and reads as it was pushed last', async () => {
    const one = till()
    const statuses = [await one.send('POST', '/v1/orders', order), await one.send('PUT', at, dearer(8, 1)), await one.send('PUT', at, dearer(8, 1))]
    expect(statuses.map(s => [s.status, orderTakenSchema.parse(s.json).outcome])).toEqual([
      [201, 'stored'],
      [200, 'stored'],
      [200, 'unchanged'],
    ])
    expect(totalOf(await one.order(order.id))).toBe(40_000)
    expect(one.intake.hints).toHaveLength(2)
  })
  test('pushed late, after a newer one, does not win and is told so', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', dearer(8, 2))
    const { status, json } = await one.send('POST', '/v1/orders', dearer(7, 1))
    expect([status, json.outcome, json.total]).toEqual([200, 'older', '400.00'])
    expect([totalOf(await one.order(order.id)), one.intake.hints.length]).toEqual([40_000, 1])
  })
  test('with revisions goes by them, whatever the clocks say, and needs one from then on', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', dearer(8, 9))
    await one.send('POST', '/v1/orders', dearer(9, 1, { revision: 2 }))
    expect((await one.send('POST', '/v1/orders', dearer(7, 8, { revision: 1 }))).json).toMatchObject({ outcome: 'older', revision: 2 })
    expect(await one.send('POST', '/v1/orders', dearer(7, 10))).toMatchObject({ status: 422, codes: ['REVISION_MISSING'] })
    expect(totalOf(await one.order(order.id))).toBe(40_100)
  })
  test('of the same version with other content is refused: neither can be called newer', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order)
    expect(await one.send('POST', '/v1/orders', { ...order, number: 'other' })).toMatchObject({ status: 409, codes: ['REVISION_TWICE'] })
  })
  test('twenty at once in any order: the newest stays', async () => {
    const one = till()
    const minutes = Array.from({ length: 20 }, (_, i) => ((i * 7) % 20) + 1)
    await Promise.all(minutes.map(m => one.send('POST', '/v1/orders', dearer(m, m))))
    expect(totalOf(await one.order(order.id))).toBe(41_200)
  })
  test('that would not hold the refunds that are here is refused, and the old one stays', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order)
    await one.send('POST', `${at}/refunds`, refund)
    const without = { ...order, updatedAt: later(1), lines: order.lines.slice(1), discounts: [], total: '131.80' }
    expect(await one.send('PUT', at, without)).toMatchObject({ status: 422, codes: ['LINE_NOT_THERE'] })
    expect(totalOf(await one.order(order.id))).toBe(39_200)
  })
})

describe('Idempotency-Key', () => {
  const key = { 'idempotency-key': 'till-7-000123' }
  test('same key, same body: the answer of the first time, with 200, and nothing happens', async () => {
    const one = till()
    const first = await one.send('POST', '/v1/orders', order, key)
    await one.send('PUT', at, dearer(8, 1))
    const again = await one.send('POST', '/v1/orders', order, key)
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body])
    expect(one.intake.hints).toHaveLength(2)
  })
  test('same key, other body, address or method: 409', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order, key)
    expect(await one.send('POST', '/v1/orders', dearer(8, 1), key)).toMatchObject({ status: 409, codes: ['KEY_REUSED'] })
    expect(await one.send('PUT', at, order, key)).toMatchObject({ status: 409, codes: ['KEY_REUSED'] })
    expect((await one.send('POST', `${at}/refunds`, refund, { 'idempotency-key': 'another' })).status).toBe(201)
  })
  test('ten at once under one key store once', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order)
    const answers = await Promise.all(Array.from({ length: 10 }, () => one.send('POST', `${at}/refunds`, refund, key)))
    expect(new Set(answers.map(a => a.body)).size).toBe(1)
    expect(answers.map(a => a.status).sort()).toEqual([...Array(9).fill(200), 201])
  })
  test('is free again after a refusal, belongs to one store, and must be readable', async () => {
    const other = 'made-up-key-of-the-store-branch-01'
    const one = till({
      keys: [
        { store: 'main', key: KEY },
        { store: 'branch', key: other },
      ],
    })
    expect((await one.send('POST', '/v1/orders', { ...order, total: '1' }, key)).status).toBe(422)
    expect((await one.send('POST', '/v1/orders', order, key)).status).toBe(201)
    expect((await one.send('POST', '/v1/orders', dearer(8, 1), { ...key, authorization: `Bearer ${other}` })).status).toBe(201)
    expect(await one.send('POST', '/v1/orders', order, { 'idempotency-key': '键' })).toMatchObject({ status: 400, codes: ['HEADER_INVALID'] })
  })
  test('outlives the process: another one with the same vault knows it', async () => {
    const [one, two] = [till(), till()]
    await one.send('POST', '/v1/orders', order, key)
    for (const [name, value] of one.vault.held) await two.vault.set(name, value)
    expect(await two.send('POST', '/v1/orders', dearer(8, 1), key)).toMatchObject({ status: 409, codes: ['KEY_REUSED'] })
  })
})

describe('a refund', () => {
  test('is settled once: new (201), known (200), and another under its id refused (409)', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order)
    const first = await one.send('POST', `${at}/refunds`, refund)
    const again = await one.send('POST', `${at}/refunds`, { ...refund, order: order.id })
    expect([first.status, again.status]).toEqual([201, 200])
    // 3 × 99.00 less 10 % less its part (4.89) of the discount of 7.10 over 267.30 + 119.80 is 262.40; a third of that is 87.47.
    expect(refundTakenSchema.parse(first.json)).toMatchObject({
      outcome: 'stored',
      amount: '87.47',
      left: '304.53',
      lines: [{ line: '1', quantity: '1', amount: '87.47' }],
    })
    expect({ ...again.json, outcome: 'stored' }).toEqual(first.json)
    expect(await one.send('POST', `${at}/refunds`, { ...refund, note: 'x' })).toMatchObject({ status: 409, codes: ['REFUND_CHANGED'] })
    expect(await one.send('POST', `${at}/refunds`, { ...refund, id: 'R-2', order: 'other' })).toMatchObject({ status: 422, codes: ['IDS_DIFFER'] })
  })
  test('cut off before its hint was durable is whole once it is sent again', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order)
    const broken = { accept: () => Promise.reject(new Error('the disk is full')) }
    await expect(one.session.http(requestOf('POST', `${at}/refunds`, refund), broken)).rejects.toThrow('disk')
    expect(one.intake.hints.map(h => h.topic)).toEqual(['order'])
    expect((await one.send('POST', `${at}/refunds`, refund)).json).toMatchObject({ outcome: 'unchanged', amount: '87.47' })
    expect(one.intake.hints.map(h => h.topic)).toEqual(['order', 'refund'])
  })
  test('before its order is refused with what to do, and taken afterwards', async () => {
    const one = till()
    expect(await one.send('POST', `${at}/refunds`, refund)).toMatchObject({ status: 404, codes: ['ORDER_NOT_PUSHED'] })
    await one.send('POST', '/v1/orders', order)
    expect((await one.send('POST', `${at}/refunds`, refund)).status).toBe(201)
  })
  test('keeps its amounts when a refund of an earlier day arrives after it', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order)
    await one.send('POST', `${at}/refunds`, refund)
    await one.send('POST', `${at}/refunds`, { id: 'R-0', createdAt: '2026-11-21T09:00:00+08:00', lines: [{ line: '1', quantity: '2' }] })
    const answer = await one.order(order.id)
    expect(answer.is === 'order' && answer.order.refunds.map(r => [r.id, r.amountFen])).toEqual([
      ['R-1', 8_747],
      ['R-0', 17_493],
    ])
  })
  test('of which many come at once never takes more than was paid', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order)
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, i) => one.send('POST', `${at}/refunds`, { id: `R-${i}`, createdAt: refund.createdAt, amount: '100.00' })),
    )
    expect(all.filter(a => a.status === 201)).toHaveLength(3)
    expect(all.filter(a => a.codes[0] === 'REFUND_EXCEEDS_PAID')).toHaveLength(7)
  })
})

describe('a request', () => {
  test('reaches the engine once (201), is known afterwards (200), and another under its key refused (409)', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order)
    const [first, again] = [await one.send('POST', `${at}/requests`, request), await one.send('POST', `${at}/requests`, request)]
    expect([first, again].map(a => [a.status, requestTakenSchema.parse(a.json).outcome])).toEqual([
      [201, 'made'],
      [200, 'known'],
    ])
    expect([...one.intake.requests.values()]).toMatchObject([
      { key: `rest:main:${request.key}`, title: request.title, kind: 'ordinary', at: '2026-11-23T01:00:00.000Z' },
    ])
    expect(await one.send('POST', `${at}/requests`, { ...request, kind: 'special', title: order.title })).toMatchObject({
      status: 409,
      codes: ['KEY_REUSED'],
    })
  })
  test('with a title nobody could be invoiced under is refused with every reason', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order)
    const asking = (title: object, kind: string) => one.send('POST', `${at}/requests`, { key: 'Q', title, kind })
    expect((await asking({ kind: 'organisation', name: '示例' }, 'ordinary')).codes).toEqual(['TITLE_NUMBER_MISSING'])
    expect((await asking({ kind: 'person', name: '个人' }, 'special')).codes).toEqual(['SPECIAL_NEEDS_ORGANISATION'])
    const wrong = { kind: 'organisation', name: '示例', taxNumber: '910000000000000000' }
    expect((await asking(wrong, 'ordinary')).codes).toEqual(['TAX_NUMBER_CHECK'])
    expect(one.intake.requests.size).toBe(0)
  })
  test('in a sandbox takes a number whose check character does not fit, and warns', async () => {
    const one = till({ sandbox: true })
    await one.send('POST', '/v1/orders', order)
    const { status, json } = await one.send('POST', `${at}/requests`, {
      key: 'Q',
      title: { kind: 'organisation', name: '示例', taxNumber: '910000000000000000' },
    })
    expect([status, requestTakenSchema.parse(json).warnings.map(w => w.path)]).toEqual([201, ['title.taxNumber']])
  })
  test('for an order nobody pushed is refused, and where the host takes none it says so', async () => {
    const one = till()
    expect(await one.send('POST', `${at}/requests`, request)).toMatchObject({ status: 404, codes: ['ORDER_NOT_PUSHED'] })
    await one.send('POST', '/v1/orders', order)
    const { status } = await one.session.http(requestOf('POST', `${at}/requests`, request), { accept: one.intake.accept })
    expect(status).toBe(501)
  })
})

describe("the buyer's address", () => {
  test('once erased is gone from the vault, is not brought back, and the engine is told to forget it too', async () => {
    const one = till()
    await one.send('POST', '/v1/orders', order)
    expect((await one.send('DELETE', `${at}/contact`)).json).toMatchObject({ outcome: 'erased' })
    expect((await one.send('POST', '/v1/orders', order)).json).toMatchObject({ outcome: 'unchanged' })
    await one.send('PUT', at, dearer(8, 1))
    expect([...one.vault.held.values()].join()).not.toContain('buyer@example.com')
    const erase = one.intake.hints.filter(h => h.topic === 'erase')
    expect(erase.map(h => one.session.read({ ...h, headers: {}, body: h.body ?? new Uint8Array() }))).toEqual([
      { is: 'privacy', duty: 'erase', refs: [{ platform: 'rest', store: 'main', id: order.id }] },
    ])
    expect((await one.send('DELETE', '/v1/orders/nobody/contact')).status).toBe(404)
  })
  test('stands in no hint and in no answer', async () => {
    const one = till()
    const answers = [await one.send('POST', '/v1/orders', order), await one.send('GET', at)]
    const hints = one.intake.hints.map(h => new TextDecoder().decode(h.body))
    expect([...answers.map(a => a.body), ...hints].join()).not.toContain('buyer@example.com')
  })
})

describe('the description', () => {
  test('is open to everybody and knows every address that is answered, with its methods', async () => {
    const { status, json } = await till().send('GET', '/openapi.json', undefined, { authorization: '' })
    const { paths } = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) }).parse(json)
    expect(status).toBe(200)
    const one = till()
    for (const [path, item] of Object.entries(paths)) {
      const methods = Object.keys(item).filter(name => name !== 'parameters')
      for (const method of ['get', 'put', 'post', 'delete']) {
        const answer = await one.send(method.toUpperCase(), path.replace('{id}', 'x'), {})
        expect([path, method, answer.status !== 405 && answer.codes[0] !== 'ADDRESS_UNKNOWN']).toEqual([path, method, methods.includes(method)])
      }
    }
  })
})

test('the state of an order tells what was pushed and, once it is, what was issued', async () => {
  const one = till()
  await one.send('POST', '/v1/orders', order)
  await one.send('POST', `${at}/refunds`, refund)
  const before = orderStateSchema.parse((await one.send('GET', at)).json)
  expect(before).toMatchObject({ total: '392.00', paid: '392.00', refunded: '87.47', refunds: [{ id: 'R-1' }] })
  expect(before.invoices).toBeUndefined()
  const documents = [{ colour: 'blue', number: '26332000000012345678', issuedAt: '2026-11-20T10:00:00+08:00', total: '392.00' }] as const
  await one.session.publish?.({ platform: 'rest', store: 'main', id: order.id }, { state: 'issued', link: 'https://fapiao.example/i/x', documents })
  expect(orderStateSchema.parse((await one.send('GET', at)).json).invoices).toEqual({
    state: 'issued',
    link: 'https://fapiao.example/i/x',
    documents,
  })
  expect((await one.send('GET', '/v1/orders/nobody')).status).toBe(404)
})
