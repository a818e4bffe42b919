import { type Fen, sumFen } from '@openfapiao/core'
import { DUTIES, type Facts, feeId, type LineFact, type Payment, type RefundFact, shippingId, type TaxFact } from './facts.ts'
import type { GraphqlOrder, GraphqlRefund } from './graphql-schema.ts'

/** GraphQL node → facts. Pure. */
export function factsOfNode(node: GraphqlOrder): Facts {
  return {
    id: node.id,
    name: node.name,
    currency: node.presentmentCurrencyCode,
    createdAt: node.createdAt,
    updatedAt: node.updatedAt,
    cancelled: node.cancelledAt != null,
    test: node.test,
    taxesIncluded: node.taxesIncluded,
    totalFen: node.totalPriceSet,
    totalField: 'totalPriceSet',
    lines: [...node.lineItems.map(goods), ...shippingOf(node), ...dutiesOf(node), ...node.additionalFees.map(fee)],
    tipFen: node.totalTipReceivedSet,
    cashRoundingFen: node.totalCashRoundingAdjustment.paymentSet,
    payments: paymentsOf(node),
    refunds: node.refunds.map(refundOfNode),
    attributes: node.customAttributes.map(({ key, value }) => ({ name: key, value: value ?? '' })),
    email: node.email,
    phone: node.phone,
    locale: node.customerLocale,
  }
}

export function refundOfNode(refund: GraphqlRefund): RefundFact {
  const money = refund.transactions.filter(t => t.kind === 'REFUND' && t.status !== 'FAILURE' && t.status !== 'ERROR')
  const lines = refund.refundLineItems.map(l => ({ lineId: l.lineItem.id, quantity: l.quantity, netFen: l.subtotalSet, taxFen: l.totalTaxSet }))
  const shipping = refund.refundShippingLines.map(l => ({
    lineId: shippingId(l.shippingLine.id ?? ''),
    netFen: l.subtotalAmountSet,
    taxFen: l.taxAmountSet,
  }))
  const duties = (refund.duties ?? []).map(d => ({ lineId: DUTIES, netFen: d.amountSet, taxFen: 0 }))
  return {
    id: refund.id,
    createdAt: refund.createdAt ?? refund.processedAt ?? '',
    note: refund.note,
    pending: money.some(t => t.status !== 'SUCCESS'),
    moneyless: refund.transactions.length === 0,
    moneyFen: sumFen(money.map(t => t.amountSet)),
    statedFen: refund.totalRefundedSet,
    lines: [...lines, ...shipping, ...duties],
  }
}

function goods(line: GraphqlOrder['lineItems'][number]): LineFact {
  const { product, variant } = line
  return {
    id: line.id,
    role: line.isGiftCard ? 'giftCard' : 'goods',
    title: line.title,
    spec: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    productId: product?.id,
    category: product?.category?.fullName ?? product?.productType,
    tags: product?.tags ?? undefined,
    collections: product?.collections?.map(c => c.handle),
    taxCode: variant?.metafield ?? product?.metafield,
    quantity: String(line.quantity),
    valueFen: line.originalUnitPriceSet * line.quantity,
    discountFen: sumFen(line.discountAllocations.map(a => a.allocatedAmountSet)),
    taxes: line.taxLines.map(tax),
  }
}

/** The price after discounts tells of discounts that were not allocated, the allocations of those that it leaves out: whichever is more. */
function shippingOf({ shippingLines }: GraphqlOrder): LineFact[] {
  return shippingLines
    .filter(line => !line.isRemoved)
    .map((line, i) => ({
      id: shippingId(line.id ?? String(i)),
      role: 'shipping',
      title: line.title || 'Shipping',
      valueFen: line.originalPriceSet,
      discountFen: Math.max(line.originalPriceSet - line.discountedPriceSet, sumFen(line.discountAllocations.map(a => a.allocatedAmountSet))),
      taxes: line.taxLines.map(tax),
    }))
}

/** Duties that are part of the prices are no line of their own. */
function dutiesOf({ lineItems, dutiesIncluded }: GraphqlOrder): LineFact[] {
  const duties = lineItems.flatMap(l => l.duties)
  if (dutiesIncluded || duties.length === 0) return []
  const taxes = duties.flatMap(d => d.taxLines.map(tax))
  return [{ id: DUTIES, role: 'fee', title: '关税 Duties', valueFen: sumFen(duties.map(d => d.price)), discountFen: 0, taxes }]
}

const fee = ({ id, name, price, taxLines }: GraphqlOrder['additionalFees'][number]): LineFact => ({
  id: feeId(id),
  role: 'fee',
  title: name,
  valueFen: price,
  discountFen: 0,
  taxes: taxLines.map(tax),
})

const tax = (line: { priceSet: Fen; rate?: string | null; channelLiable?: boolean | null }): TaxFact => ({
  fen: line.priceSet,
  rate: line.rate ?? undefined,
  channelLiable: line.channelLiable === true,
})

/** Key on money rows, never on a status (design section 8). Change given back in cash is not part of a sale's amount, so it is left alone. */
const paymentsOf = ({ transactions }: GraphqlOrder): Payment[] =>
  transactions
    .filter(t => (t.kind === 'SALE' || t.kind === 'CAPTURE') && t.status === 'SUCCESS')
    .map(t => ({ fen: t.amountSet, at: t.processedAt ?? t.createdAt }))
