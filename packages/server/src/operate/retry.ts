import { type DocumentRow, type Instant, type LaneRow, type NewEvent, type NewHint, type OrderRef, orderKey, type Store } from '@openfapiao/core'

/** Who does it, with what. `newKey` is unique for each call: pressing twice is two tries, and the second finds nothing left to do. */
export interface Operation {
  readonly store: Store
  readonly now: () => Instant
  readonly newKey: () => string
  /** An operator's name; stands in the audit event. */
  readonly actor: string
}

export type Retried =
  | { readonly is: 'retried'; readonly count: number }
  | { readonly is: 'missing' }
  /** The state of the thing does not permit it. */
  | { readonly is: 'refused'; readonly zh: string; readonly en: string }

/** Looks at the order anew; what was rejected may be made again from the same input, once. An order never planned has only its hint to retry. */
export async function retryOrder(ref: OrderRef, { store, now, newKey, actor }: Operation): Promise<Retried> {
  const row = await store.order(ref)
  if (!row) return { is: 'missing' }
  const events = [event(row.seller, 'order.retried', orderKey(ref), { store, now, newKey, actor })]
  const done = await store.retryOrder(ref, hintOf(ref, newKey()), events, now())
  return done ? { is: 'retried', count: 1 } : { is: 'missing' }
}

/** A parked document goes on where it stood: one that was submitted is asked for, never sent anew by this. */
export async function retryDocument(id: string, operation: Operation): Promise<Retried> {
  const { store, now } = operation
  const row = await store.document(id)
  if (!row) return { is: 'missing' }
  if (!mayGoOn(row)) return refusal(row)
  const events = [event(row.seller, 'document.released', row.id, operation, { hold: row.hold?.code ?? null })]
  return { is: 'retried', count: await store.rearm('document', [id], events, now()) }
}

/** On its way, or held only until somebody says so: what is held because it is wrong is mended and its order planned again. */
const mayGoOn = ({ state, hold }: DocumentRow): boolean =>
  state === 'queued' || state === 'submitted' || (state === 'waiting' && hold?.code.startsWith('WAITS_') === true)

const REFUSALS = {
  issued: { zh: '发票已开具，无需重试。', en: 'The invoice is issued; there is nothing to try again.' },
  cancelled: { zh: '单据已取消，不会再开具；请重试订单。', en: 'The document is cancelled and stays so. Retry the order.' },
  rejected: {
    zh: '单据已被拒绝，不会原样重发；请更正后重试订单。',
    en: 'The document is rejected for good. Correct what is wrong, then retry the order.',
  },
  waiting: { zh: '单据等待中，由订单决定何时开具；请重试订单。', en: 'The document waits for its order to decide. Retry the order.' },
} as const

const refusal = ({ state }: DocumentRow): Retried =>
  state === 'queued' || state === 'submitted' ? { is: 'retried', count: 0 } : { is: 'refused', ...REFUSALS[state] }

/** A held hint, file or delivery becomes due now. */
export async function retryHeld(kind: 'hint' | 'file' | 'delivery', id: string, operation: Operation): Promise<Retried> {
  const { store, now } = operation
  const row = (await store.held(kind)).find(r => r.id === id)
  if (!row) return { is: 'missing' }
  const document = 'documentId' in row ? await store.document(row.documentId) : undefined
  const events = document ? [event(document.seller, 'document.released', document.id, operation, { [kind]: id, hold: row.hold?.code ?? null })] : []
  return { is: 'retried', count: await store.rearm(kind, [id], events, now()) }
}

/** Opens a lane that waits for a person or for time; without a name every one that does. */
export async function openLane(name: string | undefined, operation: Operation): Promise<Retried> {
  const lanes = await operation.store.lanes()
  if (name !== undefined && !lanes.some(l => l.lane === name)) return { is: 'missing' }
  const shut = lanes.filter(l => l.need !== undefined && (name === undefined || l.lane === name))
  for (const lane of shut) await open(lane, operation)
  return { is: 'retried', count: shut.length }
}

/** `main/bureau`: the seller's key stands before the gateway. */
async function open({ lane, need }: LaneRow, operation: Operation): Promise<void> {
  const [seller = ''] = lane.split('/')
  await operation.store.setLane({ lane, failures: 0 }, [event(seller, 'lane.opened', lane, operation, { need })], operation.now())
}

const hintOf = (ref: OrderRef, key: string): NewHint => ({
  source: 'person',
  connector: ref.platform,
  store: ref.store,
  topic: 'retry',
  dedupeKey: `retry:${key}`,
  ref,
})

function event(seller: string, type: NewEvent['type'], subject: string, { now, actor }: Operation, data: NewEvent['data'] = {}): NewEvent {
  return { seller, type, subject, at: now(), actor, data }
}
