import type { Io, Vault } from '@openfapiao/core'
import type { StoreConfig } from '../config.ts'
import type { Access } from './access.ts'
import { askGrant } from './grant.ts'
import { type Kept, keptOf, tokenKey, usable } from './kept.ts'

type ClientStore = StoreConfig & { readonly access: { readonly type: 'clientCredentials' } }

/**
 * Client credentials grant (RFC 6749 4.4 as Shopify has it): a token for about a day, no refresh token (platforms.md 1.2).
 * One grant at a time per shop, across all workers: who waited for the lock finds the new token in the vault.
 */
export async function granted(store: ClientStore, io: Io, vault: Vault, worn: string | undefined): Promise<Access> {
  const key = tokenKey(store.shop, store.access.clientId)
  const good = (kept: Kept | undefined): Access | undefined => (usable(kept, worn, io) ? { is: 'token', token: kept.token } : undefined)
  const known = good(await keptOf(vault, key))
  if (known) return known
  return vault.withLock(key, async () => {
    const found = good(await keptOf(vault, key))
    if (found) return found
    const grant = await askGrant(store, store.access, { grant_type: 'client_credentials' }, io)
    if (grant.is !== 'granted') return grant
    if (grant.endsAt === undefined) return { is: 'later', why: 'the answer to the grant does not say when it ends' }
    await vault.set(key, JSON.stringify({ token: grant.token, endsAt: grant.endsAt } satisfies Kept))
    return { is: 'token', token: grant.token }
  })
}
