import { GraphQLError } from 'graphql'
import { API_VERSIONS } from '../config.ts'
import type { OrderNode } from './order-node.ts'
import type { Memory, Metafield } from './state.ts'
import { type SubscriptionInput, subscribe, unsubscribe } from './subscribe.ts'

export interface ShopFacts {
  readonly shop: string
  readonly scopes: readonly string[]
  now(): string
}

/** The root fields over what the shop remembers. */
export function rootOf(memory: Memory, facts: ShopFacts): Record<string, unknown> {
  const { state } = memory
  const find = (id: string): OrderNode | undefined => state.orders.find(o => o.id === id)
  return {
    shop: { myshopifyDomain: facts.shop, currencyCode: 'CNY', taxesIncluded: true },
    publicApiVersions: API_VERSIONS.map(handle => ({ handle, displayName: handle, supported: true })),
    currentAppInstallation: { accessScopes: facts.scopes.map(handle => ({ handle })) },
    order: ({ id }: { id: string }) => withMetafields(find(id), memory) ?? null,
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map(id => withMetafields(find(id), memory) ?? null),
    orders: ({ query, sortKey, reverse }: OrdersArguments) => ({ nodes: ordered(changed(state.orders, query), sortKey, reverse) }),
    refund: ({ id }: { id: string }) => state.orders.flatMap(o => o.refunds).find(r => r.id === id) ?? null,
    webhookSubscriptions: ({ topics }: { topics?: readonly string[] }) => ({
      nodes: state.subscriptions.filter(s => !topics || topics.includes(s.topic)),
    }),
    metafieldsSet: ({ metafields }: { metafields: readonly MetafieldInput[] }) => setMetafields(metafields, memory, facts),
    webhookSubscriptionCreate: ({ topic, webhookSubscription }: SubscriptionInput) => subscribe(topic, webhookSubscription, memory),
    webhookSubscriptionDelete: ({ id }: { id: string }) => unsubscribe(id, memory),
  }
}

interface OrdersArguments {
  readonly query?: string | null
  readonly sortKey: keyof typeof KEYS
  readonly reverse: boolean
}
const KEYS = { CREATED_AT: 'createdAt', PROCESSED_AT: 'processedAt', UPDATED_AT: 'updatedAt', ID: 'id' } as const

/** Of the search syntax the one term that a sweep needs. */
function changed(orders: readonly OrderNode[], query: string | null | undefined): readonly OrderNode[] {
  if (query == null || query === '') return orders
  const from = /^updated_at:>='([^']+)'$/.exec(query)?.[1]
  if (from === undefined || Number.isNaN(Date.parse(from)))
    throw new GraphQLError(`the search "${query}" is not understood`, { extensions: { code: 'BAD_REQUEST' } })
  return orders.filter(o => Date.parse(o.updatedAt) >= Date.parse(from))
}

function ordered(orders: readonly OrderNode[], sortKey: keyof typeof KEYS, reverse: boolean): OrderNode[] {
  const key = KEYS[sortKey]
  const sorted = [...orders].sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.id < b.id ? -1 : 1))
  return reverse ? sorted.reverse() : sorted
}

/** The order, its products and their variants (one per product) with the metafields that were set on them. */
function withMetafields(order: OrderNode | undefined, { state }: Memory): unknown {
  if (!order) return undefined
  const metafieldOf = (ownerId: string) => ({
    id: ownerId,
    metafield: ({ namespace = '$app', key }: { namespace?: string; key: string }) =>
      state.metafields.find(m => m.ownerId === ownerId && m.namespace === namespace && m.key === key) ?? null,
  })
  const nodes = order.lineItems.nodes.map(({ product, ...line }) => ({
    ...line,
    product: product && { ...product, ...metafieldOf(product.id) },
    variant: product && metafieldOf(variantOf(product.id)),
  }))
  return { __typename: 'Order', ...order, ...metafieldOf(order.id), lineItems: { ...order.lineItems, nodes } }
}

const variantOf = (productId: string): string => productId.replace('/Product/', '/ProductVariant/')

const isOwner = (id: string, orders: readonly OrderNode[]): boolean =>
  orders.some(o => o.id === id || o.lineItems.nodes.some(({ product }) => product && (product.id === id || variantOf(product.id) === id)))

interface MetafieldInput {
  readonly ownerId: string
  readonly namespace?: string | null
  readonly key: string
  readonly value: string
  readonly type?: string | null
}

/** All or none, as the original: one bad field and nothing is written. */
function setMetafields(inputs: readonly MetafieldInput[], memory: Memory, facts: ShopFacts): unknown {
  const userErrors = inputs.flatMap((input, i) => metafieldErrors(input, i, memory))
  if (userErrors.length > 0) return { metafields: null, userErrors }
  const metafields = inputs.map(input => setOne(input, memory, facts))
  memory.save()
  return { metafields, userErrors: [] }
}

function setOne({ ownerId, namespace, key, value, type }: MetafieldInput, { state }: Memory, facts: ShopFacts): Metafield {
  const place = state.metafields.findIndex(m => m.ownerId === ownerId && m.namespace === (namespace ?? '$app') && m.key === key)
  const id = state.metafields[place]?.id ?? `gid://shopify/Metafield/${state.nextId++}`
  const kept = { id, ownerId, namespace: namespace ?? '$app', key, type: type ?? 'single_line_text_field', value, updatedAt: facts.now() }
  state.metafields.splice(place < 0 ? state.metafields.length : place, place < 0 ? 0 : 1, kept)
  return kept
}

const TYPES: Readonly<Record<string, (value: string) => boolean>> = {
  json: isJson,
  url: value => URL.canParse(value) && /^(?:https?|mailto|sms|tel):/.test(value),
  single_line_text_field: value => !value.includes('\n'),
}

function metafieldErrors({ ownerId, key, value, type }: MetafieldInput, elementIndex: number, { state }: Memory): unknown[] {
  const fits = TYPES[type ?? '']
  const rules: readonly (readonly [boolean, string, string, string])[] = [
    [isOwner(ownerId, state.orders), 'INVALID', 'ownerId', 'Owner does not exist.'],
    [/^[\w-]{2,64}$/.test(key), 'INVALID', 'key', 'Key is 2 to 64 letters, digits, dashes and underscores.'],
    [fits !== undefined, 'INVALID_TYPE', 'type', `Type "${type}" is not one of ${Object.keys(TYPES).join(', ')}.`],
    [value !== '', 'BLANK', 'value', 'Value may not be blank.'],
    [fits?.(value) ?? true, 'INVALID_VALUE', 'value', 'Value does not fit its type.'],
  ]
  return rules
    .filter(([holds]) => !holds)
    .map(([, code, field, message]) => ({ code, field: ['metafields', String(elementIndex), field], message, elementIndex }))
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
