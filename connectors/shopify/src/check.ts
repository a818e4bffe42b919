import { type Fault, fault } from '@openfapiao/core'
import { z } from 'zod'
import type { Ask } from './admin/admin.ts'
import { CHECK } from './admin/queries.ts'
import type { ShopifyConfig, StoreConfig } from './config.ts'
import { gapsOf, subscriptionsSchema } from './subscriptions.ts'

const stateSchema = z.object({
  shop: z.object({ myshopifyDomain: z.string() }),
  publicApiVersions: z.array(z.object({ handle: z.string(), supported: z.boolean() })),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
  webhookSubscriptions: subscriptionsSchema,
})
type State = z.output<typeof stateSchema>

/** Address, credentials, scopes, API version and, where the API made them, subscriptions of every shop. Changes nothing. */
export async function check(config: ShopifyConfig, ask: Ask): Promise<Fault[]> {
  const found = await Promise.all(config.stores.map(store => checkStore(store, config.apiVersion, ask)))
  return found.flat()
}

async function checkStore(store: StoreConfig, version: string, ask: Ask): Promise<Fault[]> {
  const reply = await ask(store, { operation: 'check', query: CHECK, subjects: [] })
  if (reply.is === 'later') return [fault('PLATFORM_UNREACHABLE', store.shop, { why: reply.why })]
  if (reply.is === 'refused') return [fault('PLATFORM_REFUSED', store.shop, { why: reply.why })]
  const state = stateSchema.safeParse(reply.data)
  if (!state.success) return [fault('PLATFORM_UNREACHABLE', store.shop, { why: 'the answer cannot be read' })]
  return [...scopeFaults(state.data, store), ...versionFaults(state.data, version, store), ...webhookFaults(state.data, store)]
}

/** Writing a kind of thing includes reading it. */
function scopeFaults({ currentAppInstallation }: State, { shop, products, publish, buyers }: StoreConfig): Fault[] {
  const granted = currentAppInstallation.accessScopes.map(s => s.handle)
  const has = (scope: string): boolean => granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'))
  const needed = [
    'read_orders',
    ...(products ? ['read_products'] : []),
    ...(publish === false ? [] : ['write_orders']),
    ...(buyers ? ['read_customers'] : []),
  ]
  const missing = needed.filter(scope => !has(scope))
  return missing.length === 0 ? [] : [fault('SCOPE_MISSING', shop, { store: shop, scopes: missing.join(', ') })]
}

function versionFaults({ publicApiVersions }: State, version: string, { shop }: StoreConfig): Fault[] {
  const supported = publicApiVersions.filter(v => v.supported).map(v => v.handle)
  return supported.includes(version) ? [] : [fault('API_VERSION_RETIRED', 'apiVersion', { store: shop, version, supported: supported.join(', ') })]
}

/** Subscriptions in `shopify.app.toml` are not listed by the API, so only those are looked at that the settings say were made by it. */
function webhookFaults({ webhookSubscriptions }: State, { shop, webhookUrl }: StoreConfig): Fault[] {
  if (webhookUrl === undefined) return []
  const missing = gapsOf(webhookSubscriptions, webhookUrl).map(gap => gap.topic)
  return missing.length === 0 ? [] : [fault('WEBHOOKS_MISSING', shop, { store: shop, topics: missing.join(', '), url: webhookUrl })]
}
