import { describe, expect, it } from 'vitest'
import { openApi } from './openapi.ts'

const text = JSON.stringify(openApi('1.2.3'))
const document: {
  paths: Record<string, { get: { operationId: string; parameters: { name: string; in: string; required: boolean }[] } }>
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
    for (const [path, { get }] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(m => m[1])
      expect(get.parameters.filter(p => p.in === 'path').map(p => p.name)).toEqual(inPath)
    }
  })

  it('asks for nothing in a list: every filter is optional', () => {
    const { parameters } = document.paths['/api/v1/documents']!.get
    expect(parameters.filter(p => p.required)).toEqual([])
    expect(parameters.map(p => p.name)).toEqual(['store', 'state', 'colour', 'number', 'since', 'limit', 'cursor'])
  })

  it('describes money as text, never as a number', () => {
    const schemas = JSON.stringify(document.components.schemas)
    for (const field of ['total', 'amount', 'tax', 'paid']) expect(schemas).toMatch(new RegExp(`"${field}":\\{[^}]*"type":"string"`))
  })
})
