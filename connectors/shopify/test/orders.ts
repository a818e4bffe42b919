/** GraphQL order nodes built by hand: each test names only what it is about. */
const cny = (amount: string) => ({ presentmentMoney: { amount, currencyCode: 'CNY' } })
export const gid = (kind: string, id: number): string => `gid://shopify/${kind}/${id}`
export const taxLine = (amount: string, rate = '0.13') => ({ priceSet: cny(amount), rate, channelLiable: false })

interface LineWish {
  readonly id?: number
  readonly price: string
  readonly quantity?: number
  readonly discounts?: readonly string[]
  readonly taxes?: readonly object[]
  readonly giftCard?: boolean
  readonly duties?: readonly object[]
}

export const lineNode = ({ id = 1, price, quantity = 1, discounts = [], taxes = [taxLine('1.00')], giftCard = false, duties = [] }: LineWish) => ({
  id: gid('LineItem', id),
  title: '龙井茶',
  variantTitle: null,
  sku: 'TEA-250',
  vendor: null,
  quantity,
  isGiftCard: giftCard,
  originalUnitPriceSet: cny(price),
  discountAllocations: discounts.map(amount => ({ allocatedAmountSet: cny(amount) })),
  taxLines: taxes,
  duties,
  product: null,
})

export const shippingNode = (price: string, discounted = price, removed = false) => ({
  id: gid('ShippingLine', 7),
  title: '顺丰',
  isRemoved: removed,
  originalPriceSet: cny(price),
  discountedPriceSet: cny(discounted),
  discountAllocations: [],
  taxLines: [],
})

export const sale = (amount: string, at = '2026-11-20T02:00:00Z', kind = 'SALE', status = 'SUCCESS') => ({
  kind,
  status,
  amountSet: cny(amount),
  createdAt: at,
  processedAt: at,
})

interface RefundWish {
  readonly id?: number
  readonly at?: string
  readonly lines?: readonly { readonly id?: number; readonly quantity: number; readonly net: string; readonly tax?: string }[]
  readonly shipping?: string
  readonly money?: readonly { readonly amount: string; readonly status?: string }[]
  readonly stated?: string
}

export function refundNode({ id = 900, at = '2026-11-22T02:00:00Z', lines = [], shipping, money = [], stated }: RefundWish) {
  return {
    id: gid('Refund', id),
    createdAt: at,
    note: null,
    totalRefundedSet: cny(stated ?? money[0]?.amount ?? '0.00'),
    duties: [],
    refundLineItems: {
      nodes: lines.map(l => ({
        quantity: l.quantity,
        lineItem: { id: gid('LineItem', l.id ?? 1) },
        subtotalSet: cny(l.net),
        totalTaxSet: cny(l.tax ?? '0.00'),
      })),
    },
    refundShippingLines: {
      nodes:
        shipping === undefined ? [] : [{ shippingLine: { id: gid('ShippingLine', 7) }, subtotalAmountSet: cny(shipping), taxAmountSet: cny('0.00') }],
    },
    transactions: { nodes: money.map(m => ({ kind: 'REFUND', status: m.status ?? 'SUCCESS', amountSet: cny(m.amount) })) },
  }
}

export const orderNode = (change: Readonly<Record<string, unknown>> = {}) => ({
  id: gid('Order', 6120000001001),
  name: '#1001',
  createdAt: '2026-11-20T02:00:00Z',
  updatedAt: '2026-11-20T02:00:00Z',
  cancelledAt: null,
  test: false,
  currencyCode: 'CNY',
  presentmentCurrencyCode: 'CNY',
  taxesIncluded: true,
  dutiesIncluded: false,
  totalPriceSet: cny('100.00'),
  totalTipReceivedSet: cny('0.00'),
  totalCashRoundingAdjustment: { paymentSet: cny('0.00') },
  additionalFees: [],
  customAttributes: [],
  email: null,
  phone: null,
  customerLocale: null,
  transactions: [sale('100.00')],
  lineItems: { nodes: [lineNode({ price: '100.00' })] },
  shippingLines: { nodes: [] },
  refunds: [],
  ...change,
})

export { cny }
