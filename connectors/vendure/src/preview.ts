import type { ConnectorPreview } from '@openfapiao/core'
import { normaliseOrder } from './normalise/order.ts'
import { vendureOrderSchema, vendureRefundSchema } from './normalise/shapes.ts'

const example = {
  ...{ id: '1', code: 'BZJXZ91XBQ16UYKR', channel: '__default_channel__', state: 'PaymentSettled', currencyCode: 'CNY' },
  ...{ createdAt: '2026-11-23T00:30:05.000Z', updatedAt: '2026-11-23T00:30:06.000Z', orderPlacedAt: '2026-11-23T00:30:05.992Z' },
  emailAddress: 'buyer@example.com',
  fapiaoTitle: '{"kind":"organisation","name":"示例科技有限公司","taxNumber":"91330106MACKX4QG41"}',
  picture: {
    ...{ paidAt: '2026-11-23T00:30:06.472Z', totalWithTax: 37_020, paid: 37_020, refundsBefore: [] },
    lines: [{ id: '1', sku: 'MOUSE-M1', name: '无线鼠标 M1', quantity: 2, listed: 39_800, paid: 35_820, taxRate: 13 }],
    shipping: [{ id: '1', name: 'Express', listed: 1_200, paid: 1_200, taxRate: 13 }],
    surcharges: [],
  },
  refunds: [],
}
const refund = {
  ...{ id: '1', createdAt: '2026-11-24T01:00:00.000Z', state: 'Settled', total: 17_910, shipping: 0, reason: '退货' },
  lines: [{ orderLineId: '1', quantity: 1 }],
}

/** Files as the plugin's Admin API query `fapiaoOrder(id) { raw }` hands them out; refunds of their own are added to the order's. */
export const preview: ConnectorPreview = {
  orderSchema: vendureOrderSchema,
  refundSchema: vendureRefundSchema,
  example: { order: example, refund },
  order(raw, refunds) {
    const known = isObject(raw) && Array.isArray(raw.refunds) ? raw.refunds : []
    return normaliseOrder(isObject(raw) ? { ...raw, refunds: [...known, ...refunds] } : raw)
  },
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
