import { type EventBus, Order, OrderStateTransitionEvent, type RequestContext, type TransactionalConnection } from '@vendure/core'
import { type Picture, pictureSchema } from '../normalise/shapes.ts'
import { pictureOf, RELATIONS } from './picture.ts'
import { FapiaoPicture } from './picture-entity.ts'

/**
 * Takes the picture in the transaction of the payment: both are there or neither is. An order that goes back to PaymentSettled after a modification
 * gets a new one only if more money came in; what went out is a refund.
 */
export function takePictures(eventBus: EventBus, connection: TransactionalConnection): void {
  eventBus.registerBlockingEventHandler({
    id: 'openfapiao-picture',
    event: OrderStateTransitionEvent,
    handler: async ({ toState, ctx, order, createdAt }) => {
      if (toState === 'PaymentSettled') await takePicture(ctx, String(order.id), createdAt, connection)
    },
  })
}

async function takePicture(ctx: RequestContext, id: string, at: Date, connection: TransactionalConnection): Promise<void> {
  const order = await connection.getRepository(ctx, Order).findOne({ where: { id }, relations: [...RELATIONS] })
  if (!order) return
  const pictures = connection.getRepository(ctx, FapiaoPicture)
  const known = await pictures.findOneBy({ orderId: id })
  const picture = pictureOf(order, at)
  if (known && readPicture(known).paid === picture.paid) return
  await pictures.save({ orderId: id, picture: JSON.stringify(picture) })
}

export const readPicture = ({ picture }: FapiaoPicture): Picture => pictureSchema.parse(JSON.parse(picture))
