import { divide, type Fault, fault, fieldFaults, isError, type Order, type OrderLine, orderSchema, sumFen, yuan } from '@openfapiao/core'
import { normaliseRefund, settledRefunds, shippingId, surchargeId } from './refund.ts'
import { type Picture, type VendureOrder, vendureOrderSchema } from './shapes.ts'
import { readTitle } from './title.ts'

export const PLATFORM = 'vendure'

export type Normalised = { readonly is: 'order'; readonly order: Order } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

/** The plugin's picture of an order → the one Order. Pure; sums are exact or it is a fault. */
export function normaliseOrder(raw: unknown): Normalised {
  const read = vendureOrderSchema.safeParse(raw, { reportInput: true })
  if (!read.success) return { is: 'faulty', faults: fieldFaults(read.error, 'order') }
  const faults = sumFaults(read.data)
  const asked = readTitle(read.data.fapiaoTitle)
  const all = [...faults, ...asked.faults]
  if (all.some(isError)) return { is: 'faulty', faults: all }
  const order = orderSchema.safeParse(orderOf(read.data, asked), { reportInput: true })
  return order.success ? { is: 'order', order: order.data } : { is: 'faulty', faults: fieldFaults(order.error, 'order') }
}

/** Every discount is spread by Vendure itself; its parts must add up to its total. */
function sumFaults({ picture }: VendureOrder): Fault[] {
  const lines = sumFen([...picture.lines, ...picture.shipping, ...picture.surcharges].map(l => l.paid))
  return lines === picture.totalWithTax ? [] : [fault('ORDER_SUM', 'lines', { lines: yuan(lines), total: yuan(picture.totalWithTax) })]
}

function orderOf(raw: VendureOrder, { title, kind, contact }: ReturnType<typeof readTitle>): Order {
  const { picture } = raw
  const returned = raw.refunds.filter(r => picture.refundsBefore.includes(r.id)).map(r => r.total)
  const paidFen = picture.paid - sumFen(returned)
  return {
    ref: { platform: PLATFORM, store: raw.channel, id: raw.id },
    ...{ number: raw.code, currency: raw.currencyCode, pricesIncludeTax: true },
    ...{ createdAt: raw.orderPlacedAt ?? raw.createdAt, updatedAt: raw.updatedAt },
    ...(picture.paid > 0 ? { paidAt: picture.paidAt } : {}),
    ...{ totalFen: picture.totalWithTax, paidFen, lines: linesOf(picture) },
    refunds: settledRefunds(raw.refunds, picture).map(r => normaliseRefund(r, picture)),
    ...(raw.state === 'Cancelled' ? { cancelled: true } : {}),
    ...(title ? { title } : {}),
    ...(kind ? { kind } : {}),
    contact: { email: raw.emailAddress, mobile: raw.phoneNumber, ...contact },
  }
}

function linesOf({ lines, shipping, surcharges }: Picture): OrderLine[] {
  return [
    ...lines.map(goodsLine),
    ...shipping.map(s => sideLine(s, 'shipping', shippingId(s.id))),
    ...surcharges.filter(s => s.paid >= 0).map(s => sideLine(s, 'fee', surchargeId(s.id))),
  ]
}

function goodsLine(line: Picture['lines'][number]): OrderLine {
  return {
    ...{ id: line.id, role: 'goods', title: line.name, sku: line.sku, productId: line.productId, taxCode: line.taxCode },
    ...{ category: line.taxCategory, collections: line.facets, quantity: String(line.quantity), ...priced(line) },
  }
}

const sideLine = (side: Picture['shipping'][number], role: 'shipping' | 'fee', id: string): OrderLine => ({
  id,
  role,
  title: side.name,
  ...priced(side),
})

/** A price raised after listing (a positive adjustment) has no discount: what was paid is what it was worth. */
function priced({ listed, paid, taxRate }: Pick<Picture['shipping'][number], 'listed' | 'paid' | 'taxRate'>) {
  const valueFen = Math.max(listed, paid)
  return { valueFen, discountFen: valueFen - paid, platformRate: divide(String(taxRate), '100', 6) }
}
