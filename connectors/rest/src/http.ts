import { pushErrorStatus, pushOpenApi, pushPaths } from '@openfapiao/api'
import { fault, type Intake, type RawAnswer, type RawRequest } from '@openfapiao/core'
import type { Right } from './config.ts'
import { keyOf } from './keys.ts'
import { answerJson, answerRefusal, type Outcome, refused } from './push/answer.ts'
import { jsonBody, usedKey } from './push/body.ts'
import type { Call, Parts } from './push/call.ts'
import { eraseContact } from './push/contact.ts'
import { onceForKey } from './push/once.ts'
import { pushOrder } from './push/order.ts'
import { pushRefund } from './push/refund.ts'
import { pushRequest } from './push/request.ts'
import { orderState } from './push/state.ts'

interface Route {
  readonly right: Right
  readonly run: (call: Call) => Promise<Outcome>
}

/** Everything that is answered, address by address. */
const ROUTES: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  [pushPaths.orders]: { POST: { right: 'orders', run: pushOrder } },
  [pushPaths.order]: { PUT: { right: 'orders', run: pushOrder }, GET: { right: 'read', run: orderState } },
  [pushPaths.refunds]: { POST: { right: 'refunds', run: pushRefund } },
  [pushPaths.requests]: { POST: { right: 'requests', run: pushRequest } },
  [pushPaths.contact]: { DELETE: { right: 'erase', run: eraseContact } },
}

const UNAUTHORIZED: Outcome = { is: 'refused', code: 'UNAUTHORIZED', faults: [fault('KEY_UNKNOWN')], headers: { 'www-authenticate': 'Bearer' } }

/** Version of the JSON, as its paths say. */
const VERSION = '1'

/** One request: who asks, what for, with what; then the route's own work. A refusal keeps nothing. */
export async function answer(request: RawRequest, intake: Intake, parts: Parts): Promise<RawAnswer> {
  if (request.path === pushPaths.description && request.method === 'GET') {
    return answerJson(200, JSON.stringify(pushOpenApi({ version: VERSION, server: '.' })))
  }
  const outcome = await outcomeOf(request, intake, parts)
  if (outcome.is === 'taken') return answerJson(outcome.status, JSON.stringify(outcome.body))
  const requestId = Buffer.from(parts.io.random(8)).toString('hex')
  parts.io.log.warn('a push was refused', {
    requestId,
    code: outcome.code,
    status: pushErrorStatus[outcome.code],
    faults: outcome.faults.map(f => f.code),
  })
  return answerRefusal(outcome, requestId)
}

async function outcomeOf(request: RawRequest, intake: Intake, parts: Parts): Promise<Outcome> {
  const key = keyOf(request.headers.authorization, parts.config)
  if (key === undefined) return UNAUTHORIZED
  const found = routeOf(request)
  if ('refusal' in found) return found.refusal
  const { right, run } = found.route
  if (key.rights && !key.rights.includes(right)) return refused('FORBIDDEN', fault('KEY_WITHOUT_RIGHT', '', { right }))
  if (request.method !== 'POST' && request.method !== 'PUT') return run({ ...parts, key, id: found.id, json: undefined, intake })
  const body = jsonBody(request)
  if (body.is === 'refused') return body
  const once = usedKey(request)
  if (typeof once === 'object') return once
  const call: Call = { ...parts, key, id: found.id, json: body.json, intake }
  return once === undefined ? run(call) : onceForKey(once, request, call, run)
}

function routeOf({ method, path }: RawRequest): { readonly route: Route; readonly id: string } | { readonly refusal: Outcome } {
  for (const [pattern, methods] of Object.entries(ROUTES)) {
    const id = idIn(path, pattern)
    if (id === undefined) continue
    const route = Object.hasOwn(methods, method) ? methods[method] : undefined
    if (route) return { route, id }
    const allowed = Object.keys(methods).join(', ')
    const code = 'METHOD_NOT_ALLOWED'
    return { refusal: { is: 'refused', code, faults: [fault('METHOD_UNKNOWN', '', { method, allowed })], headers: { allow: allowed } } }
  }
  return { refusal: refused('NOT_FOUND', fault('ADDRESS_UNKNOWN', '', { path })) }
}

/** The order id where `path` fits the pattern, empty where the pattern has none; undefined: another address. */
function idIn(path: string, pattern: string): string | undefined {
  const [given, wanted] = [path.split('/'), pattern.split('/')]
  if (given.length !== wanted.length) return undefined
  if (!wanted.every((part, i) => part === '{id}' || part === given[i])) return undefined
  const place = wanted.indexOf('{id}')
  return place < 0 ? '' : decoded(given[place] ?? '')
}

/** undefined: no id at all, or escapes that are none. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text) || undefined
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
