import { createHmac, randomUUID } from 'node:crypto'
import type { Payload } from './payload.ts'
import type { Delivery, Memory } from './state.ts'

/** What may happen to an event on its way. */
export interface Weather {
  /** It is never sent: the platform lost it. */
  readonly lose?: boolean
  /** Sent this many times under one id, as when an answer was lost. Default 1. */
  readonly times?: number
  /** Sent this much later, milliseconds. */
  readonly afterMs?: number
}

export interface Post {
  /** Writes the event down and tries it at once unless the weather says otherwise. Resolves after the first attempt. */
  send(topic: string, body: Payload, weather: Weather): Promise<void>
  close(): void
}

export interface PostSettings {
  readonly webhookUrl: string
  /** `app`: all topics to `webhookUrl`, as `shopify.app.toml` has it. `api`: to whatever was subscribed through the API. */
  readonly subscribedBy: 'app' | 'api'
  readonly secret: string
  readonly shop: string
  readonly apiVersion: string
  /** How many times faster than the original failed deliveries are tried again. */
  readonly hurry: number
  now(): number
}

/** 8 retries over 4 hours with growing gaps, the first body and address (platforms.md 1.3); the single gaps are not documented, so they double. */
const RETRIES = 8
const SPAN_MS = 4 * 3_600_000
const gapMs = (retry: number): number => (SPAN_MS * 2 ** (retry - 1)) / (2 ** RETRIES - 1)

/** The answer has to be there in 5 seconds in total (platforms.md 1.3). */
const TIMEOUT_MS = 5000

export function postOf(memory: Memory, settings: PostSettings): Post {
  const { deliveries, subscriptions } = memory.state
  const flying = new Set<Delivery>()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const waiting = (): Delivery[] => deliveries.filter(d => d.state === 'queued' && !flying.has(d))

  async function run(): Promise<void> {
    const due = waiting().filter(d => d.dueAt <= settings.now())
    await Promise.all(due.map(attempt))
    plan()
  }

  /** A shop that was closed meanwhile leaves the delivery as it was: the next start tries it again, under its id. */
  async function attempt(delivery: Delivery): Promise<void> {
    flying.add(delivery)
    const status = await post(delivery, settings)
    flying.delete(delivery)
    if (closed) return
    delivery.attempts += 1
    delivery.status = status
    if (status >= 200 && status < 300) delivery.state = 'delivered'
    else if (delivery.attempts > RETRIES) abandon(delivery, subscriptions)
    else delivery.dueAt = settings.now() + gapMs(delivery.attempts) / settings.hurry
    memory.save()
  }

  const receivers = (topic: string): (Delivery['subscription'] | undefined)[] =>
    settings.subscribedBy === 'app' ? [undefined] : subscriptions.filter(s => s.topic === topic.toUpperCase().replace('/', '_'))

  function plan(): void {
    clearTimeout(timer)
    const next = waiting().map(d => d.dueAt)
    if (closed || next.length === 0) return
    timer = setTimeout(() => void run(), Math.max(0, Math.min(...next) - settings.now()))
    timer.unref()
  }

  plan()
  return {
    async send(topic, body, weather) {
      const made = receivers(topic).flatMap(to => written(topic, body, weather, settings.now(), to && { id: to.id, uri: to.uri }))
      deliveries.push(...made)
      memory.save()
      await Promise.all(made.filter(d => d.state === 'queued' && d.dueAt <= settings.now()).map(attempt))
      plan()
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}

/** A subscription that the API made is deleted with it, one of the app's file stays (platforms.md 1.3). */
function abandon(delivery: Delivery, subscriptions: Memory['state']['subscriptions']): void {
  delivery.state = 'abandoned'
  const place = subscriptions.findIndex(s => s.id === delivery.subscription?.id)
  if (place >= 0) subscriptions.splice(place, 1)
}

/** One event as it will be sent, or as the platform lost it. */
function written(topic: string, body: Payload, weather: Weather, now: number, subscription: Delivery['subscription']): Delivery[] {
  const { lose = false, times = 1, afterMs = 0 } = weather
  const ids = { webhookId: randomUUID(), eventId: randomUUID() }
  const event = { ...ids, topic, body: JSON.stringify(body), triggeredAt: new Date(now).toISOString(), subscription }
  const state = lose ? 'lost' : 'queued'
  return Array.from({ length: lose ? 1 : times }, (): Delivery => ({ ...event, attempts: 0, dueAt: now + afterMs, state }))
}

/** Status of the answer; 0 where none came. Redirects are failures. */
async function post(delivery: Delivery, { webhookUrl, secret, shop, apiVersion }: PostSettings): Promise<number> {
  const hmac = createHmac('sha256', secret).update(delivery.body, 'utf8').digest('base64')
  try {
    const response = await fetch(delivery.subscription?.uri ?? webhookUrl, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'Content-Type': 'application/json',
        'X-Shopify-Topic': delivery.topic,
        'X-Shopify-Hmac-Sha256': hmac,
        'X-Shopify-Shop-Domain': shop,
        'X-Shopify-API-Version': apiVersion,
        'X-Shopify-Webhook-Id': delivery.webhookId,
        'X-Shopify-Event-Id': delivery.eventId,
        'X-Shopify-Triggered-At': delivery.triggeredAt,
      },
      body: delivery.body,
    })
    return response.status
  } catch (error) {
    if (error instanceof Error) return 0
    throw error
  }
}
