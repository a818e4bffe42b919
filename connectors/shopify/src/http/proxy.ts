import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RawRequest } from '@openfapiao/core'
import type { StoreConfig } from '../config.ts'

/** Older than this, or that much ahead: refused, as `@shopify/shopify-api` does. */
const TOLERANCE_SECONDS = 90

/** The storefront's own question about its logged-in customer. `customerId` undefined: nobody is logged in. */
export interface Proxied {
  readonly store: StoreConfig
  readonly customerId?: string
}

/**
 * A request that came through the app proxy: hex HMAC-SHA256 over all parameters but `signature`, each as `key=value`, sorted, joined by nothing
 * (platforms.md 1.4). Compared in constant time with each secret of the shop. A parameter given twice arrives here once, so it is refused.
 * The path and the body are not covered by the signature: only the shop and the customer are proven.
 */
export function proxied({ query }: RawRequest, stores: readonly StoreConfig[], now: number): Proxied | undefined {
  const { signature = '', ...signed } = query
  const store = stores.find(s => s.shop === signed.shop)
  const sentAt = /^\d{1,12}$/.test(signed.timestamp ?? '') ? Number(signed.timestamp) : undefined
  if (store === undefined || sentAt === undefined || Math.abs(now / 1000 - sentAt) > TOLERANCE_SECONDS) return undefined
  const text = Object.entries(signed)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join('')
  if (!store.secrets.some(secret => isSignature(signature, text, secret))) return undefined
  const customerId = /^\d+$/.test(signed.logged_in_customer_id ?? '') ? signed.logged_in_customer_id : undefined
  return { store, customerId }
}

function isSignature(given: string, text: string, secret: string): boolean {
  const [ours, theirs] = [createHmac('sha256', secret).update(text).digest(), Buffer.from(given, 'hex')]
  return /^[0-9a-f]{64}$/.test(given) && timingSafeEqual(ours, theirs)
}
