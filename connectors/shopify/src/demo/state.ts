import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type OrderNode, orderNodeSchema } from './order-node.ts'

const metafieldSchema = z.object({
  id: z.string(),
  ownerId: z.string(),
  namespace: z.string(),
  key: z.string(),
  type: z.string(),
  value: z.string(),
  updatedAt: z.string(),
})
const deliverySchema = z.object({
  webhookId: z.string(),
  eventId: z.string(),
  topic: z.string(),
  body: z.string(),
  triggeredAt: z.string(),
  attempts: z.number(),
  dueAt: z.number(),
  state: z.enum(['queued', 'delivered', 'lost', 'abandoned']),
  /** Where it goes and which subscription sent it; without one: to the app's own address. */
  subscription: z.object({ id: z.string(), uri: z.string() }).optional(),
  /** Status of the last answer; 0: none came. */
  status: z.number().optional(),
})
const subscriptionSchema = z.object({
  id: z.string(),
  topic: z.string(),
  uri: z.string(),
  filter: z.string().nullable(),
  includeFields: z.array(z.string()),
})

const stateSchema = z.object({
  nextId: z.number(),
  orders: z.array(orderNodeSchema),
  metafields: z.array(metafieldSchema),
  deliveries: z.array(deliverySchema),
  subscriptions: z.array(subscriptionSchema),
})

export type Metafield = z.output<typeof metafieldSchema>
export type Delivery = z.output<typeof deliverySchema>
export type Subscription = z.output<typeof subscriptionSchema>
export type State = z.output<typeof stateSchema>

/** The shop's memory: one file, written whole and moved into place after every change, so that a shop that was stopped goes on. */
export interface Memory {
  readonly state: State
  order(id: string): OrderNode
  /** Puts an order in the place of the one with its id, or at the end. */
  keep(order: OrderNode): OrderNode
  save(): void
}

export function openMemory(directory: string, first: readonly OrderNode[]): Memory {
  mkdirSync(directory, { recursive: true })
  const file = path.join(directory, 'shop.json')
  const state = read(file) ?? { nextId: FIRST_ID, orders: [...first], metafields: [], deliveries: [], subscriptions: [] }
  const save = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify(state))
    renameSync(`${file}.new`, file)
  }
  save()
  return {
    state,
    save,
    order(id) {
      const found = state.orders.find(o => o.id === globalId(id))
      if (!found) throw new RangeError(`the shop has no order ${id}`)
      return found
    },
    keep(order) {
      const place = state.orders.findIndex(o => o.id === order.id)
      if (place < 0) state.orders.push(order)
      else state.orders[place] = order
      save()
      return order
    },
  }
}

/** Above the prepared orders' own ids, below 2^53. */
const FIRST_ID = 7_000_000_020_001

export const globalId = (id: string, kind = 'Order'): string => (id.startsWith('gid://') ? id : `gid://shopify/${kind}/${id}`)
export const plainId = (global: string): string => global.replace(/^.*\//, '')

function read(file: string): State | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
