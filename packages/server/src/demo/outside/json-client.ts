import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'

export interface JsonCall<T> {
  readonly url: string
  readonly schema: z.ZodType<T>
  readonly token?: string
  /** Sent as JSON, by POST unless `method` says otherwise; without it the call is a GET. */
  readonly body?: unknown
  readonly method?: 'POST' | 'PUT'
}

const TIMEOUT_MS = 20_000
const TRIES = 5
const PAUSE_MS = 200

/**
 * One call to a part of the demonstration; what it asks for may be asked for twice. Throws for anything but an answer of the right shape: the parts run on this
 * machine, and what they fail at is a fault of ours. A connection that breaks (the part was just started anew) is tried again.
 */
export async function askJson<T>(call: JsonCall<T>): Promise<T> {
  const response = await asked(call)
  const text = await response.text()
  if (!response.ok) throw new Error(`${new URL(call.url).pathname}: ${response.status} ${text.slice(0, 500)}`)
  const answer: unknown = JSON.parse(text)
  return call.schema.parse(answer)
}

async function asked<T>(call: JsonCall<T>, attempt = 1): Promise<Response> {
  const { url, token, body, method = 'POST' } = call
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const sent = body === undefined ? {} : { method, body: JSON.stringify(body) }
  try {
    return await fetch(url, { headers, ...sent, signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (error) {
    if (attempt >= TRIES) throw error
    await sleep(PAUSE_MS * attempt)
    return asked(call, attempt + 1)
  }
}
