import type { OrderRef, Publication, SendAnswer } from '@openfapiao/core'
import { z } from 'zod'
import type { Ask } from './admin/admin.ts'
import { PUBLISH } from './admin/queries.ts'
import { publishSchema, type StoreConfig } from './config.ts'
import { readJson } from './json.ts'

const payloadSchema = z.object({
  metafieldsSet: z.object({ userErrors: z.array(z.object({ code: z.string().nullish(), field: z.array(z.string()).nullish() })) }),
})

const publicationSchema = z.object({
  state: z.enum(['issued', 'reversed']),
  link: z.url({ protocol: /^https?$/ }),
  documents: z.array(z.object({ colour: z.enum(['blue', 'red']), number: z.string(), issuedAt: z.string(), total: z.string() })),
})

/** What was published to an order, read back from its metafield. undefined: nothing yet. */
export const publicationOf = (value: string | undefined): Publication | undefined => {
  const json = z.string().transform(readJson).pipe(publicationSchema).safeParse(value)
  return json.success ? json.data : undefined
}

/** Where the JSON metafield stands. Where nothing is published nothing will be found there. */
export function metafieldPlace({ publish }: StoreConfig): { readonly namespace: string; readonly key: string } {
  const { namespace, key } = publish === false ? publishSchema.parse({}) : publish
  return { namespace, key }
}

/**
 * State, numbers and the buyer's link as two metafields of the order: one JSON, one URL (for notification templates and storefronts).
 * `metafieldsSet` overwrites, so the same publication twice is one. No buyer's name, number or address is among it.
 */
export async function publish(ref: OrderRef, { state, link, documents }: Publication, store: StoreConfig, ask: Ask): Promise<SendAnswer> {
  if (store.publish === false) return { is: 'sent', receipt: 'not published: publish is off' }
  const { namespace, key, linkKey } = store.publish
  const owner = { ownerId: `gid://shopify/Order/${ref.id}`, namespace }
  const metafields = [
    { ...owner, key, type: 'json', value: JSON.stringify({ state, link, documents }) },
    { ...owner, key: linkKey, type: 'url', value: link },
  ]
  const reply = await ask(store, { operation: 'publish', query: PUBLISH, variables: { metafields }, subjects: [ref.id] })
  if (reply.is !== 'data') return reply.is === 'later' ? reply : { is: 'refused', why: reply.why }
  const payload = payloadSchema.safeParse(reply.data)
  if (!payload.success) return { is: 'later', why: 'the answer cannot be read' }
  const { userErrors } = payload.data.metafieldsSet
  return userErrors.length === 0
    ? { is: 'sent', receipt: `${namespace}.${key}` }
    : { is: 'refused', why: userErrors.map(e => `${e.code ?? 'INVALID'} ${e.field?.join('.') ?? ''}`.trim()).join(', ') }
}
