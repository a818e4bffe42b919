import type { DemoShop, FiredTopic } from '@openfapiao/connector-shopify/demo'
import { z } from 'zod'

const bodySchema = z.object({ id: z.number(), order_id: z.number().optional() })

/** Did the shop ever fire this about the order? The shop keeps what it fired, so a second start asks the same question and gets the same answer. */
export function hasFired({ deliveries }: DemoShop, topic: FiredTopic, orderId: string): boolean {
  return deliveries.some(d => {
    if (d.topic !== topic) return false
    const { id, order_id = id } = bodySchema.parse(JSON.parse(d.body))
    return String(order_id) === orderId
  })
}
