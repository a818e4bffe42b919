import { type Fault, fault, fieldFaults, type OrderRef, type ReadHint, type StoredHint } from '@openfapiao/core'
import { z } from 'zod'
import { IDENTIFIER } from './identifier.ts'
import { readJson } from './json.ts'
import { isTopic, TOPICS } from './topics.ts'

/** An id as `readJson` leaves it: digits as text. */
const id = z.string().regex(/^\d+$/, '应为数字编号 a numeric id')
const order = z.object({ id })
const edit = z.object({ order_edit: z.object({ order_id: id }) })
const refund = z.object({ order_id: id })
const dataRequest = z.object({ orders_requested: z.array(id).default([]) })
const redact = z.object({ orders_to_redact: z.array(id).default([]) })
const shop = z.object({ myshopify_domain: z.string().toLowerCase() })

/** Pure: what a recorded webhook is about. Only references are taken; amounts are read from the platform afterwards. */
export function readHint(hint: StoredHint, stores: readonly string[]): ReadHint {
  if (!isTopic(hint.topic)) return { is: 'ignored', why: `topic ${hint.topic} says nothing about invoices` }
  const body = bodyOf(hint.body)
  if (body === undefined) return { is: 'unreadable', fault: fault('ORDER_UNREADABLE', '', { why: 'JSON' }) }
  switch (TOPICS[hint.topic]) {
    case 'order':
      return orders(order, body, found => [found.id], hint, stores)
    case 'edit':
      return orders(edit, body, found => [found.order_edit.order_id], hint, stores)
    case 'refund':
      return orders(refund, body, found => [found.order_id], hint, stores)
    case 'export':
      return privacy(dataRequest, body, 'export', found => found.orders_requested, hint)
    case 'erase':
      return privacy(redact, body, 'erase', found => found.orders_to_redact, hint)
    case 'eraseStore':
      return { is: 'privacy', duty: 'eraseStore', refs: [] }
    case 'removed':
      return removedShop(hint.topic, hint.body) === hint.store
        ? { is: 'removed', store: hint.store }
        : { is: 'ignored', why: 'the body speaks of another shop' }
  }
}

/** The shop that an `app/uninstalled` is about, by its signed body: the header alone proves nothing. undefined: another topic. */
export function removedShop(topic: string, body: Uint8Array): string | undefined {
  return topic === 'app/uninstalled' ? shop.safeParse(bodyOf(body)).data?.myshopify_domain : undefined
}

function orders<T>(schema: z.ZodType<T>, body: unknown, ids: (found: T) => readonly string[], hint: StoredHint, stores: readonly string[]): ReadHint {
  if (!stores.includes(hint.store)) return { is: 'ignored', why: 'the shop was removed' }
  const found = schema.safeParse(body, { reportInput: true })
  return found.success ? { is: 'orders', refs: refs(ids(found.data), hint) } : { is: 'unreadable', fault: firstFault(found.error) }
}

function privacy<T>(schema: z.ZodType<T>, body: unknown, duty: 'export' | 'erase', ids: (found: T) => readonly string[], hint: StoredHint): ReadHint {
  const found = schema.safeParse(body, { reportInput: true })
  return found.success ? { is: 'privacy', duty, refs: refs(ids(found.data), hint) } : { is: 'unreadable', fault: firstFault(found.error) }
}

const refs = (ids: readonly string[], { store }: StoredHint): OrderRef[] => ids.map(one => ({ platform: IDENTIFIER, store, id: one }))
const firstFault = (error: z.ZodError): Fault => fieldFaults(error, 'body')[0] ?? fault('ORDER_UNREADABLE', 'body', { why: error.message })
const bodyOf = (body: Uint8Array): unknown => readJson(Buffer.from(body).toString('utf8'))
