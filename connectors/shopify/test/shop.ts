import { createHmac } from 'node:crypto'
import type { RawRequest, StoredHint } from '@openfapiao/core'
import { type ShopifyConfig, shopifyConfigSchema } from '../src/config.ts'

export const SHOP = 'example-shop.myshopify.com'
export const SECRET = 'shpss_made-up-secret'
export const TOKEN = 'shpat_made-up-token'

type Store = Readonly<Record<string, unknown>>

/** Settings of one shop; `change` replaces single ones. */
export const configOf = (change: Store = {}): ShopifyConfig =>
  shopifyConfigSchema.parse({ stores: [{ shop: SHOP, secrets: [SECRET], access: { type: 'token', token: TOKEN }, ...change }] })

/** A webhook signed as Shopify signs it; header names in lower case, as the server gives them. */
export function webhook(topic: string, body: unknown, headers: Readonly<Record<string, string | undefined>> = {}, secret = SECRET): RawRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const all = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(bytes).digest('base64'),
    'x-shopify-shop-domain': SHOP,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    'x-shopify-event-id': '98880550-7158-44d4-b7cd-2c97c8a091b5',
    'x-shopify-triggered-at': '2026-11-20T02:15:33.482913Z',
    ...headers,
  }
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { method: 'POST', path: '/', query: {}, headers: Object.fromEntries(given), body: bytes }
}

export const hint = (topic: string, body: unknown, store = SHOP): StoredHint => ({
  topic,
  store,
  headers: {},
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})

const part = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

export const CLIENT_ID = 'made-up-client-id'

/** A session token as Shopify signs it, shown by somebody in the shop's admin; `claims` replaces single ones. */
export function sessionToken(at: number, claims: Readonly<Record<string, unknown>> = {}, { secret = SECRET, alg = 'HS256' } = {}): string {
  const seconds = Math.floor(at / 1000)
  const all = {
    iss: `https://${SHOP}/admin`,
    dest: `https://${SHOP}`,
    aud: CLIENT_ID,
    sub: '42',
    exp: seconds + 60,
    nbf: seconds,
    iat: seconds,
    ...claims,
  }
  const text = `${part({ alg, typ: 'JWT' })}.${part(all)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** What a buyer's session token says instead: no issuer, a bare domain, a customer when logged in. */
export const buyerClaims = (customerId?: string) => ({
  iss: undefined,
  dest: SHOP,
  sub: customerId === undefined ? undefined : `gid://shopify/Customer/${customerId}`,
})

export const request = (method: string, path: string, change: Partial<RawRequest> = {}): RawRequest => ({
  method,
  path,
  query: {},
  headers: {},
  body: new Uint8Array(),
  ...change,
})
