import type { Change, Channel, Contact, DocumentRow, FileFormat, NewDelivery, NewHint, OrderRow, Outcome } from '@openfapiao/core'
import type { Context, OpenLane } from '../context.ts'
import { settledEvents } from '../events.ts'
import { newId } from '../random.ts'
import type { LaneTurn, Settled } from './lane.ts'

/** Files come later than the number; a letter that wants them waits this long for them and then goes with the link alone. */
const FILE_PATIENCE_SECONDS = 2 * 3600

/** Settlement → the one change that writes state, events and everything that follows. */
export async function settledChange({ row, of, settlement }: Settled, { lane, context }: LaneTurn): Promise<Change<'document'>> {
  const now = context.io.now()
  // The grace counts from when the call ended: a request may have arrived at its last moment.
  const sent = of === 'submit' && settlement.set.lastSubmittedAt === undefined ? { lastSubmittedAt: now } : {}
  const { issued, rejected } = settlement
  return {
    kind: 'document',
    id: row.id,
    fence: row.fence,
    set: { ...settlement.set, ...sent },
    ...(settlement.chainHold ? { chainHold: { ref: row.order, hold: settlement.chainHold } } : {}),
    // While it was under way nothing could be planned: what changed meanwhile is planned now, also behind a rejection.
    hints: settlement.replan || rejected ? [replan(row)] : [],
    ...(issued ? await followUps(row, issued, { lane, context }) : {}),
    events: settledEvents(row, settlement, now),
  }
}

const replan = ({ id, order: ref }: DocumentRow): NewHint => ({
  source: 'replan',
  connector: ref.platform,
  store: ref.store,
  topic: 'settled',
  dedupeKey: `settled:${id}`,
  ref,
})

interface Around {
  readonly lane: OpenLane
  readonly context: Context
}

/** What follows from a document that exists: its files, and whom to tell. */
export async function followUps(
  row: Pick<DocumentRow, 'id' | 'order'>,
  { number }: Pick<Extract<Outcome, { is: 'issued' }>, 'number'>,
  { lane, context }: Around,
): Promise<Pick<Change, 'files' | 'deliveries'>> {
  const dueAt = context.io.now()
  const files = lane.traits.formats.map(format => ({ id: newId(context.io), documentId: row.id, format, number, lane: lane.lane, dueAt }))
  const order = await context.store.order(row.order)
  return { files, deliveries: order ? deliveriesOf(row, order, { lane, context }) : [] }
}

function deliveriesOf(row: Pick<DocumentRow, 'id' | 'order'>, { order, chain }: OrderRow, { lane, context }: Around): NewDelivery[] {
  const contact = { ...order.contact, ...chain.request?.contact }
  const dueAt = context.io.now()
  const base = { order: row.order, documentId: row.id, locale: contact.locale ?? 'zh' } as const
  const letters = context.channels.flatMap(channel =>
    letterTo(channel, contact, lane.traits.formats, dueAt).map(l => ({ ...base, id: newId(context.io), ...l })),
  )
  const publishes = context.open.get(row.order.platform)?.session.publish !== undefined
  return publishes ? [...letters, { ...base, id: newId(context.io), channel: 'platform', to: '', wants: [], dueAt }] : letters
}

/** Waits only for files that this gateway makes. */
function letterTo(
  { identifier, attaches, reaches = 'email' }: Channel,
  contact: Contact,
  made: readonly FileFormat[],
  now: number,
): Pick<NewDelivery, 'channel' | 'to' | 'wants' | 'dueAt'>[] {
  const to = reaches === 'house' ? '' : contact[reaches]
  if (to === undefined || (to === '' && reaches !== 'house')) return []
  const wants = attaches.filter(format => made.includes(format))
  return [{ channel: identifier, to, wants, dueAt: wants.length > 0 ? now + FILE_PATIENCE_SECONDS * 1000 : now }]
}
