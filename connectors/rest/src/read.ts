import { fault, type ReadHint, type StoredHint } from '@openfapiao/core'
import { z } from 'zod'
import { PLATFORM } from './normalise/order.ts'

/** What a hint of ours carries: the order's id and nothing of its content, which stays in the vault. */
const hintSchema = z.strictObject({ order: z.string().min(1) })

export const hintBody = (id: string): Uint8Array => new TextEncoder().encode(JSON.stringify({ order: id }))

/** What a stored hint is about. Pure. */
export function readHint({ topic, store, body }: StoredHint): ReadHint {
  const id = orderIn(body)
  if (id === undefined) return { is: 'unreadable', fault: fault('ORDER_UNREADABLE', '', { why: `a hint "${topic}" without an order` }) }
  const refs = [{ platform: PLATFORM, store, id }]
  return topic === 'erase' ? { is: 'privacy', duty: 'erase', refs } : { is: 'orders', refs }
}

function orderIn(body: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(body)
  const read = hintSchema.safeParse(jsonIn(text))
  return read.success ? read.data.order : undefined
}

/** undefined: not JSON at all. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
