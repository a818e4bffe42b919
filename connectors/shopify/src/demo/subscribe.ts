import type { Memory, Subscription } from './state.ts'

export interface SubscriptionInput {
  readonly topic: string
  readonly webhookSubscription: { readonly uri?: string | null; readonly filter?: string | null; readonly includeFields?: readonly string[] | null }
}

/** A topic goes to an address once. */
export function subscribe(topic: string, { uri, filter, includeFields }: SubscriptionInput['webhookSubscription'], memory: Memory): unknown {
  const { state } = memory
  if (uri == null || !URL.canParse(uri)) return refused(null, 'uri', 'Address is not valid.')
  if (state.subscriptions.some(s => s.topic === topic && s.uri === uri)) return refused(null, 'uri', 'Address for this topic has already been taken')
  const id = `gid://shopify/WebhookSubscription/${state.nextId++}`
  const subscription: Subscription = { id, topic, uri, filter: filter ?? null, includeFields: [...(includeFields ?? [])] }
  state.subscriptions.push(subscription)
  memory.save()
  return { webhookSubscription: subscription, userErrors: [] }
}

export function unsubscribe(id: string, memory: Memory): unknown {
  const { subscriptions } = memory.state
  const place = subscriptions.findIndex(s => s.id === id)
  if (place < 0) return { deletedWebhookSubscriptionId: null, userErrors: [{ field: ['id'], message: 'Webhook subscription does not exist' }] }
  subscriptions.splice(place, 1)
  memory.save()
  return { deletedWebhookSubscriptionId: id, userErrors: [] }
}

const refused = (webhookSubscription: null, field: string, message: string): unknown => ({
  webhookSubscription,
  userErrors: [{ field: ['webhookSubscription', field], message }],
})
