import { type Fen, sumFen } from '@openfapiao/core'
import { DUTIES, type Facts, type LineFact, type Payment, type RefundFact, type RefundLineFact, shippingId, type TaxFact } from './facts.ts'
import type { RestOrder, RestRefund } from './rest-schema.ts'

/**
 * REST webhook JSON → facts. Pure. It carries no sales or captures, so what was paid is told by the amount outstanding and the status, and when
 * by `processed_at`: good enough to preview a file, never used to invoice (the worker reads the order by GraphQL).
 */
export function factsOfRest(order: RestOrder): Facts {
  const totalFen = paid(order.total_price_set, order.total_price)
  return {
    id: order.id,
    name: order.name,
    currency: order.presentment_currency ?? order.currency,
    createdAt: order.created_at,
    updatedAt: order.updated_at,
    cancelled: order.cancelled_at != null,
    test: order.test,
    taxesIncluded: order.taxes_included,
    totalFen,
    totalField: 'total_price',
    lines: [...order.line_items.map(goods), ...shippingOf(order), ...dutiesOf(order), ...feesOf(order)],
    tipFen: order.total_tip_received ?? 0,
    cashRoundingFen: order.total_cash_rounding_payment_adjustment_set ?? 0,
    payments: paymentsOf(order, totalFen),
    refunds: order.refunds.map(refundOfRest),
    attributes: order.note_attributes.map(({ name, value }) => ({ name, value: typeof value === 'string' ? value : String(value ?? '') })),
    email: order.email,
    phone: order.phone,
    locale: order.customer_locale,
  }
}

export function refundOfRest(refund: RestRefund): RefundFact {
  const money = refund.transactions.filter(t => t.kind === 'refund' && t.status !== 'failure' && t.status !== 'error')
  return {
    id: refund.id,
    createdAt: refund.created_at,
    note: refund.note,
    pending: money.some(t => t.status !== 'success'),
    moneyless: refund.transactions.length === 0,
    moneyFen: sumFen(money.map(t => t.amount)),
    lines: [...returned(refund), ...shippingReturned(refund), ...dutiesReturned(refund)],
  }
}

const returned = ({ refund_line_items }: RestRefund): RefundLineFact[] =>
  refund_line_items.map(l => ({
    lineId: l.line_item?.id ?? l.line_item_id ?? '',
    quantity: l.quantity,
    netFen: paid(l.subtotal_set, l.subtotal),
    taxFen: paid(l.total_tax_set, l.total_tax),
  }))

/** Since 2024-10 in `refund_shipping_lines` (amounts may be missing); before that in an adjustment of kind shipping_refund, negative (platforms.md 1.7). */
function shippingReturned({ refund_shipping_lines, order_adjustments }: RestRefund): RefundLineFact[] {
  const legacy = order_adjustments.filter(a => a.kind === 'shipping_refund')
  const lines = (refund_shipping_lines ?? []).map(l => ({ lineId: shippingId(l.shipping_line?.id ?? l.shipping_line_id ?? ''), line: l }))
  if (legacy.length === 0) {
    return lines.flatMap(({ lineId, line }) =>
      line.subtotal_amount_set == null ? [] : [{ lineId, netFen: line.subtotal_amount_set, taxFen: line.tax_amount_set ?? 0 }],
    )
  }
  const [first] = lines
  return legacy.map(a => ({
    lineId: first?.lineId ?? '',
    netFen: -paid(a.amount_set, a.amount),
    taxFen: -paid(a.tax_amount_set, a.tax_amount ?? 0),
  }))
}

const dutiesReturned = ({ total_duties_set }: RestRefund): RefundLineFact[] =>
  total_duties_set ? [{ lineId: DUTIES, netFen: total_duties_set, taxFen: 0 }] : []

function goods(line: RestOrder['line_items'][number]): LineFact {
  return {
    id: line.id,
    role: line.gift_card ? 'giftCard' : line.tip_payment_gateway ? 'tip' : 'goods',
    title: line.title,
    spec: line.variant_title,
    sku: line.sku,
    vendor: line.vendor,
    productId: line.product_id,
    quantity: String(line.quantity),
    valueFen: paid(line.price_set, line.price) * line.quantity,
    discountFen: allocated(line.discount_allocations),
    taxes: line.tax_lines.map(tax),
  }
}

function shippingOf({ shipping_lines }: RestOrder): LineFact[] {
  return shipping_lines
    .filter(line => line.is_removed !== true)
    .map(line => {
      const valueFen = paid(line.price_set, line.price)
      const discounted = line.discounted_price_set ?? line.discounted_price ?? valueFen
      return {
        id: shippingId(line.id),
        role: 'shipping',
        title: line.title ?? 'Shipping',
        valueFen,
        discountFen: Math.max(valueFen - discounted, allocated(line.discount_allocations)),
        taxes: line.tax_lines.map(tax),
      }
    })
}

function dutiesOf({ line_items, duties_included, original_total_duties_set }: RestOrder): LineFact[] {
  if (duties_included === true || !original_total_duties_set) return []
  const taxes = line_items.flatMap(l => l.duties ?? []).flatMap(d => d.tax_lines.map(tax))
  return [{ id: DUTIES, role: 'fee', title: '关税 Duties', valueFen: original_total_duties_set, discountFen: 0, taxes }]
}

const feesOf = ({ original_total_additional_fees_set: fees }: RestOrder): LineFact[] =>
  fees ? [{ id: 'fees', role: 'fee', title: '附加费 Additional fees', valueFen: fees, discountFen: 0, taxes: [] }] : []

function paymentsOf({ financial_status, total_outstanding, processed_at, created_at }: RestOrder, totalFen: Fen): Payment[] {
  const at = processed_at ?? created_at
  if (financial_status === 'partially_paid') return [{ fen: totalFen - (total_outstanding ?? totalFen), at }]
  return ['paid', 'partially_refunded', 'refunded'].includes(financial_status ?? '') ? [{ fen: totalFen, at }] : []
}

type Tax = RestOrder['line_items'][number]['tax_lines'][number]
const tax = (line: Tax): TaxFact => ({
  fen: paid(line.price_set, line.price),
  rate: line.rate ?? undefined,
  channelLiable: line.channel_liable === true,
})

const allocated = (rows: RestOrder['line_items'][number]['discount_allocations']): Fen => sumFen(rows.map(a => paid(a.amount_set, a.amount)))

/** The set says what the buyer paid; bare amounts are in the shop's currency and only as good where the two are one (platforms.md 1.6). */
const paid = (set: Fen | null | undefined, bare: Fen): Fen => set ?? bare
