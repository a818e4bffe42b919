import { readFileSync } from 'node:fs'
import { pushErrorSchema, pushErrorStatus, pushedLineSchema, pushedOrderSchema, pushedRefundSchema, pushedRequestSchema } from '@openfapiao/api'
import { describe, expect, test } from 'vitest'
import { till } from './stage.ts'

const page = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** A command of the walk-through and the answer that the page shows for it. */
interface Step {
  readonly method: string
  readonly path: string
  readonly key?: string
  readonly body?: unknown
  readonly status: number
  readonly answer: unknown
}

const steps: readonly Step[] = [...page.matchAll(/```sh\n(curl [\s\S]*?)```\s*`(\d{3})`[\s\S]*?```json\n([\s\S]*?)```/g)].map(
  ([, command = '', status, answer = '']) => {
    const [, method = 'GET', path = ''] = /curl (?:-X (\w+) )?"\$FAPIAO(\S+)"/.exec(command) ?? []
    const [, body] = /-d '([\s\S]*)'/.exec(command) ?? []
    const [, key] = /Idempotency-Key: ([^']+)/.exec(command) ?? []
    return { method, path, key, body: body === undefined ? undefined : JSON.parse(body), status: Number(status), answer: JSON.parse(answer) }
  },
)

describe('the page', () => {
  test('walks through order, refund, request and state, and every answer is the one it shows', async () => {
    expect(steps.map(s => `${s.method} ${s.path.split('/').at(-1)}`)).toEqual([
      'POST orders',
      'POST refunds',
      'POST requests',
      'GET POS-20261120-0007',
    ])
    const one = till()
    for (const { method, path, key, body, status, answer } of steps) {
      const said = await one.send(method, path, body, key === undefined ? {} : { 'idempotency-key': key })
      expect([said.status, said.json]).toEqual([status, answer])
    }
  })

  test('shows a refusal as it is', async () => {
    const [shown] = [...page.matchAll(/```json\n(\{\s*"error"[\s\S]*?)```/g)].map(m => pushErrorSchema.parse(JSON.parse(m[1] ?? '')))
    const [order] = steps
    const said = await till().send('POST', '/v1/orders', { ...Object(order?.body), total: '390.00' })
    const { error } = pushErrorSchema.parse(said.json)
    expect({ ...error, requestId: '' }).toEqual({ ...shown?.error, requestId: '' })
  })

  test('names every field that can be pushed', () => {
    const fields = [pushedOrderSchema, pushedLineSchema, pushedRefundSchema, pushedRequestSchema].flatMap(schema => Object.keys(schema.shape))
    expect(fields.filter(field => !new RegExp(`^\\|[^|]*\`(?:lines\\[\\]\\.)?${field}(?:\`|\\[)`, 'm').test(page))).toEqual([])
  })

  test('names every code and status that a push can be refused with', () => {
    for (const [code, status] of Object.entries(pushErrorStatus)) expect(page).toMatch(new RegExp(`^\\| ${status} \\| \`${code}\``, 'm'))
  })

  test('names every fault that the sources can tell', () => {
    const files = [
      'http',
      'keys',
      'push/answer',
      'push/body',
      'push/call',
      'push/contact',
      'push/once',
      'push/order',
      'push/refund',
      'push/request',
      'push/state',
    ]
    const normalisers = ['normalise/parse', 'normalise/line', 'normalise/discounts', 'normalise/order', 'normalise/refund']
    const source = [...files, ...normalisers].map(file => readFileSync(new URL(`../src/${file}.ts`, import.meta.url), 'utf8')).join('\n')
    const codes = new Set([...source.matchAll(/fault\('([A-Z_]+)'/g)].map(m => m[1] ?? ''))
    expect(codes.size).toBeGreaterThan(25)
    expect([...codes].filter(code => !page.includes(`\`${code}\``))).toEqual([])
  })
})
