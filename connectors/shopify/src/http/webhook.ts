import type { Intake, Io, NewHint, RawAnswer, RawRequest } from '@openfapiao/core'
import { IDENTIFIER } from '../identifier.ts'
import { readJson } from '../json.ts'
import { removedShop } from '../read.ts'
import type { Shops } from '../shops.ts'
import type { Verdict } from '../verify.ts'
import type { Door } from './door.ts'

/** Shopify's own payloads stay far below this. */
const LARGEST_BODY = 5 * 1024 * 1024

/** Headers that the worker may want; the signature is of no use any more. */
const KEPT = /^(?:x-)?shopify-(?!hmac)|^content-type$/

/**
 * Webhooks in: signature, then the shop, then the durable record, then 200. The body is kept as it came; `read` parses it later.
 * 401 wrong or missing signature · 400 unreadable · 404 shop never configured · 405 not POST · 413 over 5 MB · 503 not recorded, send again.
 */
export async function webhook(request: RawRequest, intake: Intake, { shops, verify, io }: Door): Promise<RawAnswer> {
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } }
  if (request.body.byteLength > LARGEST_BODY) return { status: 413 }
  const shop = claimed(request)
  const secrets = await shops.secretsOf(shop)
  const verdict = await verify(request, secrets ?? shops.secrets)
  if (verdict.is === 'unsigned') return { status: 401 }
  if (verdict.is === 'unreadable' || !isObject(readJson(verdict.text))) return { status: 400 }
  if (!secrets) return { status: 404 }
  return record(hintOf(request, verdict), intake, shops, io)
}

async function record(hint: NewHint, intake: Intake, shops: Shops, io: Io): Promise<RawAnswer> {
  try {
    await intake.accept(hint)
    if (removedShop(hint.topic, hint.body ?? new Uint8Array()) === hint.store) await shops.bury(hint.store, triggeredAt(hint))
    return { status: 200 }
  } catch (error) {
    io.log.error('a webhook could not be recorded', {
      topic: hint.topic,
      store: hint.store,
      why: error instanceof Error ? error.message : String(error),
    })
    return { status: 503 }
  }
}

function hintOf({ headers, body }: RawRequest, { family, domain, webhookId }: Verdict & { is: 'valid' }): NewHint {
  const topic = family === 'webhooks' ? (headers['x-shopify-topic'] ?? '') : `events/${headers['shopify-topic'] ?? ''}`
  return {
    source: 'webhook',
    connector: IDENTIFIER,
    store: domain,
    topic: topic.toLowerCase(),
    // The delivery's own id (platforms.md 1.3); the same for its retries.
    dedupeKey: webhookId,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT.test(name))),
    body,
  }
}

/** Milliseconds; undefined where the header says nothing readable. */
function triggeredAt({ headers = {} }: NewHint): number | undefined {
  const at = Date.parse(headers['x-shopify-triggered-at'] ?? headers['shopify-triggered-at'] ?? '')
  return Number.isNaN(at) ? undefined : at
}

/** Headers are not covered by the signature: a shop must be known, and nothing but a look at an order follows. */
const claimed = ({ headers }: RawRequest): string => (headers['x-shopify-shop-domain'] ?? headers['shopify-shop-domain'] ?? '').toLowerCase()

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
