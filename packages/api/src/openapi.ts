import { z } from 'zod'
import { documentDetailSchema, documentSchema, documentsPageSchema, documentsQuery, holdSchema } from './document.ts'
import { errorSchema, errorStatus } from './error.ts'
import { type Json, jsonOf, parametersOf, refTo, schemasOf } from './openapi-parts.ts'
import { orderDetailSchema, orderOutSchema, ordersPageSchema, ordersQuery } from './order.ts'
import { apiPaths } from './paths.ts'

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
      [apiPaths.orders]: { get: operation('listOrders', '订单列表 Orders, newest first', parametersOf(ordersQuery, 'query'), 'OrderPage') },
      [apiPaths.order]: {
        get: operation('getOrder', '一笔订单与它的全部单据 One order with all its documents', parametersOf(orderPath, 'path'), 'OrderDetail', [
          '404',
        ]),
      },
      [apiPaths.documents]: {
        get: operation(
          'listDocuments',
          '发票与红字列表 Invoices and red letters, newest first',
          parametersOf(documentsQuery, 'query'),
          'DocumentPage',
        ),
      },
    },
    components: {
      securitySchemes: { operatorToken: { type: 'http', scheme: 'bearer' } },
      schemas: schemasOf(named, 'output'),
      responses: { Error: { description: '错误 Error', content: jsonOf('Error') } },
    },
  }
}

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

const orderPath = z.strictObject({ platform: z.string(), store: z.string(), id: z.string() })

function operation(operationId: string, summary: string, parameters: readonly Json[], answer: string, extra: readonly string[] = []): Json {
  const failures = [...extra, ...[errorStatus.BAD_REQUEST, errorStatus.UNAUTHORIZED, errorStatus.TOO_MANY].map(String)]
  return {
    operationId,
    summary,
    parameters,
    responses: {
      200: { description: 'OK', content: jsonOf(answer) },
      ...Object.fromEntries(failures.map(status => [status, refTo('responses', 'Error')])),
    },
  }
}
