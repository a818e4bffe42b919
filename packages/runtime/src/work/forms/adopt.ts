import { type AdoptedDocument, canonical, type NewHint, type OrderRef, type RedForm, redElsewhere } from '@openfapiao/core'
import { adoptedEvents } from '../../events.ts'
import { newId } from '../../random.ts'
import { followUps } from '../settled.ts'
import { holdWithout } from './form-hold.ts'
import { type Found, pendingIds, plannedReds, unchanged } from './found.ts'

/**
 * A red that the authority has and we do not becomes a row at `issued`, with its files and letters. Everything that was about to be sent for this order is
 * cancelled in the same transaction and planned anew: `intend` and this admission cannot both win, so no red of ours goes out beside one that was just
 * found, and none of ours that is on its way is taken for somebody else's. A chain that moved meanwhile is looked at again with the next round.
 */
export async function adopt(form: RedForm & { readonly redNumber: string }, found: Found): Promise<void> {
  const { blue, row, lane, context } = found
  const document = adoptedDocument(form, found)
  const { files = [], deliveries = [] } = await followUps({ id: document.id, order: row.order.ref }, { number: form.redNumber }, { lane, context })
  const at = context.io.now()
  const admission = {
    ...unchanged(row),
    hold: holdWithout(blue.id, row.chain),
    cancel: pendingIds(row.chain.documents),
    adopt: [{ document, files, deliveries }],
    hints: [lookAgain(row.order.ref, `adopted:${document.id}`)],
    events: adoptedEvents(document, { order: row.order.ref, form, at }),
  }
  if ((await context.store.admit(admission, at)) === 'admitted')
    context.io.log.info('a red letter made elsewhere was adopted', { blue: blue.number, number: form.redNumber, form: form.formNumber })
}

function adoptedDocument(form: RedForm & { readonly redNumber: string }, found: Found): AdoptedDocument {
  const { blue, row, lane, context } = found
  const issued = row.chain.documents.filter(d => d.state === 'issued')
  const red = redElsewhere(form, { blue, issued, planned: plannedReds(found), limits: lane.traits })
  return {
    ...red,
    id: newId(context.io),
    colour: 'red',
    of: blue.id,
    seller: blue.seller,
    gateway: blue.gateway,
    contentHash: context.digest(canonical(red.content)),
    number: form.redNumber,
    issuedAt: form.redIssuedAt ?? new Date(context.io.now()).toISOString(),
  }
}

export const lookAgain = (ref: OrderRef, dedupeKey: string): NewHint => ({
  source: 'replan',
  connector: ref.platform,
  store: ref.store,
  topic: 'forms',
  dedupeKey,
  ref,
})
