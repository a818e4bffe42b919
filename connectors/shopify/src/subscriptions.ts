import { type Fault, fault, type Io, type Vault } from '@openfapiao/core'
import { z } from 'zod'
import type { Ask } from './admin/admin.ts'
import { SUBSCRIBE, SUBSCRIPTIONS, UNSUBSCRIBE } from './admin/queries.ts'
import type { ShopifyConfig, StoreConfig } from './config.ts'
import { SUBSCRIBED, type Topic } from './topics.ts'

/** Subscriptions that the API made, as the API lists them. Those in `shopify.app.toml` it does not list, and they cannot get lost. */
export const subscriptionsSchema = z.object({
  nodes: z.array(
    z.object({ id: z.string(), topic: z.string(), uri: z.string(), filter: z.string().nullish(), includeFields: z.array(z.string()).nullish() }),
  ),
})
export type Subscriptions = z.output<typeof subscriptionsSchema>

/** A topic that does not come, or comes pared down: identical small bodies are dropped and a filter may keep everything back (platforms.md 1.3). */
export interface Gap {
  readonly topic: Topic
  /** Subscriptions that stand in the way of a good one. */
  readonly replace: readonly string[]
}

export function gapsOf({ nodes }: Subscriptions, webhookUrl: string): Gap[] {
  const gaps = SUBSCRIBED.map(topic => ({ topic, found: nodes.filter(n => n.topic === enumOf(topic) && n.uri === webhookUrl) }))
  const whole = ({ filter, includeFields }: Subscriptions['nodes'][number]): boolean => !filter && (includeFields ?? []).length === 0
  return gaps.filter(({ found }) => !found.some(whole)).map(({ topic, found }) => ({ topic, replace: found.map(n => n.id) }))
}

export interface Repair {
  readonly shop: string
  /** Topics that come again. */
  readonly subscribed: readonly Topic[]
  readonly faults: readonly Fault[]
}

/**
 * Subscribes anew to what is missing or pared down, in every shop whose settings name a `webhookUrl`. Subscriptions to other addresses are left
 * alone. Repeating it changes nothing more.
 */
export async function repairWebhooks(config: ShopifyConfig, ask: Ask): Promise<Repair[]> {
  return Promise.all(config.stores.map(store => repairStore(store, ask)))
}

const BETWEEN_MS = 3_600_000

/** The same for one shop at most once an hour, whoever asks: part of every sweep. A refusal is logged and shown by `check`. */
export async function repairNowAndThen(store: StoreConfig, ask: Ask, io: Io, vault: Vault): Promise<void> {
  if (store.webhookUrl === undefined) return
  const key = `shopify/webhooks/${store.shop}`
  if (io.now() - Number((await vault.get(key)) ?? 0) < BETWEEN_MS) return
  await vault.set(key, String(io.now()))
  const { subscribed, faults } = await repairStore(store, ask)
  if (subscribed.length > 0) io.log.info('subscribed to webhooks that were missing', { shop: store.shop, topics: subscribed })
  for (const { code, en } of faults) io.log.warn('webhooks could not be repaired', { shop: store.shop, code, why: en })
}

async function repairStore(store: StoreConfig, ask: Ask): Promise<Repair> {
  const { shop, webhookUrl } = store
  if (webhookUrl === undefined) return { shop, subscribed: [], faults: [] }
  const listed = await asked(store, ask, 'subscriptions', SUBSCRIPTIONS, {}, z.object({ webhookSubscriptions: subscriptionsSchema }))
  if (listed.is === 'fault') return { shop, subscribed: [], faults: [listed.fault] }
  const subscribed: Topic[] = []
  const faults: Fault[] = []
  // One after the other: the shop's bucket of points is shared.
  for (const gap of gapsOf(listed.value.webhookSubscriptions, webhookUrl)) {
    const fault = await close(gap, store, webhookUrl, ask)
    if (fault === undefined) subscribed.push(gap.topic)
    else faults.push(fault)
  }
  return { shop, subscribed, faults }
}

const payload = z.object({ userErrors: z.array(z.object({ message: z.string() })) })

/** The same topic and address may stand only once, so what is in the way goes first; the sweep makes up for the moment between. */
async function close({ topic, replace }: Gap, store: StoreConfig, uri: string, ask: Ask): Promise<Fault | undefined> {
  for (const id of replace) {
    const gone = await asked(store, ask, 'unsubscribe', UNSUBSCRIBE, { id }, z.object({ webhookSubscriptionDelete: payload }))
    if (gone.is === 'fault') return gone.fault
  }
  const variables = { topic: enumOf(topic), webhookSubscription: { uri } }
  const made = await asked(store, ask, 'subscribe', SUBSCRIBE, variables, z.object({ webhookSubscriptionCreate: payload }))
  if (made.is === 'fault') return made.fault
  const { userErrors } = made.value.webhookSubscriptionCreate
  if (userErrors.length === 0) return undefined
  return fault('PLATFORM_REFUSED', store.shop, { why: `${topic}: ${userErrors.map(e => e.message).join(' ')}` })
}

type Asked<T> = { readonly is: 'value'; readonly value: T } | { readonly is: 'fault'; readonly fault: Fault }

async function asked<T>(
  store: StoreConfig,
  ask: Ask,
  operation: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  schema: z.ZodType<T>,
): Promise<Asked<T>> {
  const reply = await ask(store, { operation, query, variables, subjects: [] })
  if (reply.is !== 'data')
    return { is: 'fault', fault: fault(reply.is === 'later' ? 'PLATFORM_UNREACHABLE' : 'PLATFORM_REFUSED', store.shop, { why: reply.why }) }
  const parsed = schema.safeParse(reply.data)
  if (parsed.success) return { is: 'value', value: parsed.data }
  return { is: 'fault', fault: fault('PLATFORM_UNREACHABLE', store.shop, { why: 'the answer cannot be read' }) }
}

/** `orders/paid` → `ORDERS_PAID`. */
const enumOf = (topic: Topic): string => topic.toUpperCase().replace('/', '_')
