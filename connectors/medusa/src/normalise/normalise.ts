import { type Fault, fault, fieldFaults, type Order, yuan } from '@openfapiao/core'
import type { Reading } from '../config.ts'
import { IDENTIFIER } from '../identifier.ts'
import { linesOf } from './lines.ts'
import { capturesOf, paymentsOf, type Settled, settle } from './payment.ts'
import { refundsOf } from './refunds.ts'
import { fileSchema, type MedusaFile, type MedusaOrder, refundSchema } from './schema.ts'
import { askedOf } from './title.ts'

export type Normalised = { readonly is: 'order'; readonly order: Order } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

/**
 * An order row of Medusa (and the row as it stood at its last capture) → Order. Pure and synchronous. Lines are those of `asPaid`, money is that of `order`.
 * Σ lines = Σ captures, to the fen, or it is partly paid or a fault.
 */
export function normalise(raw: unknown, reading: Reading): Normalised {
  const file = fileSchema.safeParse(raw, { reportInput: true })
  return file.success ? orderOf(file.data, reading) : { is: 'faulty', faults: fieldFaults(file.error) }
}

/** The same with refunds in files of their own: rows of `payment.refunds`. One that stands in the order too is one refund. */
export function normaliseFiles(raw: unknown, refunds: readonly unknown[], reading: Reading): Normalised {
  const file = fileSchema.safeParse(raw, { reportInput: true })
  const rows = refunds.map(refund => refundSchema.safeParse(refund, { reportInput: true }))
  const faults = [file, ...rows].flatMap((read, i) => (read.success ? [] : fieldFaults(read.error, i === 0 ? undefined : `refunds.${i - 1}`)))
  if (!file.success || faults.length > 0) return { is: 'faulty', faults }
  const { order, asPaid } = file.data
  const known = paymentsOf(order).flatMap(p => p.refunds.map(r => r.id))
  const more = rows.flatMap(r => (r.success && !known.includes(r.data.id) ? [r.data] : []))
  const beside = { currency_code: undefined, payments: [{ id: 'files', captures: [], refunds: more }] }
  return orderOf({ order: { ...order, payment_collections: [...order.payment_collections, beside] }, asPaid }, reading)
}

function orderOf({ order, asPaid }: MedusaFile, reading: Reading): Normalised {
  const paid = asPaid ?? order
  const exact = linesOf(paid, reading)
  const settled = settle(exact.lines, exact.totalFen, order)
  const asked = askedOf(order, reading.title)
  const faults = [...lineFaults(settled, order), ...asked.faults]
  if (faults.length > 0) return { is: 'faulty', faults: foreignFirst(faults, order) }
  return {
    is: 'order',
    order: {
      ref: { platform: IDENTIFIER, store: reading.store, id: order.id },
      number: order.custom_display_id ?? `#${order.display_id}`,
      currency: order.currency,
      pricesIncludeTax: isTaxed(paid) ? true : undefined,
      createdAt: order.created_at,
      updatedAt: touched(order),
      ...settled,
      cancelled: order.cancelled,
      refunds: refundsOf(order, paid, settled.lines, settled.paidFen),
      title: asked.title,
      kind: asked.kind,
      contact: asked.contact,
    },
  }
}

/** Amounts are made tax-included with the platform's own rates; where it computed no tax at all only the store's policy knows. */
const isTaxed = ({ items, shipping_methods: shipping }: MedusaOrder): boolean =>
  [...items, ...shipping].some(row => row.tax_lines.length > 0 || row.is_tax_inclusive === true)

function lineFaults({ lines, totalFen, paidFen }: Settled, order: MedusaOrder): Fault[] {
  if (lines.length === 0) return [fault('ORDER_UNREADABLE', 'items', { why: `the order ${order.id} has no lines` })]
  const wrong = lines.findIndex(l => l.discountFen > l.valueFen)
  if (wrong >= 0) return [fault('LINE_NEGATIVE', `lines.${wrong}`, { line: wrong + 1, title: lines[wrong]?.title ?? '' })]
  return paidFen > totalFen ? [fault('ORDER_SUM', 'payment_collections', { lines: yuan(totalFen), total: yuan(paidFen) })] : []
}

const foreignFirst = (faults: readonly Fault[], { currency }: MedusaOrder): readonly Fault[] =>
  currency === 'CNY' ? faults : [fault('CURRENCY_NOT_CNY', 'currency', { currency }), ...faults]

/** A capture leaves `updated_at` of the order as it was (platforms-runtime.md 1.3): the last thing that happened to order or money. */
function touched(order: MedusaOrder): string {
  const money = [...capturesOf(order), ...paymentsOf(order).flatMap(p => p.refunds)].map(m => m.created_at)
  return [order.updated_at ?? order.created_at, ...money].reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a))
}
