import type { OrderState } from '@openfapiao/api'
import { sumFen, yuan } from '@openfapiao/core'
import { orderIn } from '../order.ts'
import { type Outcome, refused, taken } from './answer.ts'
import { type Call, notPushed, refOf } from './call.ts'
import { linesOut } from './refund.ts'

/** `GET /v1/orders/{id}`: what was pushed, and what was issued for it. Holds and drafts are the operator's and stand in the operator's API. */
export async function orderState(call: Call): Promise<Outcome> {
  const ref = refOf(call, call.id)
  const [known, published] = await Promise.all([call.shelf.order(ref), call.shelf.published(ref)])
  if (known === undefined) return refused('NOT_FOUND', notPushed(ref))
  const read = orderIn(known, ref.store)
  if (read.is === 'faulty') return refused('FAULTY', ...read.faults)
  const { order } = read
  const body: OrderState = {
    order: ref,
    revision: known.order.revision,
    updatedAt: order.updatedAt,
    total: yuan(order.totalFen),
    paid: yuan(order.paidFen),
    refunded: yuan(sumFen(order.refunds.map(r => r.amountFen))),
    refunds: order.refunds.map(({ id, createdAt, amountFen, lines }) => ({ id, createdAt, amount: yuan(amountFen), lines: linesOut(lines) })),
    invoices: published?.publication && { ...published.publication, documents: [...published.publication.documents] },
  }
  return taken(200, body)
}
