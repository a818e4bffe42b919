import type { Io, Vault } from '@openfapiao/core'
import type { StoreConfig } from '../config.ts'
import type { Access } from './access.ts'
import { askGrant, type Grant } from './grant.ts'
import { type Kept, keptOf, tokenKey, usable } from './kept.ts'

export type ExchangeStore = StoreConfig & { readonly access: { readonly type: 'tokenExchange' } }

export const exchanges = (store: StoreConfig): store is ExchangeStore => store.access.type === 'tokenExchange'

/** Names of the grants, as `@shopify/shopify-api` 15 sends them (RFC 8693). */
const EXCHANGE = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
  requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
  /** Non-expiring tokens of public apps are refused from 2027-01-01 (platforms.md 1.2). */
  expiring: '1',
} as const

const NOT_OPENED = 'the app was not opened in the shop yet; open it once in the Shopify admin'

/** The app was opened in the shop's admin: its session token (verified before) buys an offline token, kept with what renews it. */
export function exchange(store: ExchangeStore, sessionToken: string, io: Io, vault: Vault): Promise<Access> {
  const key = tokenKey(store.shop, store.access.clientId)
  return vault.withLock(key, async () => {
    const grant = await askGrant(store, store.access, { ...EXCHANGE, subject_token: sessionToken }, io)
    return grant.is === 'granted' ? keep(grant, { key, openedAt: io.now() }, vault) : grant
  })
}

/** The offline token of a shop whose app was opened. It lasts an hour; one worker renews it, the others wait and find it. */
export async function renewed(store: ExchangeStore, io: Io, vault: Vault, worn: string | undefined): Promise<Access> {
  const key = tokenKey(store.shop, store.access.clientId)
  const before = await keptOf(vault, key)
  if (usable(before, worn, io)) return { is: 'token', token: before.token }
  return vault.withLock(key, async () => {
    const kept = await keptOf(vault, key)
    if (usable(kept, worn, io)) return { is: 'token', token: kept.token }
    return kept === undefined ? { is: 'refused', why: NOT_OPENED } : renew(kept, { store, key, worn }, io, vault)
  })
}

interface Renewal {
  readonly store: ExchangeStore
  readonly key: string
  readonly worn: string | undefined
}

/**
 * An answer that was lost may have spent the refresh token, and yet the same one is shown again: the former stays good until the new one is
 * first used (platforms.md 1.2). Until it is renewed a token that has not ended goes on being used.
 */
async function renew(kept: Kept, { store, key, worn }: Renewal, io: Io, vault: Vault): Promise<Access> {
  const { refresh } = kept
  if (refresh === undefined || (refresh.endsAt !== undefined && refresh.endsAt <= io.now())) return { is: 'refused', why: NOT_OPENED }
  const grant = await askGrant(store, store.access, { grant_type: 'refresh_token', refresh_token: refresh.token }, io)
  if (grant.is === 'granted') return keep(grant, { key, openedAt: kept.openedAt, refresh }, vault)
  const lasts = kept.token !== worn && kept.endsAt !== undefined && kept.endsAt > io.now()
  return grant.is === 'later' && lasts ? { is: 'token', token: kept.token } : grant
}

/** Durable before it is used: a token that nobody wrote down would be lost with its refresh token. */
async function keep(
  { token, endsAt, refresh }: Grant & { is: 'granted' },
  { key, ...before }: Pick<Kept, 'openedAt' | 'refresh'> & { readonly key: string },
  vault: Vault,
): Promise<Access> {
  await vault.set(key, JSON.stringify({ ...before, token, endsAt, refresh: refresh ?? before.refresh } satisfies Kept))
  return { is: 'token', token }
}
