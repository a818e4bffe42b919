/** A small order and a refund of it, as `query.graph` gives them. Invented. */
export const exampleOrder = {
  id: 'order_01EXAMPLE',
  display_id: 1901,
  version: 1,
  status: 'pending',
  currency_code: 'cny',
  email: 'buyer@example.com',
  created_at: '2026-11-20T02:15:30.000Z',
  updated_at: '2026-11-20T02:15:30.000Z',
  metadata: { fapiao: { title: '个人', titleType: '个人' } },
  items: [
    {
      id: 'ordli_01EXAMPLE',
      product_title: '龙井茶 250g',
      variant_title: 'Default',
      variant_sku: 'TEA-250',
      product_id: 'prod_01EXAMPLE',
      unit_price: 100,
      quantity: 2,
      is_tax_inclusive: true,
      tax_lines: [{ rate: 13 }],
      adjustments: [{ amount: 10, is_tax_inclusive: true }],
    },
  ],
  shipping_methods: [{ id: 'ordsm_01EXAMPLE', name: '顺丰标快', amount: 13, is_tax_inclusive: true, tax_lines: [{ rate: 13 }], adjustments: [] }],
  payment_collections: [
    { payments: [{ id: 'pay_01EXAMPLE', captures: [{ id: 'capt_01EXAMPLE', amount: 203, created_at: '2026-11-20T02:16:00.000Z' }], refunds: [] }] },
  ],
}

export const exampleRefund = { id: 'ref_01EXAMPLE', payment_id: 'pay_01EXAMPLE', amount: 95, created_at: '2026-11-22T01:00:00.000Z', note: '退一件' }
