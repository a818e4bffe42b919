import settings from './settings.json'

/** What the connector shows of an order's invoice to its own customer. */
export interface Invoice {
  readonly state: 'none' | 'issued' | 'reversed'
  readonly link?: string
  readonly documents: readonly { readonly colour: 'blue' | 'red'; readonly number: string; readonly issuedAt: string; readonly total: string }[]
}

export interface InvoiceRequest {
  /** The same for every attempt at one form, so that sending it again is the same request. */
  readonly key: string
  readonly kind: 'ordinary' | 'special'
  readonly title: { readonly kind: 'person' | 'organisation'; readonly name: string; readonly taxNumber?: string }
}

/** `said`: in both languages, for the buyer. */
export type Answer<T> = { readonly is: 'good'; readonly value: T } | { readonly is: 'login' } | { readonly is: 'failed'; readonly said?: Said }
export interface Said {
  readonly zh: string
  readonly en: string
}

/** The order as the connector knows it: plain digits. Ids of orders come as `gid://shopify/Order/1` or `gid://shopify/OrderIdentity/1`. */
export const digitsOf = (id: string): string => /(\d+)(?:\?.*)?$/.exec(id)?.[1] ?? ''

/** Where the connector answers, without trailing slash: `settings.json`, the same as `uri` in `shopify.app.toml`. */
export const connectorUrl: string = settings.connector

export const seeInvoice = (orderId: string, token: string): Promise<Answer<Invoice>> => answered<Invoice>(orderId, token, { method: 'GET' })

export const askForInvoice = (orderId: string, token: string, request: InvoiceRequest): Promise<Answer<unknown>> =>
  answered(orderId, token, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(request) })

async function answered<T>(
  orderId: string,
  token: string,
  { headers, ...init }: RequestInit & { readonly headers?: Record<string, string> },
): Promise<Answer<T>> {
  try {
    const url = `${connectorUrl}/buyer/orders/${digitsOf(orderId)}`
    const answer = await fetch(url, { ...init, headers: { ...headers, Authorization: `Bearer ${token}` } })
    const body: unknown = await answer.json()
    if (answer.ok) return { is: 'good', value: body as T }
    const { error } = body as { error?: Said & { code?: string; faults?: readonly Said[] } }
    return error?.code === 'LOGIN_NEEDED' ? { is: 'login' } : { is: 'failed', said: error?.faults?.[0] ?? error }
  } catch {
    return { is: 'failed' }
  }
}
