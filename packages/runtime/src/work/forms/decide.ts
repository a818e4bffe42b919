import { type Fault, fault, isPending, type NewEvent, orderKey, type Proposed, type RedForm, yuan } from '@openfapiao/core'
import { lookAgain } from './adopt.ts'
import { blueHeld, holdWithout, pathOf } from './form-hold.ts'
import { type Found, plannedReds, unchanged } from './found.ts'

/** A form of the buyer that waits for us: confirmed if it is to the fen the one red that we owe, else held for a person (design section 5). */
export async function decide(form: RedForm, found: Found): Promise<void> {
  const [owed, ...others] = plannedReds(found)
  const mine = owed && others.length === 0 && isSame(form, owed)
  await (mine && found.lane.session.decideForm ? confirm(form, found) : holdFor(differs(form, found), found))
}

const isSame = ({ amountFen, taxFen }: RedForm, { hold, content }: Proposed): boolean =>
  hold === undefined && content.amountFen === amountFen && content.taxFen === taxFen

/**
 * Our own red is taken back and the decision written first, in one transaction: from then on nobody can send it. Then the authority is told. A crash between
 * leaves a form that the next look finds as it is.
 */
async function confirm(form: RedForm, found: Found): Promise<void> {
  const { blue, row, lane, context } = found
  const at = context.io.now()
  const written = await context.store.admit(
    {
      ...unchanged(row),
      hold: holdWithout(blue.id, row.chain),
      cancel: row.chain.documents.filter(d => d.of === blue.id && isPending(d.state)).map(d => d.id),
      hints: [lookAgain(row.order.ref, `form:${form.uuid}:${row.chain.version}`)],
      events: [decided(form, found, at)],
    },
    at,
  )
  if (written === 'stale') return
  const answer = await lane.session.decideForm?.(form.uuid, 'confirm')
  if (answer?.is !== 'failed') return
  const now = await context.store.order(row.order.ref)
  if (now) await holdFor(unconfirmed(form, found, answer.why), { ...found, row: now })
}

function decided({ uuid, formNumber, amountFen, taxFen }: RedForm, { blue, row }: Found, at: number): NewEvent {
  const data = { uuid, formNumber, decision: 'confirm', blue: blue.number, order: orderKey(row.order.ref), amountFen, taxFen }
  return { seller: row.seller, type: 'form.decided', subject: blue.id, at, actor: 'engine', data }
}

/** Another hold of the chain is for a person already and stays. */
async function holdFor(hold: Fault, { blue, row, context }: Found): Promise<void> {
  const { hold: known, retry } = row.chain
  const stands = known !== undefined && (blueHeld(row.chain) !== blue.id || known.zh === hold.zh)
  if (stands || retry) return
  await context.store.admit({ ...unchanged(row), hold, events: [toldOf(row, hold.code, context.io.now())] }, context.io.now())
}

/** The form that the chain was held for is no longer open. */
export async function release({ blue, row, context }: Pick<Found, 'blue' | 'row' | 'context'>): Promise<void> {
  if (blueHeld(row.chain) !== blue.id || row.chain.retry) return
  await context.store.admit({ ...unchanged(row), hold: null, events: [toldOf(row, null, context.io.now())] }, context.io.now())
}

const toldOf = ({ seller, order }: Found['row'], hold: string | null, at: number): NewEvent => ({
  seller,
  type: hold === null ? 'order.released' : 'order.held',
  subject: orderKey(order.ref),
  at,
  actor: 'engine',
  data: { hold },
})

const differs = ({ blueNumber, uuid, amountFen, taxFen }: RedForm, { blue }: Found): Fault =>
  fault('FORM_DIFFERS', pathOf(blue.id), { number: blueNumber, total: yuan(amountFen + taxFen), uuid })

const unconfirmed = ({ blueNumber, uuid }: RedForm, { blue }: Found, why: string): Fault =>
  fault('FORM_UNCONFIRMED', pathOf(blue.id), { number: blueNumber, why, uuid })
