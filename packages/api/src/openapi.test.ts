import { describe, expect, it } from 'vitest'
import { openApi } from './openapi.ts'

const text = JSON.stringify(openApi('1.2.3'))
const document: {
  paths: Record<string, Record<'get' | 'post', { operationId: string; parameters: { name: string; in: string; required: boolean }[] }>>
  components: { schemas: Record<string, unknown> }
} = JSON.parse(text)

describe('the OpenAPI document', () => {
  it('resolves every reference it makes', () => {
    const refs = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)].map(m => [m[1]!, m[2]!])
    expect(refs.length).toBeGreaterThan(10)
    const { components } = JSON.parse(text)
    for (const [kind, name] of refs) expect(components[kind!], `${kind}/${name}`).toHaveProperty(name!)
  })

  it('names every path parameter of every path', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(m => m[1])
      for (const { parameters } of Object.values(operations)) expect(parameters.filter(p => p.in === 'path').map(p => p.name)).toEqual(inPath)
    }
  })

  it('asks for nothing in a list: every filter is optional', () => {
    const { parameters } = document.paths['/api/v1/documents']!.get
    expect(parameters.filter(p => p.required)).toEqual([])
    expect(parameters.map(p => p.name)).toEqual(['store', 'state', 'colour', 'number', 'since', 'limit', 'cursor'])
  })

  it('names the schema of every body that is sent', () => {
    const { paths }: { paths: Record<string, { post?: { requestBody: { content: unknown } } }> } = JSON.parse(text)
    const bodies = Object.values(paths).flatMap(p => (p.post ? [JSON.stringify(p.post.requestBody.content)] : []))
    expect(bodies).toEqual([expect.stringContaining('#/components/schemas/Retry"'), expect.stringContaining('#/components/schemas/Request"')])
  })

  it('describes money as text, never as a number', () => {
    const schemas = JSON.stringify(document.components.schemas)
    for (const field of ['total', 'amount', 'tax', 'paid']) expect(schemas).toMatch(new RegExp(`"${field}":\\{[^}]*"type":"string"`))
  })
})
