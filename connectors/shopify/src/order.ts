import { type Fault, fault, fieldFaults, type OrderAnswer, type OrderRef } from '@openfapiao/core'
import { z } from 'zod'
import type { Ask, Question } from './admin/admin.ts'
import { ORDER, ORDER_LINES, PAGE, REFUND } from './admin/queries.ts'
import type { Reply } from './admin/reply.ts'
import type { StoreConfig } from './config.ts'
import { normaliseNode } from './normalise/normalise.ts'
import { taxCodePlace } from './tax-codes.ts'

const connection = z.looseObject({
  nodes: z.array(z.unknown()),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
})
type Connection = z.output<typeof connection>

const headSchema = z.looseObject({
  lineItems: connection,
  shippingLines: connection,
  transactions: z.array(z.unknown()),
  refunds: z.array(z.object({ id: z.string() })),
})
const linesSchema = z.object({ lineItems: connection })
const refundSchema = z.looseObject({ refundLineItems: connection, refundShippingLines: connection, transactions: connection })

/** No order has this many pages; a platform that never says "last page" is not followed for ever. */
const MOST_PAGES = 100

/** A part of the order, or the answer that ends the reading of it. */
type Read<T> = { readonly is: 'read'; readonly value: T } | { readonly is: 'ended'; readonly answer: OrderAnswer }

/** Asks about the order at hand. */
type AskHere = (operation: string, query: string, variables: Question['variables']) => Promise<Reply>

/** The order as it is now with all its lines and refunds, whatever the number of pages. */
export async function fetchOrder(ref: OrderRef, store: StoreConfig, ask: Ask): Promise<OrderAnswer> {
  const here: AskHere = (operation, query, variables) => ask(store, { operation, query, variables, subjects: [ref.id] })
  const node = await readNode(ref, store, here)
  return node.is === 'ended' ? node.answer : normaliseNode(node.value, { store: store.shop, title: store.title })
}

async function readNode(ref: OrderRef, store: StoreConfig, ask: AskHere): Promise<Read<unknown>> {
  const id = `gid://shopify/Order/${ref.id}`
  const asked = { id, products: store.products, ...taxCodePlace(store) }
  const head = taken(await ask('order', ORDER, asked), 'order', headSchema)
  if (head.is === 'ended') return head
  const cut = cutOff(head.value, ref)
  if (cut) return ended({ is: 'faulty', faults: [cut] })
  const lines = await allNodes(head.value.lineItems, async after => {
    const page = taken(await ask('orderLines', ORDER_LINES, { ...asked, after }), 'order', linesSchema)
    return page.is === 'ended' ? page : read(page.value.lineItems)
  })
  if (lines.is === 'ended') return lines
  const refunds = await readRefunds(head.value.refunds, ref, ask)
  return refunds.is === 'ended' ? refunds : read({ ...head.value, lineItems: { nodes: lines.value }, refunds: refunds.value })
}

/** One after the other: the shop's bucket of points is shared. */
async function readRefunds(refunds: readonly { readonly id: string }[], ref: OrderRef, ask: AskHere): Promise<Read<unknown[]>> {
  const found: unknown[] = []
  for (const { id } of refunds) {
    const refund = await readRefund(id, ref, ask)
    if (refund.is === 'ended') return refund
    found.push(refund.value)
  }
  return read(found)
}

async function readRefund(id: string, ref: OrderRef, ask: AskHere): Promise<Read<unknown>> {
  const page = async (after?: string) => taken(await ask('refund', REFUND, { id, after }), 'refund', refundSchema)
  const head = await page()
  if (head.is === 'ended') return head
  const { refundShippingLines, transactions } = head.value
  if (transactions.pageInfo.hasNextPage) return ended(tooMany(ref, 'refund.transactions', PAGE.transactions))
  if (refundShippingLines.pageInfo.hasNextPage) return ended(tooMany(ref, 'refund.refundShippingLines', PAGE.shipping))
  const lines = await allNodes(head.value.refundLineItems, async after => {
    const more = await page(after)
    return more.is === 'ended' ? more : read(more.value.refundLineItems)
  })
  return lines.is === 'ended' ? lines : read({ ...head.value, refundLineItems: { nodes: lines.value } })
}

async function allNodes(first: Connection, next: (after: string) => Promise<Read<Connection>>): Promise<Read<unknown[]>> {
  const nodes = [...first.nodes]
  let { pageInfo } = first
  for (let page = 1; pageInfo.hasNextPage; page++) {
    if (page >= MOST_PAGES || pageInfo.endCursor == null) return ended({ is: 'later', why: 'the pages of the order do not end' })
    const more = await next(pageInfo.endCursor)
    if (more.is === 'ended') return more
    nodes.push(...more.value.nodes)
    pageInfo = more.value.pageInfo
  }
  return read(nodes)
}

/** Lists that the platform gives without pages: a full one may have been cut off. */
function cutOff({ transactions, refunds, shippingLines }: z.output<typeof headSchema>, ref: OrderRef): Fault | undefined {
  if (transactions.length >= PAGE.transactions) return rows(ref, 'transactions', PAGE.transactions)
  if (refunds.length >= PAGE.refunds) return rows(ref, 'refunds', PAGE.refunds)
  return shippingLines.pageInfo.hasNextPage ? rows(ref, 'shippingLines', PAGE.shipping) : undefined
}

/** Reply → the object asked for, or what its absence means for the order. */
function taken<T>(reply: Reply, field: 'order' | 'refund', schema: z.ZodType<T>): Read<T> {
  if (reply.is === 'later') return ended({ is: 'later', why: reply.why, afterSeconds: reply.afterSeconds })
  if (reply.is === 'refused') return ended({ is: 'faulty', faults: [fault('PLATFORM_REFUSED', '', { why: reply.why })] })
  const found = z.record(z.string(), z.unknown()).safeParse(reply.data).data?.[field]
  if (found == null) return ended(field === 'order' ? { is: 'missing' } : { is: 'later', why: 'a refund of the order is not there yet' })
  const parsed = schema.safeParse(found, { reportInput: true })
  return parsed.success ? read(parsed.data) : ended({ is: 'faulty', faults: fieldFaults(parsed.error, field) })
}

const read = <T>(value: T): Read<T> => ({ is: 'read', value })
const ended = (answer: OrderAnswer): { readonly is: 'ended'; readonly answer: OrderAnswer } => ({ is: 'ended', answer })
const rows = (ref: OrderRef, what: string, most: number): Fault => fault('ROWS_TOO_MANY', what, { order: ref.id, rows: what, most })
const tooMany = (ref: OrderRef, what: string, most: number): OrderAnswer => ({ is: 'faulty', faults: [rows(ref, what, most)] })
