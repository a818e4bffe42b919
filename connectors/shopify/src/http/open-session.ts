import type { RawAnswer, RawRequest } from '@openfapiao/core'
import { exchange, exchanges } from '../admin/exchange.ts'
import { bearerOf } from '../session-token.ts'
import { problem } from './answers.ts'
import type { Door } from './door.ts'

/**
 * `POST /session`: somebody opened the app in the shop's admin. Its session token is verified and, where the settings say so, exchanged for the
 * shop's offline token. 204 the shop can be read · 401 · 404 not a shop of these settings · 405 · 502, 503 no token was given.
 */
export async function openSession({ method, headers }: RawRequest, { config, io, vault }: Door): Promise<RawAnswer> {
  if (method !== 'POST') return problem('METHOD_UNKNOWN', {}, { allow: 'POST' })
  const bearer = bearerOf(headers.authorization, config.stores, io.now())
  if (bearer?.is !== 'staff') return problem('TOKEN_INVALID')
  const store = config.stores.find(s => s.shop === bearer.shop)
  if (store === undefined) return problem('NOT_OFFERED')
  if (!exchanges(store)) return { status: 204 }
  const access = await exchange(store, bearer.token, io, vault)
  if (access.is === 'token') return { status: 204 }
  io.log.warn('shopify gave no offline token', { shop: store.shop, why: access.why })
  return problem(access.is === 'later' ? 'PLATFORM_UNREACHABLE' : 'PLATFORM_REFUSED')
}
