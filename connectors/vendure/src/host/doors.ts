import { Order, type Refund, type TransactionalConnection } from '@vendure/core'
import type { VendureOrder, VendureRefund } from '../normalise/shapes.ts'
import type { VendureHost } from './host.ts'
import { pictureOf, RELATIONS, refundsOf, textOf } from './picture.ts'
import { FapiaoPicture } from './picture-entity.ts'
import { readPicture } from './snapshots.ts'

/** What Vendure itself calls it; its constant is not part of the public entry. */
const DEFAULT_CHANNEL_CODE = '__default_channel__'

/** The doors of a running Vendure: read and written through its own database connection. */
export function openDoors(connection: TransactionalConnection): VendureHost {
  const { rawConnection } = connection
  const orders = () => rawConnection.getRepository(Order)
  return {
    async order(channel, id) {
      const order = await orders().findOne({ where: { id }, relations: [...RELATIONS] })
      if (!order || sellerOf(order) !== channel) return undefined
      const known = await rawConnection.getRepository(FapiaoPicture).findOneBy({ orderId: String(order.id) })
      return shown(order, channel, known ? readPicture(known) : livePicture(order))
    },
    async channelOf(id) {
      const order = await orders().findOne({ where: { id }, relations: ['channels'] })
      return order ? sellerOf(order) : undefined
    },
    async changedSince(channel, since, skip, take) {
      const query = orders()
        .createQueryBuilder('o')
        .innerJoin('o.channels', 'c', 'c.code = :channel', { channel })
        .leftJoin('o.channels', 'other', 'other.code NOT IN (:...own)', { own: [channel, DEFAULT_CHANNEL_CODE] })
        .leftJoin('o.payments', 'p')
        .leftJoin('p.refunds', 'r')
        .select('o.id', 'id')
        .where('o.orderPlacedAt IS NOT NULL')
        .andWhere(channel === DEFAULT_CHANNEL_CODE ? 'other.id IS NULL' : '1 = 1')
      if (since) query.andWhere('(o.updatedAt >= :since OR r.updatedAt >= :since OR p.updatedAt >= :since)', { since })
      const rows = await query.groupBy('o.id').orderBy('o.id').offset(skip).limit(take).getRawMany<{ id: unknown }>()
      return rows.map(r => String(r.id))
    },
    async publish(id, { url, state }) {
      await orders().update(id, { customFields: { fapiaoUrl: url, fapiaoState: state } as Partial<Order['customFields']> })
    },
  }
}

/** Every order is in the default channel as well as in the one that sold it. */
function sellerOf({ channels }: Order): string {
  return channels.find(c => c.code !== DEFAULT_CHANNEL_CODE)?.code ?? DEFAULT_CHANNEL_CODE
}

/** An unpaid order, or one paid before the plugin was there: its lines as they are now, which core's checks of sums and payment then judge. */
const livePicture = (order: Order) => ({ ...pictureOf(order, order.orderPlacedAt ?? order.createdAt), refundsBefore: [] })

function shown(order: Order, channel: string, picture: VendureOrder['picture']): VendureOrder {
  const refunds = refundsOf(order.payments)
  const changes = [order.updatedAt, ...order.payments.map(p => p.updatedAt), ...refunds.map(r => r.updatedAt)].map(d => d.getTime())
  const { customer, shippingAddress, orderPlacedAt } = order
  const title = textOf(order.customFields, 'fapiaoTitle')
  return {
    ...{ id: String(order.id), code: order.code, channel, state: order.state, currencyCode: order.currencyCode },
    ...{ createdAt: order.createdAt.toISOString(), updatedAt: new Date(Math.max(...changes)).toISOString() },
    ...(orderPlacedAt ? { orderPlacedAt: orderPlacedAt.toISOString() } : {}),
    ...(customer ? { emailAddress: customer.emailAddress } : {}),
    ...(shippingAddress?.phoneNumber ? { phoneNumber: shippingAddress.phoneNumber } : {}),
    ...(title ? { fapiaoTitle: title } : {}),
    picture,
    refunds: refunds.map(refundOf),
  }
}

function refundOf(refund: Refund): VendureRefund {
  const { id, createdAt, state, total, shipping, reason } = refund
  const lines = (refund.lines ?? []).map(l => ({ orderLineId: String(l.orderLineId), quantity: l.quantity }))
  return { id: String(id), createdAt: createdAt.toISOString(), state, total, shipping: shipping ?? 0, lines, ...(reason ? { reason } : {}) }
}
