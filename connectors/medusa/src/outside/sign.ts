import { createHmac, timingSafeEqual } from 'node:crypto'

/** Headers of a hint: which delivery of which store, when, and the proof. */
export const HEADERS = {
  store: 'x-openfapiao-store',
  delivery: 'x-openfapiao-delivery',
  at: 'x-openfapiao-at',
  signature: 'x-openfapiao-signature',
} as const

export interface Signed {
  readonly store: string
  readonly delivery: string
  /** Milliseconds since 1970, as text. */
  readonly at: string
  readonly body: Uint8Array
}

/** HMAC-SHA256 in hex over store, delivery, instant and the exact body, each on a line of its own. */
export function signatureOf({ store, delivery, at, body }: Signed, secret: string): string {
  return createHmac('sha256', secret).update(`${store}\n${delivery}\n${at}\n`).update(body).digest('hex')
}

export function isSigned(signed: Signed, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature, 'hex')
  return secrets.some(secret => {
    const right = Buffer.from(signatureOf(signed, secret), 'hex')
    return given.length === right.length && timingSafeEqual(given, right)
  })
}
