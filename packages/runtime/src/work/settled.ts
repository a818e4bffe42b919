import type { Change, DocumentRow, NewDelivery, NewHint, OrderRow, Outcome, Settlement } from '@openfapiao/core'
import type { Context, OpenLane } from '../context.ts'
import { settledEvents } from '../events.ts'
import { newId } from '../random.ts'
import type { Heard } from './documents.ts'

/** Files come later than the number; a mail that wants them waits this long for them and then goes with the link alone. */
const FILE_PATIENCE_SECONDS = 2 * 3600

interface Around {
  readonly lane: OpenLane
  readonly context: Context
  readonly resent: boolean
}

/** Settlement → the one change that writes state, events and everything that follows. */
export async function settledChange(heard: Heard, settlement: Settlement, around: Around): Promise<Change<'document'>> {
  const { row, of } = heard
  const { context } = around
  const sentAgain = around.resent && settlement.set.lastSubmittedAt === undefined ? { lastSubmittedAt: context.io.now() } : {}
  return {
    kind: 'document',
    id: row.id,
    fence: row.fence,
    set: { ...settlement.set, ...sentAgain },
    ...(settlement.chainHold ? { chainHold: { ref: row.order, hold: settlement.chainHold } } : {}),
    ...(settlement.issued ? await followUps(row, settlement.issued, around) : {}),
    events: settledEvents(row, settlement, { at: context.io.now(), resent: around.resent && of === 'submit' }),
  }
}

async function followUps(
  row: DocumentRow,
  issued: Extract<Outcome, { is: 'issued' }>,
  { lane, context }: Around,
): Promise<Pick<Change, 'hints' | 'files' | 'deliveries'>> {
  const now = context.io.now()
  const ref = row.order
  const replan: NewHint = { source: 'replan', connector: ref.platform, store: ref.store, topic: 'replan', dedupeKey: `issued:${row.id}`, ref }
  const files = lane.traits.formats.map(format => ({
    id: newId(context.io),
    documentId: row.id,
    format,
    number: issued.number,
    lane: lane.lane,
    dueAt: now,
  }))
  const order = await context.store.order(ref)
  return { hints: [replan], files, deliveries: order ? deliveriesOf(row, order, context, now) : [] }
}

function deliveriesOf(row: DocumentRow, order: OrderRow, context: Context, now: number): NewDelivery[] {
  const contact = { ...order.order.contact, ...order.chain.request?.contact }
  const base = { order: row.order, documentId: row.id, locale: contact.locale ?? 'zh' } as const
  const mails = context.channels.flatMap(channel =>
    contact.email
      ? [
          {
            ...base,
            id: newId(context.io),
            channel: channel.identifier,
            to: contact.email,
            wants: channel.attaches,
            dueAt: now + FILE_PATIENCE_SECONDS * 1000,
          },
        ]
      : [],
  )
  const publishes = context.open.get(row.order.platform)?.session.publish !== undefined
  return publishes ? [...mails, { ...base, id: newId(context.io), channel: 'platform', to: '', wants: [], dueAt: now }] : mails
}
