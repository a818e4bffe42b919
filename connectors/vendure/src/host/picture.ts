import type { Order, OrderLine, Payment, Refund, ShippingLine, Surcharge } from '@vendure/core'
import type { Picture } from '../normalise/shapes.ts'

/** What has to be loaded with an order for a picture of it. */
export const RELATIONS = [
  'lines',
  'lines.productVariant',
  'lines.productVariant.translations',
  'lines.productVariant.taxCategory',
  'lines.productVariant.facetValues',
  'shippingLines',
  'surcharges',
  'customer',
  'channels',
  'payments',
  'payments.refunds',
  'payments.refunds.lines',
] as const

/** The order's lines as they are now, every discount spread by Vendure itself. Prices with tax are exact in minor units; those without may not be. */
export function pictureOf(order: Order, at: Date): Picture {
  const settled = order.payments.filter(p => p.state === 'Settled')
  return {
    ...{ paidAt: at.toISOString(), totalWithTax: order.totalWithTax, paid: sum(settled.map(p => p.amount)) },
    lines: order.lines.filter(l => l.quantity > 0).map(lineOf),
    shipping: order.shippingLines.map(shippingOf),
    surcharges: order.surcharges.map(surchargeOf),
    refundsBefore: refundsOf(order.payments)
      .filter(r => r.state === 'Settled')
      .map(r => String(r.id)),
  }
}

export const refundsOf = (payments: readonly Payment[]): Refund[] => payments.flatMap(p => p.refunds ?? [])

function lineOf(line: OrderLine): Picture['lines'][number] {
  const { productVariant: variant } = line
  const facets = (variant.facetValues ?? []).map(f => f.code)
  const code = textOf(variant.customFields, 'fapiaoTaxCode')
  return {
    ...{ id: String(line.id), sku: variant.sku, name: nameOf(variant), productId: String(variant.productId) },
    ...(code ? { taxCode: code } : {}),
    ...(variant.taxCategory ? { taxCategory: variant.taxCategory.name } : {}),
    ...(facets.length > 0 ? { facets } : {}),
    ...{ quantity: line.quantity, listed: line.linePriceWithTax, paid: line.proratedLinePriceWithTax, taxRate: line.taxRate },
  }
}

/** The name in Chinese where there is one, since it is printed; else the first there is. */
function nameOf({ translations, sku }: OrderLine['productVariant']): string {
  const chinese = translations.find(t => t.languageCode.startsWith('zh'))
  return (chinese ?? translations[0])?.name || sku
}

const shippingOf = (line: ShippingLine): Picture['shipping'][number] => ({
  ...{ id: String(line.id), name: '运费', listed: line.priceWithTax, paid: line.discountedPriceWithTax, taxRate: line.taxRate },
})

const surchargeOf = (s: Surcharge): Picture['surcharges'][number] => ({
  ...{ id: String(s.id), name: s.description || s.sku || '附加费', listed: s.priceWithTax, paid: s.priceWithTax, taxRate: s.taxRate },
})

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Custom fields are typed by each project's own configuration; ours are read by name. */
export function textOf(fields: unknown, name: string): string | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined
  const value: unknown = Reflect.get(fields, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}
