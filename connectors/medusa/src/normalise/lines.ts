import { add, type Decimal, type Fen, multiply, type OrderLine, subtract, toFen } from '@openfapiao/core'
import type { Reading } from '../config.ts'
import { meaning } from './metadata.ts'
import type { MedusaItem, MedusaOrder, MedusaShipping } from './schema.ts'
import { plainOf, ratio } from './values.ts'

/** A line with its exact, unrounded amounts in yuan, tax included. */
interface Exact {
  readonly line: Omit<OrderLine, 'valueFen' | 'discountFen'>
  readonly value: Decimal
  readonly paid: Decimal
}

/** Goods and shipping of an order, each to the fen, and their sum: the rounded exact sum, so that no fen is lost or made on the way. */
export function linesOf(order: MedusaOrder, reading: Reading): { lines: OrderLine[]; totalFen: Fen } {
  const exact = [...inOrder(order.items).map(item => ofItem(item, reading)), ...inOrder(order.shipping_methods).flatMap(ofShipping)]
  let [seen, given] = ['0', 0]
  const lines = exact.map(({ line, value, paid }) => {
    seen = add(seen, paid)
    const grossFen = toFen(seen) - given
    given += grossFen
    const valueFen = Math.max(toFen(value), grossFen)
    return { ...line, valueFen, discountFen: valueFen - grossFen }
  })
  return { lines, totalFen: given }
}

/** Lists come from joins in no order; ids grow with time. */
const inOrder = <T extends { readonly id: string }>(list: readonly T[]): T[] => [...list].sort((a, b) => (a.id < b.id ? -1 : 1))

function ofItem(item: MedusaItem, reading: Reading): Exact {
  const { product, variant } = item
  const carried = [item.metadata, variant?.metadata ?? {}, product?.metadata ?? {}]
  const percent = plainOf(meaning(carried, reading.product.rate) ?? '')
  const spec = item.variant_title
  return {
    line: {
      id: item.id,
      role: item.is_giftcard ? 'giftCard' : 'goods',
      title: item.product_title ?? item.title ?? item.id,
      sku: item.variant_sku,
      productId: item.product_id,
      category: product?.categories.map(c => c.name).find(name => name !== undefined),
      collections: listed([product?.collection?.title]),
      tags: listed(product?.tags.map(t => t.value) ?? []),
      quantity: item.quantity,
      ...(spec === undefined || reading.product.plainVariants.includes(spec) ? {} : { spec }),
      taxCode: meaning(carried, reading.product.taxCode),
      ...(percent === undefined ? {} : { rate: ratio(percent) }),
      ...platformRate(item),
    },
    ...amounts(item, multiply(item.unit_price, item.quantity)),
  }
}

/** Free shipping and the shipping of returns (a row of its own, at 0.00) are no line. */
function ofShipping(method: MedusaShipping): Exact[] {
  const exact = {
    line: { id: method.id, role: 'shipping' as const, title: method.name ?? '运费', ...platformRate(method) },
    ...amounts(method, method.amount),
  }
  return toFen(exact.value) > 0 ? [exact] : []
}

type Priced = Pick<MedusaItem, 'is_tax_inclusive' | 'tax_lines' | 'adjustments'>

/** Prices and adjustments are each with or without tax, as their own mark says; a ¥20 coupon without tax takes ¥22.60 off at 13 %. */
function amounts(row: Priced, price: Decimal): Pick<Exact, 'value' | 'paid'> {
  const factor = add('1', rateOf(row))
  const gross = (amount: Decimal, inclusive: boolean | null | undefined): Decimal => (inclusive ? amount : multiply(amount, factor))
  const value = gross(price, row.is_tax_inclusive)
  const paid = row.adjustments.reduce((left, a) => subtract(left, gross(a.amount, a.is_tax_inclusive)), value)
  return { value, paid }
}

const rateOf = ({ tax_lines }: Priced): Decimal => tax_lines.reduce((sum, { rate }) => add(sum, ratio(rate)), '0')
const platformRate = (row: Priced): Pick<OrderLine, 'platformRate'> => (row.tax_lines.length === 1 ? { platformRate: rateOf(row) } : {})

function listed(texts: readonly (string | undefined)[]): string[] | undefined {
  const found = texts.filter(text => text !== undefined)
  return found.length > 0 ? found : undefined
}
