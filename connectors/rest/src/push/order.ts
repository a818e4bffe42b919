import { type OrderTaken, type PushedOrder, pushedOrderSchema } from '@openfapiao/api'
import { canonical, fault, grossOf, type Order, type OrderRef, yuan } from '@openfapiao/core'
import { normaliseOrder } from '../normalise/order.ts'
import { parse } from '../normalise/parse.ts'
import { outgrown } from '../normalise/refund.ts'
import { orderIn } from '../order.ts'
import { hashOf, type Shelved } from '../shelf.ts'
import { type Outcome, refused, taken } from './answer.ts'
import { type Call, hintFor, refOf } from './call.ts'

/** `POST /v1/orders`, `PUT /v1/orders/{id}`: the order as it is now. The newest version stays, whatever arrives when. */
export async function pushOrder(call: Call): Promise<Outcome> {
  const read = parse(pushedOrderSchema, call.json)
  if (read.is === 'faulty') return refused('FAULTY', ...read.faults)
  const stranger = strangerIn(read.value, call)
  if (stranger) return stranger
  const ref = refOf(call, read.value.id)
  return call.shelf.withOrder(ref, () => placed(read.value, ref, call))
}

function strangerIn({ id, store }: PushedOrder, { key, id: path }: Call): Outcome | undefined {
  if (store !== undefined && store !== key.store)
    return refused('FORBIDDEN', fault('KEY_OF_ANOTHER_STORE', 'store', { own: key.store, given: store }))
  return path === '' || path === id ? undefined : refused('FAULTY', fault('IDS_DIFFER', 'id', { field: 'id', given: id, path }))
}

async function placed(given: PushedOrder, ref: OrderRef, call: Call): Promise<Outcome> {
  const known = await call.shelf.order(ref)
  const pushed = known?.erased ? { ...given, contact: undefined } : given
  if (known === undefined) return kept(pushed, ref, { order: pushed, refunds: [] }, 201, call)
  switch (versionOf(pushed, known.order)) {
    case 'unnumbered':
      return refused('FAULTY', fault('REVISION_MISSING', 'revision', { id: ref.id, revision: known.order.revision ?? 0 }))
    case 'older':
      return stands(known, ref, 'older')
    case 'same':
      return same(pushed, known, ref, call)
    case 'newer':
      return kept(pushed, ref, { ...known, order: pushed }, 200, call)
  }
}

/** `revision` decides, then `updatedAt`. Once an order has revisions every version of it needs one, else versions could not be ordered. */
function versionOf(pushed: PushedOrder, known: PushedOrder): 'older' | 'same' | 'newer' | 'unnumbered' {
  if (known.revision !== undefined && pushed.revision === undefined) return 'unnumbered'
  const later = (pushed.revision ?? 0) - (known.revision ?? 0) || Date.parse(pushed.updatedAt) - Date.parse(known.updatedAt)
  return later > 0 ? 'newer' : later < 0 ? 'older' : 'same'
}

/** The same version again: harmless with the same content. Its hint is accepted once more, for the push that was cut off before it could be. */
async function same(pushed: PushedOrder, known: Shelved, ref: OrderRef, call: Call): Promise<Outcome> {
  if (canonical(pushed) !== canonical(known.order)) {
    const version = pushed.revision ?? pushed.updatedAt
    return refused('CONFLICT', fault('REVISION_TWICE', 'revision', { id: ref.id, version }))
  }
  await call.intake.accept(orderHint(ref, pushed))
  return stands(known, ref, 'unchanged')
}

/** First the order, then its hint: whoever is told 2xx has both. */
async function kept(pushed: PushedOrder, ref: OrderRef, shelved: Shelved, status: 200 | 201, call: Call): Promise<Outcome> {
  const read = normaliseOrder(pushed, ref.store)
  if (read.is === 'faulty') return refused('FAULTY', ...read.faults)
  const misfits = outgrown(
    read.order,
    shelved.refunds.map(r => r.refund),
  )
  if (misfits.length > 0) return refused('FAULTY', ...misfits)
  await call.shelf.keepOrder(ref, shelved)
  await call.intake.accept(orderHint(ref, pushed))
  return taken(status, orderTaken(pushed, read.order, 'stored'))
}

const orderHint = (ref: OrderRef, pushed: PushedOrder) => hintFor(ref, 'order', `order:${ref.id}:${hashOf(canonical(pushed))}`)

function stands(known: Shelved, ref: OrderRef, outcome: 'unchanged' | 'older'): Outcome {
  const read = orderIn(known, ref.store)
  return read.is === 'order' ? taken(200, orderTaken(known.order, read.order, outcome)) : refused('FAULTY', ...read.faults)
}

function orderTaken({ revision, updatedAt }: PushedOrder, order: Order, outcome: OrderTaken['outcome']): OrderTaken {
  const lines = order.lines.map(line => ({ id: line.id, total: yuan(grossOf(line, order)) }))
  return { order: order.ref, outcome, revision, updatedAt, total: yuan(order.totalFen), paid: yuan(order.paidFen), lines }
}
