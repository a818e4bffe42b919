import type { HttpAnswer, Io, Vault } from '@openfapiao/core'
import type { ShopifyConfig, StoreConfig } from '../config.ts'
import { accessOf } from './access.ts'
import { adminUrl } from './address.ts'
import { type Reply, replyOf } from './reply.ts'

export interface Question {
  /** For the interaction log, such as `order`. */
  readonly operation: string
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly subjects: readonly string[]
}

export type Ask = (store: StoreConfig, question: Question) => Promise<Reply>

/** The Admin API of all shops, through `io.fetch`. A token that is refused is renewed once; everything else is for the engine's ladder. */
export function adminOf({ apiVersion }: ShopifyConfig, io: Io, vault: Vault): Ask {
  const once = async (store: StoreConfig, question: Question, worn?: string): Promise<{ reply: Reply; token?: string }> => {
    const access = await accessOf(store, io, vault, worn)
    if (access.is !== 'token') return { reply: access }
    return { reply: replyOf(await send(store, question, access.token), io), token: access.token }
  }
  const send = (store: StoreConfig, { operation, query, variables, subjects }: Question, token: string): Promise<HttpAnswer> =>
    io.fetch({
      method: 'POST',
      url: `${adminUrl(store)}/api/${apiVersion}/graphql.json`,
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-shopify-access-token': token },
      body: JSON.stringify({ query, variables }),
      about: { operation: `shopify.${operation}`, subjects: [store.shop, ...subjects] },
    })
  return async (store, question) => {
    const first = await once(store, question)
    const { reply } = first.reply.is === 'refused' && first.reply.worn ? await once(store, question, first.token) : first
    if (reply.is === 'refused') io.log.warn('shopify refused', { operation: question.operation, shop: store.shop, why: reply.why })
    return reply
  }
}
