import { type PushedRefund, pushedRefundSchema, type RefundTaken } from '@openfapiao/api'
import { canonical, fault, type Order, type OrderRef, type Refund, sumFen, yuan } from '@openfapiao/core'
import { parse } from '../normalise/parse.ts'
import { resolveRefund } from '../normalise/refund.ts'
import { orderIn } from '../order.ts'
import { hashOf, type Shelved } from '../shelf.ts'
import { type Outcome, refused, taken } from './answer.ts'
import { type Call, hintFor, notPushed, refOf } from './call.ts'

/** `POST /v1/orders/{id}/refunds`: money given back. Its amounts are settled against what is left now, and stay. */
export async function pushRefund(call: Call): Promise<Outcome> {
  const read = parse(pushedRefundSchema, call.json)
  if (read.is === 'faulty') return refused('FAULTY', ...read.faults)
  const { order } = read.value
  if (order !== undefined && order !== call.id) {
    return refused('FAULTY', fault('IDS_DIFFER', 'order', { field: 'order', given: order, path: call.id }))
  }
  const ref = refOf(call, call.id)
  return call.shelf.withOrder(ref, () => placed({ ...read.value, order: ref.id }, ref, call))
}

async function placed(pushed: PushedRefund, ref: OrderRef, call: Call): Promise<Outcome> {
  const known = await call.shelf.order(ref)
  if (known === undefined) return refused('NOT_FOUND', notPushed(ref))
  const read = orderIn(known, ref.store)
  if (read.is === 'faulty') return refused('FAULTY', ...read.faults)
  const input = hashOf(canonical(pushed))
  const before = known.refunds.find(r => r.refund.id === pushed.id)
  if (before !== undefined && before.input !== input) return refused('CONFLICT', fault('REFUND_CHANGED', 'id', { refund: pushed.id }))
  if (before !== undefined) return again(before.refund, read.order, input, call)
  const resolved = resolveRefund(pushed, read.order)
  if (resolved.is === 'faulty') return refused('FAULTY', ...resolved.faults)
  const shelved: Shelved = { ...known, refunds: [...known.refunds, { refund: resolved.refund, input }] }
  await call.shelf.keepOrder(ref, shelved)
  await call.intake.accept(refundHint(ref, pushed.id, input))
  return taken(201, refundTaken(resolved.refund, { ...read.order, refunds: shelved.refunds.map(r => r.refund) }, 'stored'))
}

/** Once more: for the push that was cut off before its hint was durable. */
async function again(refund: Refund, order: Order, input: string, { intake }: Call): Promise<Outcome> {
  await intake.accept(refundHint(order.ref, refund.id, input))
  return taken(200, refundTaken(refund, order, 'unchanged'))
}

const refundHint = (ref: OrderRef, refund: string, input: string) => hintFor(ref, 'refund', `refund:${ref.id}:${refund}:${input}`)

function refundTaken({ id, amountFen, lines }: Refund, order: Order, outcome: RefundTaken['outcome']): RefundTaken {
  const left = Math.min(order.paidFen, order.totalFen) - sumFen(order.refunds.map(r => r.amountFen))
  return { order: order.ref, refund: id, outcome, amount: yuan(amountFen), lines: linesOut(lines), left: yuan(left) }
}

export const linesOut = (lines: Refund['lines']): RefundTaken['lines'] =>
  lines.map(({ lineId, quantity, grossFen }) => ({ line: lineId, quantity, amount: yuan(grossFen) }))
