import type { Intake } from '@openfapiao/core'
import { type EventBus, Logger, type Order, OrderEvent, OrderStateTransitionEvent, RefundStateTransitionEvent } from '@vendure/core'
import { PLATFORM } from '../normalise/order.ts'
import type { VendureHost } from './host.ts'

/**
 * What Vendure says only means "look at this order". The bus forgets what fails; the sweep then finds it by its dates, so a failure is told and nothing
 * more.
 */
export function hearEvents(eventBus: EventBus, intake: Intake, host: VendureHost, channels: readonly string[]): () => void {
  const look = ({ id }: Order, topic: string, at: Date): void => {
    accept(String(id), topic, at).catch((error: unknown) => Logger.error(`a hint was not taken: ${String(error)}`, 'OpenFapiao'))
  }
  async function accept(id: string, topic: string, at: Date): Promise<void> {
    const store = await host.channelOf(id)
    if (store === undefined || !channels.includes(store)) return
    const ref = { platform: PLATFORM, store, id }
    await intake.accept({ source: 'push', connector: PLATFORM, store, topic, dedupeKey: `${topic}:${id}:${at.getTime()}`, ref })
  }
  const heard = [
    eventBus.ofType(OrderStateTransitionEvent).subscribe(e => look(e.order, `order.${e.toState}`, e.createdAt)),
    eventBus.ofType(RefundStateTransitionEvent).subscribe(e => look(e.order, `refund.${e.refund.id}.${e.toState}`, e.createdAt)),
    eventBus.ofType(OrderEvent).subscribe(e => {
      if (!e.order.active) look(e.order, `order.${e.type}`, e.createdAt)
    }),
  ]
  return () => {
    for (const subscription of heard) subscription.unsubscribe()
  }
}
