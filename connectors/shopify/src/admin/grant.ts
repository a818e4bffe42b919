import type { HttpAnswer, Io } from '@openfapiao/core'
import { z } from 'zod'
import type { StoreConfig } from '../config.ts'
import { readJson } from '../json.ts'
import { adminUrl } from './address.ts'

/** `refused`: no token is given for what was shown. `later`: the platform was not reached or was busy; what was shown may be shown again. */
export type Grant =
  | { readonly is: 'granted'; readonly token: string; readonly endsAt?: number; readonly refresh?: Refresh }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'later'; readonly why: string; readonly afterSeconds?: number }

/** A token that buys the next access token. Instants are milliseconds since 1970 by `io.now`. */
export interface Refresh {
  readonly token: string
  readonly endsAt?: number
}

const seconds = z.coerce.number().positive()
const grantSchema = z.object({
  access_token: z.string().min(1),
  expires_in: seconds.optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: seconds.optional(),
})

/**
 * One call of the shop's token address (RFC 6749 5, with the fields that `@shopify/shopify-api` 15 sends and reads).
 * `fields` is the grant without the app's own name and secret.
 */
export async function askGrant(store: StoreConfig, app: AppSecret, fields: Readonly<Record<string, string>>, io: Io): Promise<Grant> {
  const answer = await io.fetch({
    method: 'POST',
    url: `${adminUrl(store)}/oauth/access_token`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ client_id: app.clientId, client_secret: app.clientSecret, ...fields }),
    about: { operation: 'shopify.token', subjects: [store.shop] },
  })
  return grantOf(answer, io)
}

export interface AppSecret {
  readonly clientId: string
  readonly clientSecret: string
}

function grantOf(answer: HttpAnswer, io: Io): Grant {
  if (answer.is !== 'answer') return { is: 'later', why: answer.why }
  if (answer.status === 429 || answer.status >= 500) return { is: 'later', why: `HTTP status ${answer.status}` }
  if (answer.status !== 200) return { is: 'refused', why: `no token was granted (HTTP status ${answer.status})` }
  const grant = grantSchema.safeParse(readJson(Buffer.from(answer.body).toString('utf8')))
  if (!grant.success) return { is: 'later', why: 'the answer to the grant cannot be read' }
  const { access_token, expires_in, refresh_token, refresh_token_expires_in } = grant.data
  const end = (after: number | undefined): number | undefined => (after === undefined ? undefined : io.now() + after * 1000)
  const refresh = refresh_token === undefined ? undefined : { token: refresh_token, endsAt: end(refresh_token_expires_in) }
  return { is: 'granted', token: access_token, endsAt: end(expires_in), refresh }
}
