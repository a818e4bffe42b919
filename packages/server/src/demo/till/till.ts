import { setTimeout as sleep } from 'node:timers/promises'
import { type PushedRefund, type pushedOrderSchema, pushPaths } from '@openfapiao/api'
import type { z } from 'zod'

/** A till in a shop: pushes its sales as JSON, as a merchant's own system would, and again until they are taken. */
export interface Till {
  sale(order: SaleInput): Promise<void>
  refund(order: string, refund: PushedRefund): Promise<void>
}
export type SaleInput = z.input<typeof pushedOrderSchema>

const RETRY_MS = 300

export function createTill(server: string, key: string): Till {
  const mount = `${server}/connectors/rest`
  return {
    sale: order => push(`${mount}${pushPaths.orders}`, order, key),
    refund: (order, refund) => push(`${mount}${pushPaths.refunds.replace('{id}', encodeURIComponent(order))}`, refund, key),
  }
}

/** The push is kept when it is answered with 2xx. Nobody at home, or 5xx: the same again. 4xx: a mistake of ours. */
async function push(url: string, body: object, key: string): Promise<void> {
  for (;;) {
    const status = await sent(url, body, key)
    if (status >= 200 && status < 300) return
    if (status >= 400 && status < 500) throw new Error(`the till's push was refused: ${status}`)
    await sleep(RETRY_MS)
  }
}

/** 0: no answer. */
async function sent(url: string, body: object, key: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(10_000) })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}
