import type { ContactErased } from '@openfapiao/api'
import type { OrderRef } from '@openfapiao/core'
import { type Outcome, refused, taken } from './answer.ts'
import { type Call, hintFor, notPushed, refOf } from './call.ts'

/** `DELETE /v1/orders/{id}/contact`: how the buyer is reached is forgotten here and in the engine (PIPL art. 47), and later pushes do not bring it back. */
export async function eraseContact(call: Call): Promise<Outcome> {
  const ref = refOf(call, call.id)
  return call.shelf.withOrder(ref, () => erased(ref, call))
}

async function erased(ref: OrderRef, { shelf, intake, io }: Call): Promise<Outcome> {
  const known = await shelf.order(ref)
  if (known === undefined) return refused('NOT_FOUND', notPushed(ref))
  const { contact: _, ...order } = known.order
  await shelf.keepOrder(ref, { ...known, order, erased: true })
  // Each time anew: a request may have brought an address since the last time.
  await intake.accept(hintFor(ref, 'erase', `erase:${ref.id}:${io.now()}`))
  const body: ContactErased = { order: ref, outcome: 'erased' }
  return taken(200, body)
}
