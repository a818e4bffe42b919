import { holdSchema } from '../document.ts'
import { type Json, jsonOf, refTo, schemasOf } from '../openapi-parts.ts'
import { contactErasedSchema, orderStateSchema, orderTakenSchema, refundTakenSchema, requestTakenSchema } from './answers.ts'
import { invoiceNewsSchema } from './callback.ts'
import { type PushErrorCode, pushErrorSchema, pushErrorStatus } from './error.ts'
import { pushExamples } from './examples.ts'
import { pushedOrderSchema } from './order.ts'
import { pushPaths } from './paths.ts'
import { pushedRefundSchema } from './refund.ts'
import { pushedRequestSchema } from './request.ts'

/** The push connector's API as an OpenAPI 3.1 document, made of the very schemas that it reads and answers with. `server`: address of its mount point. */
export function pushOpenApi({ version, server }: { readonly version: string; readonly server: string }): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'OpenFapiao · POS, ERP, 自有商城',
      version,
      description:
        '推送订单、退款与开票申请。Push orders, refunds and requests for invoices. Money is text in yuan, rates and quantities are decimal text.',
    },
    servers: [{ url: server }],
    security: [{ storeKey: [] }],
    paths: {
      [pushPaths.orders]: { post: { ...pushOrder, operationId: 'postOrder' } },
      [pushPaths.order]: {
        parameters: [refTo('parameters', 'OrderId')],
        put: { ...pushOrder, operationId: 'putOrder' },
        get: operation({
          id: 'getOrder',
          summary: '订单与已开具单据 The order as pushed, and what was issued',
          answer: 'OrderState',
          refusals: ['NOT_FOUND'],
        }),
      },
      [pushPaths.refunds]: under({
        id: 'postRefund',
        summary: '推送退款 Push a refund',
        body: 'Refund',
        example: pushExamples.refund,
        answer: 'RefundTaken',
      }),
      [pushPaths.requests]: under({
        id: 'postRequest',
        summary: '开票或换抬头申请 Ask for an invoice, or for another title',
        body: 'Request',
        example: pushExamples.request,
        answer: 'RequestTaken',
      }),
      [pushPaths.contact]: {
        parameters: [refTo('parameters', 'OrderId')],
        delete: operation({
          id: 'eraseContact',
          summary: '删除购买方联系方式 Erase how the buyer is reached (PIPL)',
          answer: 'ContactErased',
          refusals: ['NOT_FOUND'],
        }),
      },
      [pushPaths.description]: { get: description },
    },
    webhooks: { invoiceNews: { post: news } },
    components: components(),
  }
}

interface Operation {
  readonly id: string
  readonly summary: string
  readonly body?: string
  readonly example?: unknown
  readonly answer: string
  readonly refusals: readonly PushErrorCode[]
}

function operation({ id, summary, body, example, answer, refusals }: Operation): Json {
  const codes: readonly PushErrorCode[] = ['BAD_REQUEST', 'UNAUTHORIZED', 'FORBIDDEN', ...refusals, ...(body ? BODY_REFUSALS : [])]
  return {
    operationId: id,
    summary,
    ...(body ? { parameters: [refTo('parameters', 'IdempotencyKey')], requestBody: { required: true, content: jsonOf(body, example) } } : {}),
    responses: {
      200: { description: body ? '已保存；重复推送亦然 Stored; a repeat answers the same' : 'OK', content: jsonOf(answer) },
      ...(body ? { 201: { description: '首次保存 Stored for the first time', content: jsonOf(answer) } } : {}),
      ...Object.fromEntries(codes.map(code => [pushErrorStatus[code], refTo('responses', 'Error')])),
    },
  }
}

const BODY_REFUSALS: readonly PushErrorCode[] = ['CONFLICT', 'TOO_LARGE', 'UNSUPPORTED_TYPE', 'FAULTY']

const pushOrder = operation({
  id: 'pushOrder',
  summary: '推送订单的当前状态 Push an order as it is now',
  body: 'Order',
  example: pushExamples.order,
  answer: 'OrderTaken',
  refusals: [],
})

function under(one: Omit<Operation, 'refusals'>): Json {
  return { parameters: [refTo('parameters', 'OrderId')], post: operation({ ...one, refusals: ['NOT_FOUND'] }) }
}

const description: Json = {
  operationId: 'description',
  summary: '本文档 This description',
  security: [],
  responses: { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object' } } } } },
}

const news: Json = {
  operationId: 'invoiceNews',
  summary: '回调：发票或红字已开具 Sent to the callback address when an invoice or a red letter was issued',
  parameters: [
    {
      name: 'OpenFapiao-Signature',
      in: 'header',
      required: true,
      schema: { type: 'string' },
      description: 't=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">',
    },
  ],
  requestBody: { required: true, content: jsonOf('InvoiceNews') },
  responses: { '2XX': { description: '已收到；其他答复会重试 Taken; on any other answer it is sent again' } },
}

function components(): Json {
  const text = { type: 'string', minLength: 1, maxLength: 100 }
  return {
    securitySchemes: { storeKey: { type: 'http', scheme: 'bearer', description: '店铺密钥 key of one store' } },
    parameters: {
      OrderId: { name: 'id', in: 'path', required: true, schema: text, description: '订单号 the id that the order was pushed with' },
      IdempotencyKey: {
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        schema: text,
        description: '同一键同一内容得到同一答复；同一键不同内容为 409。 Same key and same body: same answer. Same key, other body: 409.',
      },
    },
    schemas: { ...schemasOf(taken, 'input'), ...schemasOf(answered, 'output') },
    responses: { Error: { description: '未接收，未保存 Not taken, nothing was kept', content: jsonOf('Error') } },
  }
}

const taken = { Order: pushedOrderSchema, Refund: pushedRefundSchema, Request: pushedRequestSchema }
const answered = {
  OrderTaken: orderTakenSchema,
  RefundTaken: refundTakenSchema,
  RequestTaken: requestTakenSchema,
  ContactErased: contactErasedSchema,
  OrderState: orderStateSchema,
  InvoiceNews: invoiceNewsSchema,
  Fault: holdSchema,
  Error: pushErrorSchema,
}
