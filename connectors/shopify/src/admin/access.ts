import type { Io, Vault } from '@openfapiao/core'
import type { StoreConfig } from '../config.ts'
import { granted } from './client-credentials.ts'
import { renewed } from './exchange.ts'

/** `refused`: the credentials do not open the shop; `later`: the platform was not reached or was busy. */
export type Access =
  | { readonly is: 'token'; readonly token: string }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'later'; readonly why: string; readonly afterSeconds?: number }

/** The token for a shop. `worn`: one that was refused just now and must not be given again. */
export async function accessOf(store: StoreConfig, io: Io, vault: Vault, worn: string | undefined): Promise<Access> {
  const { access } = store
  if (access.type === 'token') return fixed(access.token, worn)
  return access.type === 'tokenExchange' ? renewed({ ...store, access }, io, vault, worn) : granted({ ...store, access }, io, vault, worn)
}

const fixed = (token: string, worn: string | undefined): Access =>
  token === worn ? { is: 'refused', why: 'the access token is not accepted' } : { is: 'token', token }
