import type { OrderRef } from '@openfapiao/core'
import type { z } from 'zod'
import { type DocumentDetailOut, type DocumentOut, documentDetailSchema, documentsPageSchema, type documentsQuery } from './document.ts'
import { type ErrorBody, errorSchema } from './error.ts'
import {
  type HoldsOut,
  holdsSchema,
  type LaneOut,
  lanesSchema,
  type RequestIn,
  type RetryIn,
  requestOutSchema,
  retriedSchema,
} from './operate/index.ts'
import { type OrderDetailOut, type OrderOut, orderDetailSchema, ordersPageSchema, type ordersQuery } from './order.ts'
import { apiPaths } from './paths.ts'
import {
  type CodeOut,
  type codesQuery,
  codesSchema,
  type MapTested,
  mapTestedSchema,
  type mapTestSchema,
  type UnmappedOut,
  type unmappedQuery,
  unmappedSchema,
} from './tax/index.ts'

/** `refused`: the server said why. `lost`: no answer, or none of ours (a proxy's page); what was asked for may have happened. */
export type ApiAnswer<T> =
  | { readonly is: 'answer'; readonly value: T }
  | { readonly is: 'refused'; readonly status: number; readonly error: ErrorBody['error'] }
  | { readonly is: 'lost'; readonly why: string }

export interface PageOut<T> {
  readonly rows: readonly T[]
  readonly cursor?: string
}

/** The operator's API, typed. Every answer has been read by its schema. */
export interface ApiClient {
  orders(query?: z.input<typeof ordersQuery>): Promise<ApiAnswer<PageOut<OrderOut>>>
  order(ref: OrderRef): Promise<ApiAnswer<OrderDetailOut>>
  documents(query?: z.input<typeof documentsQuery>): Promise<ApiAnswer<PageOut<DocumentOut>>>
  document(id: string): Promise<ApiAnswer<DocumentDetailOut>>
  holds(): Promise<ApiAnswer<HoldsOut>>
  lanes(): Promise<ApiAnswer<{ readonly rows: readonly LaneOut[] }>>
  retry(what: RetryIn): Promise<ApiAnswer<z.infer<typeof retriedSchema>>>
  request(request: RequestIn): Promise<ApiAnswer<z.infer<typeof requestOutSchema>>>
  codes(
    query: z.input<typeof codesQuery>,
  ): Promise<ApiAnswer<{ readonly edition: string; readonly partial: boolean; readonly rows: readonly CodeOut[] }>>
  testMap(asked: z.input<typeof mapTestSchema>): Promise<ApiAnswer<MapTested>>
  unmapped(query?: z.input<typeof unmappedQuery>): Promise<ApiAnswer<UnmappedOut>>
}

export interface ApiClientOptions {
  /** Address of the server, without trailing slash. */
  readonly url: string
  /** An operator's key. */
  readonly key: string
  /** For tests, proxies and time-outs; the platform's own unless given. */
  readonly fetch?: typeof fetch
}

export function apiClient(options: ApiClientOptions): ApiClient {
  const get = <T>(path: string, schema: z.ZodType<T>, query: object = {}) => ask(options, schema, `${path}${queryText(query)}`)
  const post = <T>(path: string, schema: z.ZodType<T>, body: object) => ask(options, schema, path, JSON.stringify(body))
  return {
    orders: query => get(apiPaths.orders, ordersPageSchema, query),
    order: ref => get(filled(apiPaths.order, ref), orderDetailSchema),
    documents: query => get(apiPaths.documents, documentsPageSchema, query),
    document: id => get(filled(apiPaths.document, { id }), documentDetailSchema),
    holds: () => get(apiPaths.holds, holdsSchema),
    lanes: () => get(apiPaths.lanes, lanesSchema),
    retry: what => post(apiPaths.retry, retriedSchema, what),
    request: request => post(apiPaths.requests, requestOutSchema, request),
    codes: query => get(apiPaths.codes, codesSchema, query),
    testMap: asked => post(apiPaths.mapTest, mapTestedSchema, asked),
    unmapped: query => get(apiPaths.unmapped, unmappedSchema, query),
  }
}

async function ask<T>({ url, key, fetch: send = fetch }: ApiClientOptions, schema: z.ZodType<T>, path: string, body?: string): Promise<ApiAnswer<T>> {
  const headers = { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  try {
    const answer = await send(`${url}${path}`, { method: body === undefined ? 'GET' : 'POST', headers, body })
    return understood(answer.status, await answer.text(), schema)
  } catch (error) {
    return { is: 'lost', why: error instanceof Error ? error.message : String(error) }
  }
}

function understood<T>(status: number, text: string, schema: z.ZodType<T>): ApiAnswer<T> {
  const json: unknown = jsonIn(text)
  const good = status >= 200 && status < 300 ? schema.safeParse(json) : undefined
  if (good?.success) return { is: 'answer', value: good.data }
  const refusal = errorSchema.safeParse(json)
  return refusal.success
    ? { is: 'refused', status, error: refusal.data.error }
    : { is: 'lost', why: `an answer of another kind, with status ${status}` }
}

/** undefined: not JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** `/orders/{id}` with its places filled in, each as one segment. */
function filled(path: string, places: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(places[name] ?? ''))
}

function queryText(query: object): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value))
  return given.size === 0 ? '' : `?${given}`
}
