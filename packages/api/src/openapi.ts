import { z } from 'zod'
import { documentDetailSchema, documentSchema, documentsPageSchema, documentsQuery, holdSchema } from './document.ts'
import { errorSchema, errorStatus } from './error.ts'
import { type Json, jsonOf, parametersOf, refTo, schemasOf } from './openapi-parts.ts'
import { holdsSchema, lanesSchema, requestInSchema, requestOutSchema, retriedSchema, retrySchema } from './operate/index.ts'
import { orderDetailSchema, orderOutSchema, ordersPageSchema, ordersQuery } from './order.ts'
import { apiPaths } from './paths.ts'
import { codesQuery, codesSchema, mapTestedSchema, mapTestSchema, unmappedQuery, unmappedSchema } from './tax/index.ts'

/** The operator's API as an OpenAPI 3.1 document, made of the very schemas that the server answers with. */
export function openApi(version: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'OpenFapiao',
      version,
      description: '查询订单、发票与红字；重试与开票申请。Lists of orders, invoices and red letters; retries and requests. Money is text in yuan.',
    },
    security: [{ operatorToken: [] }],
    paths: { ...reading, ...operating, ...mapping },
    components: {
      securitySchemes: { operatorToken: { type: 'http', scheme: 'bearer' } },
      schemas: { ...schemasOf(named, 'output'), ...schemasOf(sent, 'input') },
      responses: { Error: { description: '错误 Error', content: jsonOf('Error') } },
    },
  }
}

const orderPath = z.strictObject({ platform: z.string(), store: z.string(), id: z.string() })
const idPath = z.strictObject({ id: z.string() })

const reading = {
  [apiPaths.orders]: {
    get: operation('listOrders', '订单列表 Orders, newest first', 'OrderPage', { parameters: parametersOf(ordersQuery, 'query') }),
  },
  [apiPaths.order]: {
    get: operation('getOrder', '一笔订单与它的全部单据 One order with all its documents', 'OrderDetail', {
      parameters: parametersOf(orderPath, 'path'),
      failures: [errorStatus.NOT_FOUND],
    }),
  },
  [apiPaths.documents]: {
    get: operation('listDocuments', '发票与红字列表 Invoices and red letters, newest first', 'DocumentPage', {
      parameters: parametersOf(documentsQuery, 'query'),
    }),
  },
  [apiPaths.document]: {
    get: operation('getDocument', '一张发票或红字 One invoice or red letter', 'DocumentDetail', {
      parameters: parametersOf(idPath, 'path'),
      failures: [errorStatus.NOT_FOUND],
    }),
  },
  [apiPaths.holds]: { get: operation('listHolds', '待人处理 Everything that waits for a person', 'Holds') },
  [apiPaths.lanes]: { get: operation('listLanes', '通道队列 Lanes and what they wait for', 'Lanes') },
}

const operating = {
  [apiPaths.retry]: {
    post: operation('retry', '重试 Try again what is held, or open a lane', 'Retried', {
      body: 'Retry',
      failures: [errorStatus.NOT_FOUND, errorStatus.CONFLICT],
    }),
  },
  [apiPaths.requests]: {
    post: operation('makeRequest', '代买方申请开票 Ask for an invoice on behalf of a buyer', 'RequestMade', {
      body: 'Request',
      failures: [errorStatus.NOT_FOUND, errorStatus.CONFLICT],
    }),
  },
}

const mapping = {
  [apiPaths.codes]: {
    get: operation('searchCodes', '检索税收分类编码 Tax codes by code, name, pinyin or initials', 'Codes', {
      parameters: parametersOf(codesQuery, 'query'),
    }),
  },
  [apiPaths.mapTest]: {
    post: operation('testMap', '映射测试：会得到哪个编码、为什么 Which code a line would get, and why', 'MapTested', {
      body: 'MapTest',
      failures: [errorStatus.NOT_FOUND],
    }),
  },
  [apiPaths.unmapped]: {
    get: operation('listUnmapped', '待映射商品，销售额高的在前 Goods without a code, the highest sales first', 'Unmapped', {
      parameters: parametersOf(unmappedQuery, 'query'),
    }),
  },
}

const named = {
  Order: orderOutSchema,
  OrderDetail: orderDetailSchema,
  OrderPage: ordersPageSchema,
  Document: documentSchema,
  DocumentDetail: documentDetailSchema,
  DocumentPage: documentsPageSchema,
  Hold: holdSchema,
  Holds: holdsSchema,
  Lanes: lanesSchema,
  Retried: retriedSchema,
  RequestMade: requestOutSchema,
  Codes: codesSchema,
  MapTested: mapTestedSchema,
  Unmapped: unmappedSchema,
  Error: errorSchema,
}

const sent = { Retry: retrySchema, Request: requestInSchema, MapTest: mapTestSchema }

interface Asked {
  readonly parameters?: readonly Json[]
  /** Name of the schema of the body. */
  readonly body?: string
  readonly failures?: readonly number[]
}

function operation(operationId: string, summary: string, answer: string, { parameters = [], body, failures = [] }: Asked = {}): Json {
  const always = [errorStatus.BAD_REQUEST, errorStatus.UNAUTHORIZED, errorStatus.TOO_MANY]
  return {
    operationId,
    summary,
    parameters,
    ...(body === undefined ? {} : { requestBody: { required: true, content: jsonOf(body) } }),
    responses: {
      200: { description: 'OK', content: jsonOf(answer) },
      ...Object.fromEntries([...always, ...failures].map(status => [String(status), refTo('responses', 'Error')])),
    },
  }
}
