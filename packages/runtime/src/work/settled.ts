import type { Change, DocumentRow, LaneRow, NewDelivery, NewHint, OrderRow, Outcome, Settlement } from '@openfapiao/core'
import type { Context, OpenLane } from '../context.ts'
import { settledEvents } from '../events.ts'
import { newId } from '../random.ts'
import type { Heard } from './documents.ts'

/** Files come later than the number; a mail that wants them waits this long for them and then goes with the link alone. */
const FILE_PATIENCE_SECONDS = 2 * 3600
/** A blocked lane looks again by itself where time or another person may have cleared it; credentials and certificates wait for a person here. */
const RETRY_SECONDS: Readonly<Record<string, number>> = { login: 60, faceCheck: 60, quota: 3600 }

interface Around { readonly lane: OpenLane; readonly context: Context; readonly resent: boolean }

/** Settlement → the one change that writes state, events and everything that follows. */
export async function settledChange(heard: Heard, settlement: Settlement, around: Around): Promise<Change<'document'>> {
  const { row, of } = heard
  const { context } = around
  const sentAgain = around.resent && settlement.set.lastSubmittedAt === undefined ? { lastSubmittedAt: context.io.now() } : {}
  return {
    kind: 'document', id: row.id, fence: row.fence,
    set: { ...settlement.set, ...sentAgain },
    ...(settlement.chainHold ? { chainHold: { ref: row.order, hold: settlement.chainHold } } : {}),
    ...(settlement.issued ? await followUps(row, settlement.issued, around) : {}),
    ...laneOf(settlement, heard.outcome, around),
    events: settledEvents(row, settlement, { at: context.io.now(), resent: around.resent && of === 'submit' }),
  }
}

async function followUps(row: DocumentRow, issued: Extract<Outcome, { is: 'issued' }>, { lane, context }: Around): Promise<Pick<Change, 'hints' | 'files' | 'deliveries'>> {
  const now = context.io.now()
  const ref = row.order
  const replan: NewHint = { source: 'replan', connector: ref.platform, store: ref.store, topic: 'replan', dedupeKey: `issued:${row.id}`, ref }
  const files = lane.traits.formats.map(format => ({ id: newId(context.io), documentId: row.id, format, number: issued.number, lane: lane.lane, dueAt: now }))
  const order = await context.store.order(ref)
  return { hints: [replan], files, deliveries: order ? deliveriesOf(row, order, context, now) : [] }
}

function deliveriesOf(row: DocumentRow, order: OrderRow, context: Context, now: number): NewDelivery[] {
  const contact = { ...order.order.contact, ...order.chain.request?.contact }
  const base = { order: row.order, documentId: row.id, locale: contact.locale ?? 'zh' } as const
  const mails = context.channels.flatMap(channel => (contact.email ? [{ ...base, id: newId(context.io), channel: channel.identifier, to: contact.email, wants: channel.attaches, dueAt: now + FILE_PATIENCE_SECONDS * 1000 }] : []))
  const publishes = context.open.get(row.order.platform)?.session.publish !== undefined
  return publishes ? [...mails, { ...base, id: newId(context.io), channel: 'platform', to: '', wants: [], dueAt: now }] : mails
}

/** Failures slow a lane, an answer clears them, a block stops it; other sellers go on. */
function laneOf(settlement: Settlement, outcome: Outcome, { lane, context }: Around): { lane?: LaneRow } {
  const now = context.io.now()
  if (settlement.blocked) return { lane: { lane: lane.lane, need: settlement.blocked.need, detail: settlement.blocked.detail, since: now, retryAt: retryAt(settlement.blocked.need, now), failures: 0 } }
  if (settlement.failed || outcome.is === 'pending' || outcome.is === 'absent') return {}
  return { lane: { lane: lane.lane, failures: 0 } }
}

const retryAt = (need: string, now: number): number | undefined => (RETRY_SECONDS[need] === undefined ? undefined : now + RETRY_SECONDS[need] * 1000)
