import { z } from 'zod'
import { documentDetailSchema, documentSchema, documentsPageSchema, documentsQuery, holdSchema } from './document.ts'
import { errorSchema, errorStatus } from './error.ts'
import { orderDetailSchema, orderOutSchema, ordersPageSchema, ordersQuery } from './order.ts'
import { apiPaths } from './paths.ts'

type Json = Readonly<Record<string, unknown>>

/** The operator's API as an OpenAPI 3.1 document, made of the very schemas that the server answers with. */
export function openApi(version: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'OpenFapiao',
      version,
      description: '订单、发票与红字的只读查询。Read-only lists of orders, invoices and red letters. Money is text in yuan.',
    },
    security: [{ operatorToken: [] }],
    paths: {
      [apiPaths.orders]: { get: operation('listOrders', '订单列表 Orders, newest first', parameters(ordersQuery, 'query'), 'OrderPage') },
      [apiPaths.order]: {
        get: operation('getOrder', '一笔订单与它的全部单据 One order with all its documents', parameters(orderPath, 'path'), 'OrderDetail', ['404']),
      },
      [apiPaths.documents]: {
        get: operation('listDocuments', '发票与红字列表 Invoices and red letters, newest first', parameters(documentsQuery, 'query'), 'DocumentPage'),
      },
    },
    components: {
      securitySchemes: { operatorToken: { type: 'http', scheme: 'bearer' } },
      schemas: components(),
      responses: { Error: { description: '错误 Error', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } } },
    },
  }
}

const orderPath = z.strictObject({ platform: z.string(), store: z.string(), id: z.string() })

function operation(operationId: string, summary: string, query: readonly Json[], answer: string, extra: readonly string[] = []): Json {
  const failures = [...extra, ...[errorStatus.BAD_REQUEST, errorStatus.UNAUTHORIZED, errorStatus.TOO_MANY].map(String)]
  return {
    operationId,
    summary,
    parameters: query,
    responses: {
      200: { description: 'OK', content: { 'application/json': { schema: { $ref: `#/components/schemas/${answer}` } } } },
      ...Object.fromEntries(failures.map(status => [status, { $ref: '#/components/responses/Error' }])),
    },
  }
}

function parameters(schema: z.ZodObject, place: 'query' | 'path'): Json[] {
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(field, undefined).success,
    schema: withoutDialect(z.toJSONSchema(field, { io: 'input' })),
  }))
}

function components(): Json {
  const registry = z.registry<{ id: string }>()
  const named = {
    Order: orderOutSchema,
    OrderDetail: orderDetailSchema,
    OrderPage: ordersPageSchema,
    Document: documentSchema,
    DocumentDetail: documentDetailSchema,
    DocumentPage: documentsPageSchema,
    Hold: holdSchema,
    Error: errorSchema,
  }
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: id => `#/components/schemas/${id}` })
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id: _, ...schema }]) => [id, withoutDialect(schema)]))
}

/** OpenAPI 3.1 names the dialect once for the whole document. */
function withoutDialect({ $schema: _, ...schema }: Json): Json {
  return schema
}
