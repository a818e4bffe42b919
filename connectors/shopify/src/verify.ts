import '@shopify/shopify-api/adapters/web-api'
import type { RawRequest } from '@openfapiao/core'
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api'

/** `domain`, `webhookId`: as the headers say; the signature covers the body alone (platforms.md 1.3). */
export type Verdict =
  | { readonly is: 'valid'; readonly family: 'webhooks' | 'events'; readonly domain: string; readonly webhookId: string; readonly text: string }
  | { readonly is: 'unsigned' }
  | { readonly is: 'unreadable' }

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Checks the signature over the exact bytes with each secret in turn (two while one is being rotated). */
export type Verify = (request: RawRequest, secrets: readonly string[]) => Promise<Verdict>

/** A verifier that sets the library up once per secret, not per request. */
export function openVerify(): Verify {
  const validators = new Map<string, Validate>()
  const validatorOf = (secret: string): Validate => {
    const validate = validators.get(secret) ?? newValidate(secret)
    validators.set(secret, validate)
    return validate
  }
  return async ({ headers, body }, secrets) => {
    const text = textOf(body)
    if (text === undefined) return { is: 'unreadable' }
    const rawRequest = new Request('https://connector.invalid/', { method: 'POST', headers: shopifyHeaders(headers) })
    for (const secret of secrets) {
      const found = await validatorOf(secret)({ rawBody: text, rawRequest })
      if (found.valid) return { is: 'valid', family: found.webhookType, domain: found.domain.toLowerCase(), webhookId: found.webhookId, text }
      if (found.reason === 'missing_headers') return { is: 'unreadable' }
    }
    return { is: 'unsigned' }
  }
}

type Validate = ReturnType<typeof shopifyApi>['webhooks']['validate']

/** Of the library only the check is used here; its log would name nothing but the outcome. */
const newValidate = (apiSecretKey: string): Validate =>
  shopifyApi({
    apiKey: 'unused',
    apiSecretKey,
    hostName: 'connector.invalid',
    apiVersion: ApiVersion.October26,
    isEmbeddedApp: false,
    logger: { level: LogSeverity.Error, log: () => undefined },
  }).webhooks.validate

function textOf(body: Uint8Array): string | undefined {
  try {
    return utf8.decode(body)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Only Shopify's own headers matter; a value that no header may have cannot be Shopify's. */
function shopifyHeaders(headers: RawRequest['headers']): [string, string][] {
  return Object.entries(headers).filter(([name, value]) => /^(?:x-)?shopify-[a-z0-9-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value))
}
