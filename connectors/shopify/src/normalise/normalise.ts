import { type Fault, fault, fieldFaults } from '@openfapiao/core'
import type { z } from 'zod'
import type { Reading } from '../config.ts'
import type { Facts, RefundFact } from './facts.ts'
import { factsOfNode, refundOfNode } from './graphql.ts'
import { graphqlOrderSchema, graphqlRefundSchema } from './graphql-schema.ts'
import { type Normalised, orderOf } from './order-of.ts'
import { factsOfRest, refundOfRest } from './rest.ts'
import { restOrderSchema, restRefundSchema } from './rest-schema.ts'

/** GraphQL order node (with its refunds) → Order. Pure and synchronous; what does not fit is said field by field. */
export function normaliseNode(raw: unknown, reading: Reading): Normalised {
  const facts = parsed(graphqlOrderSchema, raw, factsOfNode, 'order')
  return facts.is === 'faulty' ? facts : orderOf(facts.value, reading)
}

/** REST order JSON (the body of `orders/paid` and its siblings, refunds inside) and refund files (bodies of `refunds/create`, or GraphQL refund nodes) → Order. */
export function normaliseFiles(raw: unknown, refunds: readonly unknown[], reading: Reading): Normalised {
  const facts = isNode(raw) ? parsed(graphqlOrderSchema, raw, factsOfNode, 'order') : parsed(restOrderSchema, raw, factsOfRest, 'order')
  if (facts.is === 'faulty') return facts
  const read = refunds.map((refund, i) => readRefund(refund, `refunds.${i}`))
  const faults = read.flatMap(r => (r.is === 'faulty' ? r.faults : strangers(r.value, facts.value)))
  if (faults.length > 0) return { is: 'faulty', faults }
  const more = read.flatMap(r => (r.is === 'read' ? [r.value.refund] : []))
  return orderOf({ ...facts.value, refunds: joined(facts.value.refunds, more) }, reading)
}

type Parsed<T> = { readonly is: 'read'; readonly value: T } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

function parsed<T, R>(schema: z.ZodType<T>, raw: unknown, made: (value: T) => R, root: string): Parsed<R> {
  const found = schema.safeParse(raw, { reportInput: true })
  return found.success ? { is: 'read', value: made(found.data) } : { is: 'faulty', faults: fieldFaults(found.error, root) }
}

interface OwnedRefund {
  readonly orderId?: string
  readonly refund: RefundFact
}

function readRefund(raw: unknown, root: string): Parsed<OwnedRefund> {
  return isNode(raw)
    ? parsed(graphqlRefundSchema, raw, node => ({ orderId: node.order?.id, refund: refundOfNode(node) }), root)
    : parsed(restRefundSchema, raw, rest => ({ orderId: rest.order_id, refund: refundOfRest(rest) }), root)
}

const strangers = ({ orderId, refund }: OwnedRefund, { id }: Facts): Fault[] =>
  orderId === undefined || orderId === id ? [] : [fault('REFUND_OF_ANOTHER', 'refunds', { refund: refund.id, other: orderId, order: id })]

/** A refund that stands in the order and in a file of its own is one refund; the file is the fuller one. */
const joined = (inside: readonly RefundFact[], files: readonly RefundFact[]): RefundFact[] => [
  ...inside.filter(r => !files.some(f => f.id === r.id)),
  ...files,
]

/** GraphQL ids are global ones. */
const isNode = (raw: unknown): boolean =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' && raw.id.startsWith('gid://')
