import type { ChangedRow, MedusaHost, Source } from '../host.ts'
import { versionAsPaid } from '../normalise/as-paid.ts'
import type { Graph } from './contract.ts'

/** All that `orderSchema` reads. Line totals are left out: they move. */
const FIELDS = [
  ...['id', 'display_id', 'custom_display_id', 'version', 'status', 'currency_code', 'email', 'locale', 'metadata'],
  ...['created_at', 'updated_at', 'canceled_at'],
  ...['items.*', 'items.tax_lines.*', 'items.adjustments.*'],
  ...[
    'items.variant.metadata',
    'items.product.metadata',
    'items.product.collection.title',
    'items.product.categories.name',
    'items.product.tags.value',
  ],
  ...['shipping_methods.*', 'shipping_methods.tax_lines.*', 'shipping_methods.adjustments.*'],
  ...['payment_collections.*', 'payment_collections.payments.*', 'payment_collections.payments.captures.*', 'payment_collections.payments.refunds.*'],
  ...['returns.*', 'returns.items.*'],
]

/** The host from inside: its own query, its own database. */
export function graphHost(query: Graph): MedusaHost {
  const rows = async (ask: Parameters<Graph['graph']>[0]): Promise<unknown[]> => plain((await query.graph(ask)).data)
  return {
    async file(id) {
      const [order] = await rows({ entity: 'order', fields: FIELDS, filters: { id } })
      if (order === undefined) return undefined
      const changes = await rows({ entity: 'order_change', fields: ['version', 'status', 'confirmed_at'], filters: { order_id: id } })
      const version = versionAsPaid(order, changes)
      if (version === undefined) return { order }
      const [asPaid] = await rows({ entity: 'order', fields: FIELDS, filters: { id, version } })
      return { order, asPaid }
    },
    async changed(source, { from, skip, take }) {
      const { entity, fields, order } = SOURCE[source]
      const page = { skip, take, order: { updated_at: 'ASC', id: 'ASC' } } as const
      const found = await rows({ entity, fields, filters: { updated_at: { $gte: from } }, pagination: page })
      return found.map(row => ({ order: textAt(row, order), at: textAt(row, ['updated_at']) ?? from })) satisfies ChangedRow[]
    },
  }
}

const SOURCE: Readonly<Record<Source, { entity: string; fields: string[]; order: readonly string[] }>> = {
  orders: { entity: 'order', fields: ['id', 'updated_at'], order: ['id'] },
  money: { entity: 'payment_collection', fields: ['id', 'updated_at', 'order.id'], order: ['order', 'id'] },
}

/** Dates and number objects as the Admin API shows them. */
const plain = (rows: unknown[]): unknown[] => JSON.parse(JSON.stringify(rows))

function textAt(row: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>((value, key) => (isRow(value) ? value[key] : undefined), row)
  return typeof found === 'string' ? found : undefined
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
