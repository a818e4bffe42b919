import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { execute, GraphQLError, parse, validate } from 'graphql'
import { z } from 'zod'
import { API_VERSIONS } from '../config.ts'
import { actualCostOf, type Bucket, costOf, MOST_POINTS } from './cost.ts'
import { type Asker, resolve } from './resolve.ts'
import { schema } from './schema.ts'

export interface Front {
  readonly root: Record<string, unknown>
  readonly asker: Asker
  readonly bucket: Bucket
  readonly token: string
  readonly secret: string
}

const GRAPHQL = /^\/admin\/api\/([\w-]+)\/graphql\.json$/
const askedSchema = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish() })
const grantSchema = z.object({ client_id: z.string().min(1), client_secret: z.string(), grant_type: z.literal('client_credentials') })

/** One request to the Admin API: address, token, cost, query, in this order. */
export async function answerAdmin(request: IncomingMessage, response: ServerResponse, front: Front): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://shop').pathname
  if (request.method !== 'POST') return give(response, 404, { errors: 'Not Found' })
  const body = await json(request)
  if (path === '/admin/oauth/access_token') return grant(body, response, front)
  const version = GRAPHQL.exec(path)?.[1]
  if (!API_VERSIONS.some(known => known === version)) return give(response, 404, { errors: 'Not Found' })
  if (!same(request.headers['x-shopify-access-token'], front.token)) {
    return give(response, 401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' })
  }
  const asked = askedSchema.safeParse(body)
  if (!asked.success) return give(response, 400, { errors: 'Required parameter missing or invalid' })
  give(response, 200, await answer(asked.data.query, asked.data.variables ?? {}, front))
}

function grant(body: unknown, response: ServerResponse, { token, secret, asker }: Front): void {
  const asked = grantSchema.safeParse(body)
  const known = asked.success && same(asked.data.client_secret, secret)
  if (known) give(response, 200, { access_token: token, scope: asker.scopes.join(','), expires_in: 86_399 })
  else give(response, 400, { error: 'invalid_client' })
}

async function answer(query: string, variables: Record<string, unknown>, { root, asker, bucket }: Front): Promise<unknown> {
  const document = parsed(query)
  if (document instanceof GraphQLError) return { errors: [document.toJSON()] }
  const wrong = validate(schema, document)
  if (wrong.length > 0) return { errors: wrong.map(error => ({ ...error.toJSON(), extensions: { code: 'undefinedField' } })) }
  const requestedQueryCost = costOf(document, variables)
  const cost = (actualQueryCost: number | null) => ({ cost: { requestedQueryCost, actualQueryCost, throttleStatus: bucket.throttleStatus() } })
  if (requestedQueryCost > MOST_POINTS) {
    return { errors: [{ message: `Query cost is ${requestedQueryCost}, the most is ${MOST_POINTS}`, extensions: { code: 'MAX_COST_EXCEEDED' } }] }
  }
  if (!bucket.take(requestedQueryCost)) return { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: cost(null) }
  const result = await execute({ schema, document, rootValue: root, variableValues: variables, contextValue: asker, fieldResolver: resolve })
  const actual = Math.min(requestedQueryCost, actualCostOf(result.data))
  bucket.giveBack(requestedQueryCost - actual)
  return { ...result, extensions: cost(actual) }
}

function parsed(query: string): ReturnType<typeof parse> | GraphQLError {
  try {
    return parse(query)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

async function json(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function give(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

function same(given: string | string[] | undefined, wanted: string): boolean {
  const [a, b] = [Buffer.from(String(given ?? '')), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
