import type { HttpAnswer, Io, Vault } from '@openfapiao/core'
import { z } from 'zod'
import type { StoreConfig } from '../config.ts'
import { readJson } from '../json.ts'
import { adminUrl } from './address.ts'

/** `refused`: the credentials do not open the shop; `later`: the platform was not reached or was busy. */
export type Access =
  | { readonly is: 'token'; readonly token: string }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'later'; readonly why: string; readonly afterSeconds?: number }

/** Where a token comes from. Another way of getting one (token exchange, refresh tokens) is another function of this type. */
export type Grant = (store: StoreConfig, io: Io, vault: Vault, worn: string | undefined) => Promise<Access>

/** A token is renewed this long before it ends, so that none ends under way. */
const MARGIN_MS = 5 * 60_000

/** The token for a shop. `worn`: one that was refused just now and must not be given again. */
export const accessOf: Grant = (store, io, vault, worn) =>
  store.access.type === 'token' ? fixed(store.access.token, worn) : granted({ ...store, access: store.access }, io, vault, worn)

const fixed = async (token: string, worn: string | undefined): Promise<Access> =>
  token === worn ? { is: 'refused', why: 'the access token is not accepted' } : { is: 'token', token }

type ClientStore = StoreConfig & { readonly access: { readonly type: 'clientCredentials' } }

const keptSchema = z.object({ token: z.string(), endsAt: z.number() })

/** One grant at a time per shop, across all workers: who waited for the lock finds the new token in the vault. */
async function granted(store: ClientStore, io: Io, vault: Vault, worn: string | undefined): Promise<Access> {
  const key = `shopify/token/${store.shop}/${store.access.clientId}`
  const good = (kept: string | undefined): Access | undefined => {
    const found = kept === undefined ? undefined : keptSchema.parse(JSON.parse(kept))
    return found && found.token !== worn && found.endsAt - MARGIN_MS > io.now() ? { is: 'token', token: found.token } : undefined
  }
  return (
    good(await vault.get(key)) ??
    vault.withLock(key, async () => {
      const known = good(await vault.get(key))
      if (known) return known
      const grant = await ask(store, io)
      if (grant.is === 'token') await vault.set(key, JSON.stringify({ token: grant.token, endsAt: grant.endsAt }))
      return grant
    })
  )
}

const grantSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() })

type Granted = Exclude<Access, { is: 'token' }> | { readonly is: 'token'; readonly token: string; readonly endsAt: number }

/** Client credentials grant (RFC 6749 4.4 as Shopify has it): a token for about a day, no refresh token (platforms.md 1.2). */
async function ask(store: ClientStore, io: Io): Promise<Granted> {
  const { clientId, clientSecret } = store.access
  const answer = await io.fetch({
    method: 'POST',
    url: `${adminUrl(store)}/oauth/access_token`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' }),
    about: { operation: 'shopify.token', subjects: [store.shop] },
  })
  return grantOf(answer, io)
}

function grantOf(answer: HttpAnswer, io: Io): Granted {
  if (answer.is !== 'answer') return { is: 'later', why: answer.why }
  if (answer.status === 429 || answer.status >= 500) return { is: 'later', why: `HTTP status ${answer.status}` }
  if (answer.status !== 200) return { is: 'refused', why: `no token was granted (HTTP status ${answer.status})` }
  const grant = grantSchema.safeParse(readJson(Buffer.from(answer.body).toString('utf8')))
  if (!grant.success) return { is: 'later', why: 'the answer to the grant cannot be read' }
  return { is: 'token', token: grant.data.access_token, endsAt: io.now() + grant.data.expires_in * 1000 }
}
