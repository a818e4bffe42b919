import { createHmac } from 'node:crypto'
import { secretBytes } from './config.ts'

/** The exact bytes that are sent, under the id by which the receiver knows a repeat. `at` is in seconds since 1970. */
export interface Signable {
  readonly id: string
  readonly at: number
  readonly body: string
}

/** Standard Webhooks 1.0.0: `webhook-signature` holds one `v1,` signature for each secret; the receiver accepts any that it knows. */
export function signedHeaders({ id, at, body }: Signable, secrets: readonly string[]): Readonly<Record<string, string>> {
  const signature = (secret: string): string => `v1,${createHmac('sha256', secretBytes(secret)).update(`${id}.${at}.${body}`).digest('base64')}`
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': secrets.map(signature).join(' ') }
}
