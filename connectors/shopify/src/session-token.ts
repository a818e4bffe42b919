import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { StoreConfig } from './config.ts'
import { readJson } from './json.ts'

/** Clocks may differ by this much, as `@shopify/shopify-api` allows. */
const TOLERANCE_SECONDS = 10

const headerSchema = z.object({ alg: z.literal('HS256') })
const claimsSchema = z.object({
  aud: z.string(),
  exp: z.coerce.number(),
  nbf: z.coerce.number().default(0),
  /** The shop: an address from the admin, a bare domain from a checkout. */
  dest: z.string().transform(dest => dest.replace(/^https:\/\//, '').toLowerCase()),
  /** Only from the admin: `https://{shop}/admin`. */
  iss: z.string().optional(),
  sub: z.string().optional(),
})

/** Who shows a session token: somebody working in the shop's admin, or a buyer, who has a name only when logged in. */
export type Bearer =
  | { readonly is: 'staff'; readonly shop: string; readonly token: string }
  | { readonly is: 'buyer'; readonly shop: string; readonly customerId?: string }

/**
 * Session token (JWT, HS256 with the client secret) → who shows it. undefined: not of a shop configured here, or not to be believed.
 * The signature is compared in constant time with each secret of the shop (two while one is being rotated).
 */
export function bearerOf(authorization: string | undefined, stores: readonly StoreConfig[], now: number): Bearer | undefined {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1]
  const [header, payload, signature] = token?.split('.') ?? []
  if (token === undefined || header === undefined || payload === undefined || signature === undefined) return undefined
  const claims = claimsSchema.safeParse(jsonOf(payload))
  if (!claims.success || !headerSchema.safeParse(jsonOf(header)).success) return undefined
  const { aud, exp, nbf, dest } = claims.data
  const store = stores.find(s => s.shop === dest)
  if (store === undefined || clientIdOf(store) !== aud) return undefined
  const signed = store.secrets.some(secret => sameBytes(hmacOf(`${header}.${payload}`, secret), Buffer.from(signature, 'base64url')))
  const seconds = now / 1000
  const inTime = seconds < exp + TOLERANCE_SECONDS && seconds >= nbf - TOLERANCE_SECONDS
  return signed && inTime ? named(claims.data, token) : undefined
}

function named({ dest: shop, iss, sub = '' }: z.output<typeof claimsSchema>, token: string): Bearer | undefined {
  if (iss === `https://${shop}/admin`) return { is: 'staff', shop, token }
  const customerId = /^gid:\/\/shopify\/Customer\/(\d+)$/.exec(sub)?.[1]
  return { is: 'buyer', shop, customerId }
}

/** The app's name, which a session token is made out to. An older admin-made app has none, and no session tokens. */
const clientIdOf = ({ access }: StoreConfig): string | undefined => (access.type === 'token' ? undefined : access.clientId)

const hmacOf = (text: string, secret: string): Buffer => createHmac('sha256', secret).update(text).digest()
const sameBytes = (a: Buffer, b: Buffer): boolean => a.byteLength === b.byteLength && timingSafeEqual(a, b)
const jsonOf = (part: string): unknown => readJson(Buffer.from(part, 'base64url').toString('utf8'))
