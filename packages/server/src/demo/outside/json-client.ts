import type { z } from 'zod'

export interface JsonCall<T> {
  readonly url: string
  readonly schema: z.ZodType<T>
  readonly token?: string
  /** Sent as JSON by POST; without it the call is a GET. */
  readonly body?: unknown
}

const TIMEOUT_MS = 20_000

/** One call to a part of the demonstration. Throws for anything but an answer of the right shape: the parts run on this machine, and what they fail at is a fault of ours. */
export async function askJson<T>({ url, schema, token, body }: JsonCall<T>): Promise<T> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(url, { headers, ...sent, signal: AbortSignal.timeout(TIMEOUT_MS) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${new URL(url).pathname}: ${response.status} ${text.slice(0, 500)}`)
  const answer: unknown = JSON.parse(text)
  return schema.parse(answer)
}
