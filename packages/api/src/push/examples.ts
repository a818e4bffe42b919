import type { z } from 'zod'
import type { pushedOrderSchema } from './order.ts'
import type { pushedRefundSchema } from './refund.ts'
import type { pushedRequestSchema } from './request.ts'

/** One sale, one refund of it, one request for it: they stand in the description, in `preview --schema` and in the tests. */
const order: z.input<typeof pushedOrderSchema> = {
  id: 'POS-20261120-0007',
  createdAt: '2026-11-20T10:15:00+08:00',
  updatedAt: '2026-11-20T10:16:30+08:00',
  paidAt: '2026-11-20T10:16:30+08:00',
  pricesIncludeTax: true,
  lines: [
    {
      id: '1',
      title: '龙井茶',
      sku: 'TEA-250',
      quantity: '3',
      unit: '罐',
      price: '99.00',
      discount: { percent: '10' },
      taxCode: '1030308010000000000',
      rate: '0.13',
    },
    { id: '2', title: '东北大米', sku: 'RICE-5', quantity: '2', unit: '袋', amount: '119.80' },
    { id: '3', role: 'shipping', title: '运费', amount: '12.00' },
  ],
  discounts: [{ amount: '7.10' }],
  total: '392.00',
  title: { kind: 'organisation', name: '示例科技有限公司', taxNumber: '91000000000000000K' },
  kind: 'ordinary',
  contact: { email: 'buyer@example.com', locale: 'zh' },
}

const refund: z.input<typeof pushedRefundSchema> = {
  id: 'R-1',
  createdAt: '2026-11-22T09:00:00+08:00',
  lines: [{ line: '1', quantity: '1' }],
  note: '退货一罐',
}

const request: z.input<typeof pushedRequestSchema> = {
  key: 'Q-20261123-01',
  title: { kind: 'person', name: '个人' },
  kind: 'ordinary',
  contact: { email: 'buyer@example.com' },
}

export const pushExamples = Object.freeze({ order, refund, request })
