import type { SubscriberArgs, SubscriberConfig } from '@medusajs/framework'
import { ContainerRegistrationKeys } from '@medusajs/framework/utils'
import { engineOf } from '../engine-of.ts'

/** What may have moved money or lines. Most carry no amount and some no order: each only says "look at this order". */
const EVENTS = [
  'order.placed',
  'payment.captured',
  'payment.refunded',
  // The refund that a cancellation makes is told by this alone.
  'payment.refund.created',
  'order.canceled',
  'order.return_received',
  'order-edit.confirmed',
]

interface Told {
  readonly id?: string
  readonly order_id?: string
}

/**
 * The bus forgets and never retries: what is durable is the hint in the engine's own tables. One that cannot be recorded is logged, and its order found by
 * the sweep.
 */
export default async function onOrder({ event, container }: SubscriberArgs<Told>): Promise<void> {
  try {
    const order = await orderOf(event.name, event.data, container)
    if (order) await engineOf(container).hint(event.name, order)
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(
      `[openfapiao] ${event.name} could not be recorded; the sweep will find it: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

async function orderOf(name: string, { id, order_id }: Told, container: SubscriberArgs<Told>['container']): Promise<string | undefined> {
  if (order_id !== undefined || name.startsWith('order.')) return order_id ?? id
  const refund = name === 'payment.refund.created'
  const path = refund ? 'payment.payment_collection.order.id' : 'payment_collection.order.id'
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: refund ? 'refund' : 'payment', fields: ['id', path], filters: { id } })
  return textAt(data[0], path.split('.'))
}

function textAt(row: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    row,
  )
  return typeof found === 'string' ? found : undefined
}

export const config: SubscriberConfig = { event: EVENTS, context: { subscriberId: 'openfapiao' } }
