import { constantTimeEqual, hmacSha256, hmacSm3, sm3 } from '@openfapiao/gm'
import { type App, type SignType, signTypes } from './app.ts'
import type { FrontRefusal } from './codes.ts'
import type { NonceMemory } from './nonces.ts'
import type { BureauRequest } from './request.ts'

const WINDOW_MS = 5 * 60_000
/** 16 to 32 hex digits (gateways.md 3). */
const NONCE = /^[0-9a-f]{16,32}$/

export type Verified = { readonly is: 'app'; readonly app: App } | { readonly is: 'refused'; readonly why: FrontRefusal }

/**
 * Who calls? The signature comes first, so that nobody without the key learns about the clock or fills the memory of nonces. `now` is the real clock: the
 * caller knows nothing of a ledger's that was put forward.
 */
export function verify(request: BureauRequest, apps: ReadonlyMap<string, App>, nonces: NonceMemory, now: number): Verified {
  const app = apps.get(request.headers.appid ?? '')
  if (!app) return { is: 'refused', why: 'app' }
  if (!isSigned(request, app)) return { is: 'refused', why: 'signature' }
  if (!inWindow(request.headers.timestamp, now)) return { is: 'refused', why: 'timestamp' }
  const nonce = request.headers.nonce ?? ''
  const fresh = NONCE.test(nonce) && nonces.take(`${app.appId}/${nonce}`, now)
  return fresh ? { is: 'app', app } : { is: 'refused', why: 'nonce' }
}

function isSigned(request: BureauRequest, app: App): boolean {
  const type = signTypes.safeParse(request.headers['sign-type'] ?? 'HMAC-SM3')
  if (!type.success || !app.signTypes.includes(type.data)) return false
  return SCHEMES[type.data](app, stringToSign(request), request.headers.signature ?? '')
}

/** METHOD, PATH, Timestamp, Nonce and the SM3 of the exact bytes, one a line. */
function stringToSign({ method, path, headers, body }: BureauRequest): string {
  return [method, path, headers.timestamp ?? '', headers.nonce ?? '', sm3(body)].join('\n')
}

type Scheme = (app: App, signed: string, signature: string) => boolean

const SCHEMES: Readonly<Record<SignType, Scheme>> = {
  'HMAC-SM3': ({ secret }, signed, signature) => secret !== undefined && constantTimeEqual(upperHex(hmacSm3(secret, signed)), signature),
  'HMAC-SHA256': ({ secret }, signed, signature) => secret !== undefined && constantTimeEqual(upperHex(hmacSha256(secret, signed)), signature),
  SM2: ({ verify: verifies }, signed, signature) => verifies?.(signed, Buffer.from(signature, 'base64')) ?? false,
}

const upperHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

const inWindow = (timestamp: string | undefined, now: number): boolean =>
  /^\d{13}$/.test(timestamp ?? '') && Math.abs(now - Number(timestamp)) <= WINDOW_MS
