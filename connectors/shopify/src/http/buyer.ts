import type { Intake, RawAnswer, RawRequest } from '@openfapiao/core'
import { z } from 'zod'
import { ORDER_SHOWN } from '../admin/queries.ts'
import type { StoreConfig } from '../config.ts'
import { IDENTIFIER } from '../identifier.ts'
import { gid } from '../normalise/values.ts'
import { metafieldPlace, publicationOf } from '../publish.ts'
import { bearerOf } from '../session-token.ts'
import { json, problem } from './answers.ts'
import { type Asking, askForInvoice } from './ask-for-invoice.ts'
import type { Door } from './door.ts'
import { proxied } from './proxy.ts'

/** Extensions run at an origin of Shopify's; what opens this address is the token they show, never a cookie. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-allow-methods': 'GET, POST',
} as const

interface Buyer {
  readonly store: StoreConfig
  readonly customerId?: string
}

/** `/proxy/orders/{id}` through the app proxy, for pages on the shop's own domain. */
export async function proxyDoor(request: RawRequest, path: readonly string[], door: Door, intake: Intake): Promise<RawAnswer> {
  const buyer = proxied(request, door.config.stores, door.io.now())
  return buyer === undefined ? problem('SIGNATURE_INVALID') : answerBuyer(request, path, buyer, door, intake)
}

/** `/buyer/orders/{id}` with a session token, for the extensions on thank-you, order-status and account pages. */
export async function buyerDoor(request: RawRequest, path: readonly string[], door: Door, intake: Intake): Promise<RawAnswer> {
  if (request.method === 'OPTIONS') return { status: 204, headers: CORS }
  const bearer = bearerOf(request.headers.authorization, door.config.stores, door.io.now())
  const store = bearer?.is === 'buyer' ? door.config.stores.find(s => s.shop === bearer.shop) : undefined
  const customerId = bearer?.is === 'buyer' ? bearer.customerId : undefined
  const answer = store === undefined ? problem('TOKEN_INVALID') : await answerBuyer(request, path, { store, customerId }, door, intake)
  return { ...answer, headers: { ...answer.headers, ...CORS } }
}

/**
 * The state of one order's invoice, its link and numbers (GET), or a request for an invoice (POST): to the customer of that very order alone.
 * Somebody else's order and one that does not exist are answered alike.
 */
async function answerBuyer(
  request: RawRequest,
  path: readonly string[],
  { store, customerId }: Buyer,
  door: Door,
  intake: Intake,
): Promise<RawAnswer> {
  const [orders, id = '', ...more] = path
  if (!store.buyers || orders !== 'orders' || more.length > 0 || !/^\d{1,20}$/.test(id)) return problem('NOT_OFFERED')
  if (request.method !== 'GET' && request.method !== 'POST') return problem('METHOD_UNKNOWN', {}, { allow: 'GET, POST' })
  if (customerId === undefined) return problem('LOGIN_NEEDED')
  const asking: Asking = { store, ref: { platform: IDENTIFIER, store: store.shop, id } }
  const found = await orderOf(asking, customerId, door)
  if (found.is === 'answer') return found.answer
  return request.method === 'GET' ? json(200, found.shown) : askForInvoice(request, asking, door, intake)
}

const orderSchema = z.object({
  order: z.object({ customer: z.object({ id: gid }).nullish(), metafield: z.object({ value: z.string() }).nullish() }).nullish(),
})

type Found = { readonly is: 'order'; readonly shown: object } | { readonly is: 'answer'; readonly answer: RawAnswer }

async function orderOf({ store, ref }: Asking, customerId: string, { ask }: Door): Promise<Found> {
  const variables = { id: `gid://shopify/Order/${ref.id}`, ...metafieldPlace(store) }
  const reply = await ask(store, { operation: 'orderShown', query: ORDER_SHOWN, variables, subjects: [ref.id] })
  if (reply.is === 'refused') return answered(problem('PLATFORM_REFUSED'))
  const parsed = orderSchema.safeParse(reply.is === 'data' ? reply.data : undefined)
  if (!parsed.success) return answered(problem('PLATFORM_UNREACHABLE'))
  const { order } = parsed.data
  if (order?.customer?.id !== customerId) return answered(problem('ORDER_UNKNOWN'))
  return { is: 'order', shown: publicationOf(order.metafield?.value) ?? { state: 'none', documents: [] } }
}

const answered = (answer: RawAnswer): Found => ({ is: 'answer', answer })
