import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openApi } from './openapi.ts'
import { pushOpenApi } from './push/index.ts'

const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string().regex(/[一-鿿].*[a-z]/),
  parameters: z.array(z.record(z.string(), z.unknown())).default([]),
  requestBody: z.record(z.string(), z.unknown()).optional(),
  responses: z.record(z.string(), z.unknown()),
})
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.looseObject({ parameters: z.array(z.record(z.string(), z.unknown())).default([]) })),
  components: z.looseObject({
    schemas: z.record(z.string(), z.unknown()),
    parameters: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  }),
})

const METHODS = ['get', 'post', 'put', 'delete'] as const
/** As it goes over the wire: what is undefined is gone. */
const read = (raw: unknown) => {
  const text = JSON.stringify(raw)
  const document = documentSchema.parse(JSON.parse(text))
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap(method => {
      if (item[method] === undefined) return []
      const operation = operationSchema.parse(item[method])
      const parameters = [...item.parameters, ...operation.parameters].map(p => resolved(p, document.components.parameters))
      return [{ path, method, ...operation, parameters }]
    }),
  )
  return { text, document, operations }
}

function resolved(parameter: Readonly<Record<string, unknown>>, known: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  const name = /^#\/components\/parameters\/(\w+)$/.exec(String(parameter.$ref))?.[1]
  return name === undefined ? parameter : (known[name] ?? {})
}

const documents = [
  ['the operator’s', openApi('1.2.3')],
  ['the pusher’s', pushOpenApi({ version: '1', server: '.' })],
] as const

describe.each(documents)('%s OpenAPI document', (_, raw) => {
  const { text, document, operations } = read(raw)

  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(text))
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
  })

  it('resolves every reference it makes, and makes use of every schema', () => {
    const refs = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)].map(m => [m[1] ?? '', m[2] ?? ''] as const)
    expect(refs.length).toBeGreaterThan(10)
    for (const [kind, name] of refs) expect(document.components[kind], `${kind}/${name}`).toHaveProperty(name)
    const used = new Set(refs.filter(([kind]) => kind === 'schemas').map(([, name]) => name))
    expect(Object.keys(document.components.schemas).filter(name => !used.has(name))).toEqual([])
  })

  it('names every path parameter of every path, and no operation twice', () => {
    for (const { path, parameters } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(m => m[1])
      expect(parameters.filter(p => p.in === 'path').map(p => p.name)).toEqual(inPath)
      expect(parameters.filter(p => p.in === 'path' && p.required !== true)).toEqual([])
    }
    expect(new Set(operations.map(o => o.operationId)).size).toBe(operations.length)
  })

  it('names the schema of everything that is sent and answered, and how it is refused', () => {
    for (const { method, requestBody, responses, path } of operations) {
      expect(requestBody !== undefined, `${method} ${path}`).toBe(method === 'post' || method === 'put')
      if (requestBody) expect(JSON.stringify(requestBody)).toContain('#/components/schemas/')
      if (path !== '/openapi.json') expect(JSON.stringify(responses['200'])).toContain('#/components/schemas/')
      if (path !== '/openapi.json') expect(JSON.stringify(responses['401'])).toContain('#/components/responses/Error')
    }
  })

  it('describes no money, rate or quantity as a number: only counts and revisions are', () => {
    const numbers = new Set(numericFields(document.components.schemas))
    expect([...numbers].sort()).toEqual([...numbers].filter(name => ALLOWED.has(name)).sort())
    for (const field of ['total', 'amount', 'tax', 'paid']) if (text.includes(`"${field}":{`)) expect(numbers.has(field)).toBe(false)
  })
})

/** Whole numbers that are no amounts. */
const ALLOWED = new Set(['revision', 'failures', 'retried', 'blueLine', 'number', 'rule', 'orders'])

/** Names of properties anywhere below that may be a JSON number. */
function numericFields(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const properties: unknown = 'properties' in node ? node.properties : undefined
  const own = typeof properties === 'object' && properties !== null ? Object.entries(properties) : []
  const numeric = own.flatMap(([name, schema]) => (isNumeric(schema) ? [name] : []))
  return [...numeric, ...Object.values(node).flatMap(numericFields)]
}

function isNumeric(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null || !('type' in schema)) return false
  return [schema.type].flat().some(type => type === 'number' || type === 'integer')
}

describe('lists', () => {
  it('ask for nothing: every filter is optional', () => {
    const { operations } = read(openApi('1'))
    const list = operations.find(o => o.operationId === 'listDocuments')
    expect(list?.parameters.filter(p => p.required === true)).toEqual([])
    expect(list?.parameters.map(p => p.name)).toEqual(['store', 'state', 'colour', 'number', 'since', 'limit', 'cursor'])
  })
})
