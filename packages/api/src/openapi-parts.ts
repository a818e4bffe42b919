import { z } from 'zod'

export type Json = Readonly<Record<string, unknown>>

/** A reference to one of the document's own parts. */
export const refTo = (kind: 'schemas' | 'responses' | 'parameters', name: string): Json => ({ $ref: `#/components/${kind}/${name}` })

/** JSON content of one of the document's schemas. */
export const jsonOf = (schema: string, example?: unknown): Json => ({
  'application/json': { schema: refTo('schemas', schema), ...(example === undefined ? {} : { example }) },
})

/** Every field of `schema` as a parameter; what may be left out is not required. */
export function parametersOf(schema: z.ZodObject, place: 'query' | 'path'): Json[] {
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(field, undefined).success,
    schema: withoutDialect(z.toJSONSchema(field, { io: 'input' })),
  }))
}

/** Schemas under their names, referring to each other by them. `io`: what is sent to us, or what we answer. */
export function schemasOf(named: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: id => `#/components/schemas/${id}`, io })
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id: _, ...schema }]) => [id, withoutDialect(schema)]))
}

/** OpenAPI 3.1 names the dialect once for the whole document. */
function withoutDialect({ $schema: _, ...schema }: Json): Json {
  return schema
}
