/** What each topic is about (platforms.md 1.5). One that is not here is recorded and ignored. */
export const TOPICS = {
  'orders/paid': 'order',
  'orders/updated': 'order',
  'orders/cancelled': 'order',
  'orders/edited': 'edit',
  'refunds/create': 'refund',
  'customers/data_request': 'export',
  'customers/redact': 'erase',
  'shop/redact': 'eraseStore',
  'app/uninstalled': 'removed',
  /** Ours: a buyer asked for an invoice. */
  'buyer/request': 'order',
} as const satisfies Record<string, string>

export type Topic = keyof typeof TOPICS

/** Topics that an app subscribes to through the API; the privacy topics can only stand in `shopify.app.toml`. */
export const SUBSCRIBED = [
  'orders/paid',
  'orders/updated',
  'orders/cancelled',
  'orders/edited',
  'refunds/create',
  'app/uninstalled',
] as const satisfies readonly Topic[]

export const isTopic = (topic: string): topic is Topic => Object.hasOwn(TOPICS, topic)
